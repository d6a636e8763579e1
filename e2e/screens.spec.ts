import { join } from "node:path";
import { type BrowserContext, expect, type Page } from "@playwright/test";
import { breakHost, inHost, sshConfig } from "../lab/api.ts";
import { inspect, inspectDialog } from "./support/axe.ts";
import { type RunningFoghorn, startFoghorn } from "./support/foghorn.ts";
import { asDaemons, healAll, test } from "./support/lab-hosts.ts";
import { DESKTOP, goLive, PHONE } from "./support/people.ts";
import { signInFirstAdmin, watchPage } from "./support/sign-in.ts";

/*
 * Every screen in the states a host can be in, dark and light: nothing for axe, nothing in the console, nothing
 * asked of anybody else. FOGHORN_IMAGES=write also renews the picture of the README.
 */

const README_IMAGE = join(import.meta.dirname, "../docs/images/watch.png");
/** Names as foghorn.yaml gives them: of the host with Docker 20.10 and of the one with 26.1. */
const [OLD, NEW] = ["app-1", "app-2"] as const;

let foghorn: RunningFoghorn;
let stranger: BrowserContext;
let ada: BrowserContext;
let page: Page;
let complaints: readonly string[];
let room: string;
let share: string;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  foghorn = await startFoghorn({ daemons: [], sshConfig: sshConfig() });
  stranger = await browser.newContext({ baseURL: foghorn.url, viewport: DESKTOP });
});
test.afterAll(async ({ hosts }) => {
  await healAll(hosts);
  await foghorn.stop();
});

async function visit(path: string, landmark: (target: Page) => Promise<void>): Promise<void> {
  await page.goto(path);
  await landmark(page);
  await inspect(page);
}

const headed = (name: string | RegExp) => (target: Page) =>
  expect(target.getByRole("heading", { name }).first()).toBeVisible();

const sideways = (target: Page): Promise<number> =>
  target.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

test("setup and sign-in", async ({ browser }) => {
  const first = await stranger.newPage();
  const seen = watchPage(first, foghorn.url);
  await first.goto("/setup");
  await headed("Who owns this Foghorn?")(first);
  await inspect(first);
  ada = await signInFirstAdmin(browser, foghorn);
  await first.goto("/sign-in");
  await headed("Sign in")(first);
  await inspect(first);
  expect(seen.complaints).toEqual([]);
  page = await ada.newPage();
  ({ complaints } = watchPage(page, foghorn.url));
});

test("without an engine", async () => {
  await visit("/", headed("No engine is watched yet"));
  await visit("/hosts", headed("Hosts"));
  await visit("/incidents", headed("No incident was ever opened here."));
  await visit("/postmortems", headed("No postmortem was asked for yet."));
  await visit("/report", (target) =>
    expect(target.getByText("No service was measured. There was no incident.")).toBeVisible(),
  );
});

test("with two quiet engines", async ({ hosts }) => {
  await page.goto("/");
  const [first, second] = asDaemons(hosts);
  if (first === undefined || second === undefined) throw new Error("two hosts are needed");
  foghorn.configure([
    { ...first, id: OLD },
    { ...second, id: NEW },
  ]);
  await expect(page.getByText("2 of 2 engines were read")).toBeVisible();
  await goLive(page, "/");
  await page.keyboard.press("n");
  await page.keyboard.type("Filer 4 is back. **Unmount** first if it stalls again.");
  await inspect(page);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("region", { name: "Handover" })).toContainText("Unmount first");
  await inspect(page);
  await page.screenshot({ path: test.info().outputPath("quiet.png") });
  await visit(`/hosts/${NEW}`, (target) => expect(target.getByText("Docker 26.1.5").first()).toBeVisible());
  await page.screenshot({ path: test.info().outputPath("host.png") });
  await visit("/hosts", headed("Hosts"));
  await page.keyboard.press("ArrowRight"); // opens the groups of quiet hosts
  await expect(page.getByRole("main").getByRole("link", { name: OLD }).first()).toBeVisible();
  await inspect(page);
  await page.goto(`/hosts/${NEW}`);
  await page.getByRole("link", { name: /^Containers/ }).click();
  await expect(page.getByRole("link", { name: "mailer" })).toBeVisible();
  await inspect(page);
  await page.getByRole("link", { name: "worker" }).click();
  await expect(page.getByRole("region", { name: "Lines" }).getByRole("button").first()).toBeVisible();
  await inspect(page);
  await visit(`/hosts/${NEW}/engine-log`, (target) =>
    expect(target.getByRole("region", { name: "Lines" }).getByRole("button").first()).toBeVisible(),
  );
  // The daemon remembers 256 events: none of its starts may be among them any more.
  await inHost(hosts.new.name, ["docker", "restart", "--time", "0", "cache"]);
  await visit(`/hosts/${NEW}/events`, (target) =>
    expect(target.getByText("container start").first()).toBeVisible(),
  );
});

test("runbooks and the pages of people", async () => {
  await visit("/runbooks", headed("Runbooks"));
  await page
    .getByRole("link", { name: /dockerd hung/ })
    .first()
    .click();
  await headed(/dockerd hung/)(page);
  await inspect(page);
  await goLive(page, "/runbooks/daemon-hung");
  await page.keyboard.press("x");
  await expect(page.getByRole("dialog")).toContainText("npm run lab -- drill daemon-hung");
  await inspect(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("e");
  await expect(page.getByRole("dialog")).toContainText("No incident is open.");
  await page.keyboard.press("Escape");
  const saved = page.waitForEvent("download");
  await page.keyboard.press("o");
  expect((await saved).suggestedFilename()).toBe("daemon-hung.md");
  await visit("/account", headed("Your account"));
  await visit("/people", headed("People"));
  await visit("/audit", headed("Audit log"));
  await visit("/settings", headed("Standing orders"));
  await visit("/report", (target) => expect(target.getByRole("link", { name: "mailer" })).toBeVisible());
  await page.screenshot({ path: test.info().outputPath("report.png") });
});

test("with broken engines: Watch, host, room", async ({ hosts }) => {
  await page.goto("/");
  await breakHost(hosts.new.name, "daemon-hung:stopped");
  await breakHost(hosts.old.name, "iptables-filter-wiped:flushed");
  const hung = page.locator(`[data-mode="daemon-hung"][data-host="${NEW}"]`);
  const wiped = page.locator(`[data-mode="iptables-filter-wiped"][data-host="${OLD}"]`);
  await expect(hung).toHaveAttribute("data-state", "raised", { timeout: 30_000 });
  await expect(wiped).toHaveAttribute("data-part-state", "fault", { timeout: 30_000 });
  await page.keyboard.press(".");
  await hung.getByRole("button", { name: "dockerd hung" }).click();
  await inspect(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto("/");
  await expect(
    hung
      .getByText("Do next")
      .or(hung.getByText(/Runbook/))
      .first(),
  ).toBeVisible();
  await page.screenshot({
    path: process.env.FOGHORN_IMAGES === "write" ? README_IMAGE : test.info().outputPath("watch.png"),
  });

  await visit(`/hosts/${NEW}`, headed(/dockerd|answers/i));
  await page.screenshot({ path: test.info().outputPath("host-lit.png") });
  await visit(`/hosts/${NEW}?view=whole`, (target) =>
    expect(target.getByRole("complementary", { name: /^Evidence for/ })).toBeVisible(),
  );
  await page.screenshot({ path: test.info().outputPath("host-whole.png") });
  await page.goto("/");
  await hung.getByRole("button", { name: "dockerd hung" }).click();
  await page.keyboard.press("i");
  await expect(page).toHaveURL(/\/incidents\/INC-\d+$/);
  room = new URL(page.url()).pathname;
  await headed(/dockerd hung/)(page);
  await page.keyboard.press("a");
  await expect(page.getByText("acknowledged").first()).toBeVisible();
  await inspect(page);
  await expect(page.getByRole("button", { name: /^Act on / })).toBeVisible();
  for (const [keys, words] of [
    ["f", "Milestones and figures"],
    ["p", /Pin to INC-/],
    [".", /Act on /],
    ["Shift+M", "Mark mitigated"],
    ["Shift+R", /Resolve INC-/],
    ["?", "Keys of this screen"],
  ] as const)
    await inspectDialog(page, keys, words);
  await page.keyboard.press("s");
  await page.getByRole("button", { name: /^Make the link/ }).click();
  share = await page.getByRole("dialog").getByRole("status").locator("code").innerText();
  await inspect(page);
  await page.keyboard.press("Escape");
  await visit("/incidents", (target) =>
    expect(target.getByRole("link", { name: "Open room" }).first()).toBeVisible(),
  );
  await goLive(page, "/incidents");
  await inspectDialog(page, "i", "What is broken, and where");
  await visit("/hosts", (target) =>
    expect(target.getByRole("main").getByRole("link", { name: NEW }).first()).toBeVisible(),
  );
});

test("the shared timeline, on paper too", async () => {
  const reader = await stranger.newPage();
  const seen = watchPage(reader, foghorn.url);
  await reader.goto(share);
  await headed("Timeline")(reader);
  await inspect(reader);
  await reader.emulateMedia({ media: "print" });
  await expect(reader.getByRole("button", { name: "Print" })).toBeHidden();
  await expect(reader.getByRole("heading", { name: "Timeline" })).toBeVisible();
  await reader.screenshot({ path: test.info().outputPath("print.png"), fullPage: true });
  expect(seen.complaints).toEqual([]);
});

test("in a low window panes scroll, and the page itself does not", async () => {
  await page.setViewportSize({ width: DESKTOP.width, height: 500 });
  for (const path of ["/", `/hosts/${NEW}`, `/hosts/${OLD}`]) {
    await page.goto(path);
    await expect(page.getByRole("main")).toBeVisible();
    const below = await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
    expect(below, path).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize(DESKTOP);
});

test("at 400 % the heads of the room scroll away, and a panel has the whole window", async () => {
  const low = { width: 360, height: 225 };
  await page.setViewportSize(low);
  await page.goto(room);
  const panels = page.getByRole("navigation", { name: "Panels" });
  const timeline = page.getByRole("region", { name: "Timeline", exact: true });
  await panels.getByRole("button", { name: /^Timeline/ }).click();
  await timeline.evaluate((panel) => panel.scrollIntoView());
  const box = await timeline.boundingBox();
  expect(box?.y).toBeGreaterThan(-1);
  expect(box?.y).toBeLessThan(1);
  expect(box?.height).toBe(low.height);
  expect(await sideways(page)).toBeLessThanOrEqual(0);
  await inspect(page);
  await page.screenshot({ path: test.info().outputPath("low-room.png") });
  await page.setViewportSize(DESKTOP);
});

test("on a phone nothing has to be pushed sideways", async ({ browser }) => {
  const cookies = await ada.cookies();
  const phone = await browser.newContext({
    baseURL: foghorn.url,
    viewport: PHONE,
    isMobile: true,
    hasTouch: true,
  });
  await phone.addCookies(cookies);
  const screen = await phone.newPage();
  const seen = watchPage(screen, foghorn.url);
  for (const path of ["/", room, share]) {
    await screen.goto(path);
    await expect(
      screen
        .getByText(/dockerd hung/)
        .locator("visible=true")
        .first(),
    ).toBeVisible();
    expect(await sideways(screen), path).toBeLessThanOrEqual(0);
    await inspect(screen, true);
    const name = path === "/" ? "watch" : path === room ? "room" : "shared";
    await screen.screenshot({ path: test.info().outputPath(`phone-${name}.png`) });
  }
  const others = [
    `/hosts/${NEW}`,
    `/hosts/${NEW}?view=whole`,
    `/hosts/${OLD}?part=ipt`,
    "/hosts",
    "/incidents",
  ];
  for (const path of [...others, "/runbooks", "/postmortems", "/settings", "/report"]) {
    await screen.goto(path);
    await expect(screen.getByRole("main").getByRole("heading").locator("visible=true").first()).toBeVisible();
    expect(await sideways(screen), path).toBeLessThanOrEqual(0);
    await inspect(screen, true);
  }
  await phone.clearCookies();
  await screen.goto("/sign-in");
  await headed("Sign in")(screen);
  await inspect(screen, true);
  expect(seen.complaints).toEqual([]);
});

test("no screen complained in the console or asked anything of another server", async () => {
  expect(complaints).toEqual([]);
});
