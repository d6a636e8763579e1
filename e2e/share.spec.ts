import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { readPdf } from "#lib/adapters/print/testing/read-pdf.ts";
import { changing } from "./support/ask.ts";
import { inspect } from "./support/axe.ts";
import { type RunningFoghorn, startFoghorn } from "./support/foghorn.ts";
import { goLive, openWindow, PHONE, type Window } from "./support/people.ts";
import { INTERNAL, SECRET, seedNight } from "./support/shared-night.ts";
import { signInFirstAdmin, watchPage } from "./support/sign-in.ts";

/* What somebody outside gets who was sent a link: on a phone, without an account, while it happens and afterwards. */

let dataDir: string;
let foghorn: RunningFoghorn;
let ada: Window;
let room: string;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  dataDir = mkdtempSync(join(tmpdir(), "foghorn-share-"));
  room = await seedNight(dataDir);
  foghorn = await startFoghorn({ daemons: [], dataDir });
  ada = await openWindow(await signInFirstAdmin(browser, foghorn), foghorn);
  await goLive(ada.page, `/incidents/${room}`);
});
test.afterAll(async () => {
  await foghorn.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const dialog = () => ada.page.getByRole("dialog");
const previewed = () => dialog().getByRole("region", { name: "What the reader gets" });
/** The part of it that is on the page. */
const seen = () => previewed().getByRole("region", { name: "As the reader sees it" });
const rule = (name: string) => previewed().getByRole("listitem").filter({ hasText: name });
const links = () => dialog().getByRole("region", { name: "Links that exist" });

async function make(kind: "Snapshot" | "Live", label: string): Promise<string> {
  if ((await dialog().count()) === 0) await ada.page.keyboard.press("s");
  // By its words, which are clicked where they rest: the dialog grows with what the preview answers.
  const kinds = dialog().getByRole("group", { name: "What the link shows" });
  await kinds.getByText(kind === "Live" ? /^Live$/ : /^Snapshot of/).click();
  await expect(dialog().getByRole("radio", { name: kind })).toBeChecked();
  await dialog().getByLabel("For whom, seen only here").fill(label);
  await ada.page.keyboard.press("Control+Enter");
  await expect(links().getByText(label, { exact: true })).toBeVisible();
  return dialog().getByRole("status").locator("code").innerText();
}

async function note(markdown: string, visibility: "shared" | "internal" = "shared"): Promise<void> {
  const answer = await ada.context.request.post(`/api/incidents/${room}/notes`, {
    headers: changing(foghorn.url),
    data: { markdown, visibility, clientKey: `n-${crypto.randomUUID()}` },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}

interface Reader {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly complaints: readonly string[];
}

async function readOnPhone(browser: Browser, link: string): Promise<Reader> {
  const context = await browser.newContext({ viewport: PHONE, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  const { complaints } = watchPage(page, foghorn.url);
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Timeline" })).toBeVisible();
  return { context, page, complaints };
}

const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
const revokeChosen = async (): Promise<void> => {
  await dialog()
    .getByRole("heading", { name: /^Share the timeline/ })
    .click();
  await ada.page.keyboard.press("Delete");
};
/** Letters that are set off in the preview without an element of their own. */
const highlighted = (name: string): Promise<readonly string[]> =>
  ada.page.evaluate((of) => [...(CSS.highlights.get(of) ?? [])].map(String), name);
async function reopen(): Promise<void> {
  await ada.page.keyboard.press("Escape");
  await expect(dialog()).toHaveCount(0);
  await ada.page.keyboard.press("s");
  await expect(previewed()).toBeVisible();
}
const SHUT = "This link opens nothing";

test("before a link exists the dialog shows what its reader will see, and what each rule took out", async () => {
  await ada.page.keyboard.press("s");
  const preview = previewed();
  await expect(preview.getByText("List hangs, ping is fine.")).toBeVisible();
  await expect(preview.getByText(INTERNAL)).toHaveCount(0);
  await expect(preview.getByText("4 replacements, 4 rules")).toBeVisible();
  await expect(rule("Passwords inside addresses")).toContainText("in a pinned line");
  await expect(rule("Names of hosts, addresses")).toContainText(
    "app-07 stays app-07, 10.20.4.15 stays 10.20.4.15",
  );
  await expect(rule("Names of people")).toContainText("off, 2 names");
  await expect(rule("Words of your own list")).toContainText("no word is on the list");
  await expect(preview.getByText("Passwords inside addresses")).toBeVisible();
  await expect(preview.getByText("1 internal entry is left out")).toBeVisible();
  expect(await dialog().innerHTML()).not.toContain(SECRET);
  await expect(dialog().getByText("Set FOGHORN_URL for links that others can open.")).toBeVisible();
  await expect(links()).toContainText("none yet");
  await inspect(ada.page);
  await ada.page.keyboard.press("n");
  await expect(preview.locator(".red[data-here]")).toHaveCount(1);
  await ada.page.keyboard.press("v");
  await expect(preview.getByRole("heading", { name: "What it meant" })).toBeVisible();
  // It opens at its top, wherever the entries were scrolled to.
  await expect(seen().getByRole("heading", { level: 1 })).toBeInViewport({ ratio: 1 });
  await inspect(ada.page);
  await ada.page.keyboard.press("v");
  const names = dialog().getByRole("checkbox", { name: "Names of hosts, addresses" });
  await names.check({ force: true });
  await expect(preview.getByText("server address-1 not responding")).toBeVisible();
  await expect(seen().getByText("app-07")).toHaveCount(0);
  await expect(rule("Names of hosts, addresses")).toContainText("app-07 → host-1, 10.20.4.15 → address-1");
  await names.uncheck({ force: true });
  await expect(preview.getByText("server 10.20.4.15 not responding")).toBeVisible();
  await ada.page.keyboard.press("2");
  await expect(dialog().getByRole("radio", { name: "Live" })).toBeChecked();
  await ada.page.keyboard.press("1");
  await expect(dialog().getByRole("radio", { name: "Snapshot" })).toBeChecked();
});

test("every key that the dialog tells does what it says, and one that does nothing is not told", async () => {
  const keys = dialog().getByRole("list", { name: "Keys of this dialog" });
  await expect(keys).toContainText("make and copy");
  await expect(keys).toContainText("redactions");
  await expect(keys).not.toContainText("revoke");
  const preview = previewed();
  const lit = preview.locator("[data-here]");
  await ada.page.keyboard.press("n");
  const first = await lit.innerText();
  await ada.page.keyboard.press("n");
  expect(await lit.innerText()).not.toBe(first);
  await ada.page.keyboard.press("N");
  expect(await lit.innerText()).toBe(first);
  // A name is stepped to as well, and seen.
  const names = dialog().getByRole("checkbox", { name: "Names of hosts, addresses" });
  await names.check({ force: true });
  await expect(seen().getByText("server address-1 not responding")).toBeVisible();
  await expect.poll(() => highlighted("share-alias")).toContain("host-1");
  await expect(async () => {
    await ada.page.keyboard.press("n");
    expect(await highlighted("share-here")).toEqual(["address-1"]);
  }).toPass({ intervals: [50] });
  await expect(lit).toHaveCount(0);
  await names.uncheck({ force: true });
  await expect(seen().getByText("server 10.20.4.15 not responding")).toBeVisible();
});

test("people and words of the own list are kept in where somebody chooses so, and the link closes when they say", async ({
  browser,
}) => {
  const orders = await ada.context.newPage();
  await goLive(orders, "/settings");
  await orders.getByRole("button", { name: "Change the list" }).click();
  const list = orders.getByLabel("One on each line");
  await list.fill("acme\nx");
  await expect(orders.getByText("“x” is too short")).toBeVisible();
  await expect(orders.getByRole("button", { name: "Keep the list" })).toBeDisabled();
  await list.fill("Filer 4\nacme");
  await inspect(orders);
  await orders.getByRole("button", { name: "Keep the list" }).click();
  await expect(orders.getByText("2 words", { exact: true })).toBeVisible();
  await orders.close();
  // The dialog reads the list when it is asked again.
  await dialog().getByRole("checkbox", { name: "Names of people" }).check({ force: true });
  await expect(rule("Names of people")).toContainText("same alias everywhere");
  await expect(rule("Words of your own list")).toContainText("in a note");
  await expect(seen().getByText("person B").first()).toBeVisible();
  await expect(seen().getByText("Eva", { exact: true })).toHaveCount(0);
  await expect(seen().getByText("own-word#").first()).toBeVisible();

  await dialog().getByRole("button", { name: "Until…" }).click();
  const until = dialog().getByLabel("Closes at, in UTC");
  await until.fill("2020-01-01 10:00");
  await expect(dialog().getByText("That is over already.")).toBeVisible();
  await expect(dialog().getByRole("button", { name: /^Make the link/ })).toBeDisabled();
  await until.fill("+91d");
  await expect(dialog().getByText("A link is open for 90 days at most")).toBeVisible();
  await until.fill("+36h");
  await dialog()
    .getByLabel("What happened, in your words")
    .fill(`Checkout ran on **two of three** replicas. Eva knows; password=${SECRET}`);
  await expect(seen().getByText("two of three")).toBeInViewport({ ratio: 1 });
  await inspect(ada.page);
  // What is chosen and written is a draft: closing the dialog takes nothing of it back.
  await reopen();
  await expect(dialog().getByLabel("What happened, in your words")).toHaveValue(/two of three/);
  await expect(dialog().getByRole("checkbox", { name: "Names of people" })).toBeChecked();
  await expect(dialog().getByLabel("Closes at, in UTC")).toHaveValue("+36h");
  const link = await make("Snapshot", "Names kept in");
  const { page, context, complaints } = await readOnPhone(browser, link);
  await expect(page.getByText("two of three")).toBeVisible();
  await expect(page.getByText("person A", { exact: true }).first()).toBeVisible();
  await expect(page.getByText(/secrets and 1 word that were taken out/)).toBeVisible();
  await expect(page.getByText("people have other names here")).toBeVisible();
  const html = await page.content();
  // On a phone as well each mark is one box.
  expect(
    await page
      .locator(".red")
      .evaluateAll((all) => all.map((mark) => mark.getClientRects().length).filter((lines) => lines > 1)),
  ).toEqual([]);
  for (const kept of ["Eva", "Ada", "iler 4", SECRET]) expect(html).not.toContain(kept);
  expect(complaints).toEqual([]);
  await inspect(page, true);
  await context.close();
  await revokeChosen();
  // The next link begins with the choices of this one, so it tells no name by surprise, and with words of its own.
  await reopen();
  await expect(dialog().getByLabel("What happened, in your words")).toHaveValue("");
  await expect(rule("Names of people")).toContainText("same alias everywhere");
  await dialog().getByRole("checkbox", { name: "Names of people" }).uncheck({ force: true });
});

test("a live link is opened on a phone without an account: what happened, what it meant, whether it is over", async ({
  browser,
}) => {
  const link = await make("Live", "Customer desk");
  const reader = await readOnPhone(browser, link);
  const { page } = reader;
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Docker daemon hung on app-07");
  await expect(page.getByText("It is not over. People are working on it.")).toBeVisible();
  await expect(page.getByText("Deploys to app-07 wait")).toBeVisible();
  await expect(page.getByText("Live: what is new appears by itself")).toBeVisible();
  // The picture and its twin in words.
  await expect(
    page.getByRole("img", { name: /^The engine of app-07\. Failed: 1 Remote mounts, 2 dockerd/ }),
  ).toBeVisible();
  await expect(page.getByText("Cut off by that: Callers, API socket")).toBeVisible();
  await expect(page.getByText("authorization#")).toBeVisible();
  expect(await page.content()).not.toContain(SECRET);
  expect(await page.content()).not.toContain(INTERNAL);
  expect(await sideways(page)).toBeLessThanOrEqual(0);
  await inspect(page, true);
  await page.screenshot({ path: test.info().outputPath("shared-phone.png"), fullPage: true });

  // New entries, the state, and how many read it.
  await expect(links().getByText("1 reading now")).toBeVisible();
  await note(`Failover is done. The key was password=${SECRET}.`);
  await expect(page.getByText("Failover is done.")).toBeVisible({ timeout: 1_000 });
  await expect(page.getByRole("status")).toHaveText("1 new entry");
  await note("only for us", "internal");
  await expect(page.getByText(/internal entries are not shown/)).toBeVisible();
  expect(await page.content()).not.toContain(SECRET);
  expect(await page.content()).not.toContain("only for us");

  // It reaches nothing else: no other page, no answer of the API, no topic of those who are signed in.
  for (const path of [`/api/incidents/${room}/entries`, `/api/incidents/${room}/export.json`, "/api/people"])
    expect((await reader.context.request.get(`${foghorn.url}${path}`)).status()).toBe(401);
  const other = await reader.context.newPage();
  await other.goto(`${foghorn.url}/incidents/${room}`);
  await expect(other).toHaveURL(/\/sign-in/);
  await other.close();
  const refused = await page.evaluate(
    ([path, incident]) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(`ws://${location.host}${path}`);
        const seen: string[] = [];
        socket.onopen = () => {
          for (const [index, topic] of [
            `incident:${incident}`,
            `entries:${incident}`,
            "hosts",
            "console",
          ].entries())
            socket.send(JSON.stringify({ kind: "sub", id: index + 1, topic }));
        };
        socket.onmessage = ({ data }) => {
          const message = JSON.parse(String(data));
          if (message.kind !== "time") seen.push(`${message.kind} ${message.code}`);
          if (seen.length === 4) resolve(seen.join(", "));
        };
        socket.onclose = () => resolve(`closed ${seen.join(", ")}`);
      }),
    ["/s/live", room],
  );
  expect(refused).toBe("error forbidden, error forbidden, error forbidden, error forbidden");
  expect(reader.complaints).toEqual([]);

  // What happened in people's words is told anew while it goes on.
  await links().getByRole("button", { name: "Tell its readers what happened" }).click();
  await links().getByLabel("What happened, in your words").fill(`Nobody lost an order; token=${SECRET}`);
  await links().getByRole("button", { name: "Tell its readers", exact: true }).click();
  await expect(page.getByText("Nobody lost an order")).toBeVisible({ timeout: 1_000 });
  expect(await page.content()).not.toContain(SECRET);

  // Revoked by one key while it is open.
  await revokeChosen();
  await expect(links().getByRole("listitem").filter({ hasText: "Customer desk" })).toContainText("revoked");
  await expect(page.getByRole("heading", { name: SHUT })).toBeVisible({ timeout: 1_000 });
  await expect(page.getByText("Failover is done.")).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("heading", { name: SHUT })).toBeVisible();
  await reader.context.close();
});

test("a snapshot stays as it was, says of when it is, and goes blank when it is revoked as well", async ({
  browser,
}) => {
  const link = await make("Snapshot", "Duty manager");
  await note("later than the snapshot");
  const { page, context, complaints } = await readOnPhone(browser, link);
  await expect(page.getByText(/^As it was on /)).toBeVisible();
  await expect(page.getByText("Failover is done.")).toBeVisible();
  await expect(page.getByText("later than the snapshot")).toHaveCount(0);
  await expect(links().getByRole("listitem").first()).toContainText(/1 view, last/);
  await expect(links().getByText("1 reading now")).toBeVisible();
  expect(complaints).toEqual([]);
  await revokeChosen();
  await expect(page.getByRole("heading", { name: SHUT })).toBeVisible({ timeout: 1_000 });
  expect(await page.content()).not.toContain("Failover is done.");
  await context.close();
});

test("the answer asks no robot, tells no address and loads nothing from elsewhere; what is no link looks the same", async ({
  browser,
}) => {
  const link = await make("Snapshot", "Headers");
  const context = await browser.newContext();
  const page = await context.newPage();
  const { complaints } = watchPage(page, foghorn.url);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const answer = await page.goto(link);
  expect(answer?.headers()).toMatchObject({
    "x-robots-tag": "noindex, nofollow",
    "referrer-policy": "no-referrer",
    "cache-control": expect.stringContaining("no-store"),
  });
  expect(answer?.headers()["content-security-policy"]).toContain("default-src 'none'");
  await expect(page.getByRole("heading", { name: "Timeline" })).toBeVisible();
  const token = link.split("#")[1] ?? "";
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(asked.filter((url) => url.includes(token.slice(0, 20)))).toEqual([]);
  const [cookie] = await context.cookies(`${foghorn.url}/s`);
  expect(cookie).toMatchObject({ name: "foghorn-share", path: "/s", httpOnly: true, sameSite: "Lax" });
  expect(complaints).toEqual([]);
  await context.clearCookies();
  await page.goto("about:blank");
  await page.goto(`${foghorn.url}/s#${"x".repeat(43)}`);
  await expect(page.getByRole("heading", { name: SHUT })).toBeVisible();
  await page.goto("about:blank");
  await page.goto(`${foghorn.url}/s`);
  await expect(page.getByRole("heading", { name: SHUT })).toBeVisible();
  await context.close();
});

test("a live link freezes when the incident is resolved, says so, and prints on two pages at most", async ({
  browser,
}) => {
  const link = await make("Live", "Storage vendor");
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const { complaints } = watchPage(page, foghorn.url);
  await page.goto(link);
  await expect(page.getByText("Live: what is new appears by itself")).toBeVisible();
  const resolved = await ada.context.request.post(`/api/incidents/${room}/state`, {
    headers: changing(foghorn.url),
    data: { from: "active", to: "resolved", reason: "The file server answers again." },
  });
  expect(resolved.ok(), await resolved.text()).toBe(true);
  await expect(page.getByText(/^Was live until the incident ended/)).toBeVisible({ timeout: 1_500 });
  await expect(page.getByText(/^It is over: resolved at /)).toBeVisible();
  await expect(links().getByText(/was live, frozen/)).toBeVisible();
  await expect(dialog().getByText("The incident is over: nothing would be added.")).toBeVisible();
  await note("after the end");
  await expect(ada.page.getByText("after the end").first()).toBeAttached();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Timeline" })).toBeVisible();
  await expect(page.getByText("after the end")).toHaveCount(0);
  await inspect(page);
  await page.screenshot({ path: test.info().outputPath("shared.png"), fullPage: true });

  for (const format of ["A4", "Letter"] as const) {
    const pdf = await page.pdf({ path: test.info().outputPath(`shared-${format}.pdf`), format });
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(pages, format).toBeGreaterThanOrEqual(1);
    expect(pages, format).toBeLessThanOrEqual(2);
  }
  // The foot stands on every page, not only on the last.
  const printed = await readPdf(await page.pdf({ format: "A5" }));
  expect(printed.pages.length).toBeGreaterThan(1);
  for (const [index, page] of printed.pages.entries()) {
    const text = page.replaceAll(/\s+/g, " ");
    expect(text).toContain(`${room}, read-only timeline, as of`);
    expect(text).toMatch(new RegExp(`printed .* UTC, page ${index + 1} of ${printed.pages.length}`));
  }
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button")).toHaveCount(0);
  expect(complaints).toEqual([]);
  await context.close();
});

test("of an incident with nothing shared the page says so, and is whole", async ({ browser }) => {
  const opened = await ada.context.request.post("/api/incidents", {
    headers: changing(foghorn.url),
    data: { symptomIds: [], title: "Shop is slow", severity: "SEV3" },
  });
  const { id } = (await opened.json()) as { id: string };
  const made = await ada.context.request.post(`/api/incidents/${id}/shares`, {
    headers: changing(foghorn.url),
    data: { kind: "live" },
  });
  const { path } = (await made.json()) as { path: string };
  const { page, context, complaints } = await readOnPhone(browser, `${foghorn.url}${path}`);
  await expect(page.getByText("Nobody has said what it meant for people outside.")).toBeVisible();
  await expect(page.getByText("It is not over.")).toBeVisible();
  expect(await sideways(page)).toBeLessThanOrEqual(0);
  await inspect(page, true);
  expect(complaints).toEqual([]);
  await context.close();
});

test("the window of who shared did not complain", () => {
  expect(ada.complaints).toEqual([]);
});
