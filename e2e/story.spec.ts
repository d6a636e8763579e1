import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { happenedAt } from "#lib/domain/incidents/order-entries.ts";
import { formatDuration, lengthBetween } from "#lib/domain/length.ts";
import { breakHost, healHost, sshConfig } from "../lab/api.ts";
import { incidentOf, readRows } from "./support/entries.ts";
import { type RunningFoghorn, startFoghorn } from "./support/foghorn.ts";
import { asDaemons, healAll, test } from "./support/lab-hosts.ts";
import { inviteOnScreen, openWindow, PHONE, type Window } from "./support/people.ts";
import { readPostmortem, stamp } from "./support/postmortem.ts";
import { signInFirstAdmin, watchPage } from "./support/sign-in.ts";

/* A night as it happens: two people, two browsers, a real engine behind ssh, from the break to the postmortem. */

const FAULT = "daemon-hung:stopped";
const CONFIRM = "Confirm the hang on the host";
const WAKE = "Wake dockerd if it is stopped";
const VERIFY = "Verify that it answers within a second";
const SECRET = "hunter2hunter2";

let foghorn: RunningFoghorn;
let ada: Window;
let ben: Window;
let room: `INC-${string}`;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ hosts, browser }) => {
  foghorn = await startFoghorn({ daemons: asDaemons(hosts), sshConfig: sshConfig() });
  ada = await openWindow(await signInFirstAdmin(browser, foghorn), foghorn);
  ben = await inviteOnScreen(ada.page, browser, foghorn);
});
test.afterAll(async ({ hosts }) => {
  await healAll(hosts);
  await foghorn.stop();
});

const both = (): readonly Page[] => [ada.page, ben.page];
const lit = (page: Page, host: string) => page.locator(`[data-mode="daemon-hung"][data-host="${host}"]`);
const timeline = (page: Page) => page.getByRole("region", { name: "Timeline", exact: true });
const step = (page: Page, title: string) =>
  page.getByRole("region", { name: "Runbook" }).getByRole("listitem").filter({ hasText: title });

test("a quiet Watch says what was checked", async () => {
  await ada.page.goto("/");
  for (const page of both()) {
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      "Nothing is wrong that Foghorn can see.",
    );
    await expect(page.getByText("2 of 2 engines were read")).toBeVisible();
  }
});

test("a daemon that hangs lights dockerd on the Watch of both", async ({ hosts }) => {
  await breakHost(hosts.new.name, FAULT);
  for (const page of both()) {
    const row = lit(page, hosts.new.name);
    await expect(row).toHaveAttribute("data-part", "dockerd");
    await expect(row).toHaveAttribute("data-part-state", "fault");
    await expect(row.locator("[data-evidence]")).toContainText(/answer/);
    await expect(lit(page, hosts.old.name)).toHaveCount(0);
  }
});

test("muted by one it calls neither, and stays where both see it until it is ended by hand", async ({
  hosts,
}) => {
  const row = lit(ada.page, hosts.new.name);
  await row
    .getByRole("button", { name: /dockerd/i })
    .first()
    .click();
  for (const page of both()) await expect(page).toHaveTitle(/^\(1\) Watch/);
  await ada.page.keyboard.press("m");
  const dialog = ada.page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: /^Reason/ }).fill("planned restart");
  await dialog.getByRole("button", { name: "Mute for 30 min" }).click();
  for (const page of both()) {
    await expect(lit(page, hosts.new.name)).toContainText(/muted until \d\d:\d\d by Ada/);
    await expect(page).toHaveTitle(/^Watch/);
  }
  await ada.page.keyboard.press("m");
  for (const page of both()) {
    await expect(page).toHaveTitle(/^\(1\) Watch/);
    await expect(lit(page, hosts.new.name)).not.toContainText("muted until");
  }
});

test("one key opens the incident; the other finds it, takes it and writes", async ({ hosts }) => {
  await lit(ada.page, hosts.new.name)
    .getByRole("button", { name: /dockerd/i })
    .first()
    .click();
  await ada.page.keyboard.press("i");
  await expect(ada.page).toHaveURL(/\/incidents\/INC-\d+$/);
  room = incidentOf(ada.page);

  await lit(ben.page, hosts.new.name).getByRole("link", { name: /^INC-/ }).click();
  await expect(ben.page).toHaveURL(`${foghorn.url}/incidents/${room}`);
  await expect(ben.page.getByRole("button", { name: "State: Triage. Change it" })).toBeVisible();
  await expect(ben.page.getByRole("button", { name: /^Acknowledge/ }).first()).toBeVisible();
  await ben.page.keyboard.press("a");
  for (const page of both()) {
    await expect(page.getByRole("definition").filter({ hasText: "Ben" }).first()).toBeVisible();
    await expect(timeline(page).getByText("acknowledged")).toBeVisible();
    await expect(page.getByRole("button", { name: "State: Mitigating. Change it" })).toBeVisible();
  }

  await ben.page.keyboard.press("n");
  await ben.page.keyboard.type("Deploys stand still, the shop does not.");
  await ben.page.keyboard.press("Control+Enter");
  await expect(timeline(ada.page).getByText("Deploys stand still, the shop does not.")).toBeVisible();

  await ada.page.keyboard.press("n");
  await ada.page.getByRole("button", { name: "On the shared link" }).click();
  await ada.page
    .getByRole("textbox", { name: /^Note/ })
    .fill(`The deploy hung; its log had password=${SECRET} in it.`);
  await ada.page.getByRole("button", { name: "Add the note" }).click();
  await expect(timeline(ben.page).getByText("The deploy hung")).toBeVisible();
});

test("the fault is confirmed and the room stands at its cure; healed, the verification ticks itself and falls back", async ({
  hosts,
}) => {
  for (const page of both()) {
    await expect(step(page, CONFIRM).getByRole("img", { name: "confirmed" }).first()).toBeVisible();
    await expect(step(page, WAKE)).toHaveAttribute("aria-current", "step");
    await expect(step(page, WAKE).getByRole("img", { name: "check failing" }).first()).toBeVisible();
    await expect(step(page, WAKE).getByText("kill -CONT")).toBeVisible();
  }
  await healHost(hosts.new.name, FAULT);
  for (const page of both()) {
    await expect(step(page, VERIFY).getByRole("img", { name: "passed", exact: true }).first()).toBeVisible();
    await expect(step(page, CONFIRM).getByRole("img", { name: "confirmed" }).first()).toBeVisible();
  }
  await breakHost(hosts.new.name, FAULT);
  for (const page of both()) {
    await expect(step(page, VERIFY).getByRole("img", { name: "fails again" }).first()).toBeVisible();
    await expect(timeline(page).getByText("fails again and is open once more").first()).toBeVisible();
  }
  await ben.page.screenshot({ path: test.info().outputPath("room.png") });
});

test("healed, it is mitigated and resolved, and both see who did it", async ({ hosts }) => {
  await healHost(hosts.new.name, FAULT);
  for (const page of both())
    await expect(step(page, VERIFY).getByRole("img", { name: "passed", exact: true }).first()).toBeVisible();
  await expect(
    ada.page
      .getByRole("list", { name: "Symptoms" })
      .getByText(/recovering|cleared/)
      .first(),
  ).toBeVisible();
  await ben.page.getByRole("button", { name: /^Mark mitigated/ }).click();
  await ben.page.getByRole("dialog").getByRole("radio", { name: "Now", exact: true }).check();
  await ben.page.keyboard.press("Control+Enter");
  for (const page of both()) {
    await expect(timeline(page).getByText("to mitigated")).toBeVisible();
    await expect(page.getByRole("button", { name: "State: Mitigated. Change it" })).toBeVisible();
  }
  // The key of the step before does nothing more; resolving has its own and asks.
  await ada.page.keyboard.press("Shift+M");
  await ada.page.keyboard.press("Shift+R");
  await expect(ada.page.getByRole("dialog").getByRole("button", { name: "Resolve" })).toBeVisible();
  // What the figures count from is asked here, and the earliest evidence is offered.
  await expect(ada.page.getByRole("radio", { name: /the earliest evidence/ })).toBeChecked();
  await ada.page.getByRole("radio", { name: "Now", exact: true }).check();
  await ada.page.keyboard.press("Control+Enter");
  for (const page of both()) {
    await expect(timeline(page).getByText("from mitigated to resolved")).toBeVisible();
    await expect(page.getByRole("button", { name: "State: Resolved. Change it" })).toBeVisible();
  }
});

test("a share link opens on a phone without sign-in, shows no secret, and is gone once revoked", async ({
  browser,
}) => {
  await ada.page.keyboard.press("s");
  const dialog = ada.page.getByRole("dialog");
  // What the reader will see stands there before the link is made, with the secret taken out.
  const preview = dialog.getByRole("region", { name: "What the reader gets" });
  await expect(preview.getByText("The deploy hung")).toBeVisible();
  await expect(preview.getByText("Deploys stand still")).toHaveCount(0);
  await expect(preview.getByRole("heading", { name: /^\d+ replacements?, \d+ rules?$/ })).toBeVisible();
  expect(await preview.innerHTML()).not.toContain(SECRET);
  await dialog.getByRole("button", { name: /^Make the link/ }).click();
  const link = await dialog.getByRole("status").locator("code").innerText();

  const reader = await browser.newContext({ viewport: PHONE, isMobile: true, hasTouch: true });
  const phone = await reader.newPage();
  const seen = watchPage(phone, foghorn.url);
  await phone.goto(link);
  await expect(phone.getByRole("heading", { name: "Timeline" })).toBeVisible();
  await expect(phone.getByText("The deploy hung")).toBeVisible();
  await expect(phone.getByText("Deploys stand still")).toHaveCount(0);
  await expect(phone.getByText(/internal entr(y is|ies are) not shown/)).toBeVisible();
  expect(await phone.content()).not.toContain(SECRET);
  expect(await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
    0,
  );
  await phone.screenshot({ path: test.info().outputPath("shared.png"), fullPage: true });

  await dialog.getByRole("button", { name: /^Revoke/ }).click();
  await expect(dialog.getByText(/revoked/).first()).toBeVisible();
  expect(seen.complaints).toEqual([]);
  await phone.reload();
  await expect(phone.getByRole("heading", { name: "This link opens nothing" })).toBeVisible();
  await expect(phone.getByText("The deploy hung")).toHaveCount(0);
  await ada.page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
});

test("the exported postmortem is the timeline: its entries, its figures, its last hash", async () => {
  const download = ada.page.waitForEvent("download");
  await ada.page.keyboard.press("e");
  await ada.page.getByRole("menuitem", { name: "Markdown" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe(`${room}-postmortem.md`);
  const markdown = readFileSync(await file.path(), "utf8");
  const report = readPostmortem(markdown);
  const entries = await readRows(ada.context, foghorn, `entries:${room}`);

  expect(report.entryCount).toBe(entries.length);
  expect(report.headHash).toBe(entries.at(-1)?.hash);
  expect(markdown).not.toContain(SECRET);

  // What people did stands there one by one; what machines said may be counted together, but is never made up.
  const told = entries.map((entry) => ({
    at: stamp(happenedAt(entry)),
    who: entry.actor.kind === "person" ? entry.actor.name : "Foghorn",
    kind: entry.body.kind,
  }));
  // The export has the order of the room: its times run downwards.
  const times = report.items.map(({ at: time }) => time);
  expect(times).toEqual(times.toSorted());
  const key = ({ at, who }: { readonly at: string; readonly who: string }) => `${at} ${who}`;
  const known = new Set(told.map(key));
  for (const item of report.items) expect(known).toContain(key(item));
  const alone = told.filter(({ kind }) => !/^(?:docker\.event|engine\.line|symptom\.changed)$/.test(kind));
  const written = report.items.map(key);
  for (const entry of new Set(alone.map(key)))
    expect(written.filter((item) => item === entry).length).toBeGreaterThanOrEqual(
      alone.filter((one) => key(one) === entry).length,
    );
  expect(report.items.filter(({ text }) => text.includes("fails again")).length).toBeGreaterThan(0);
  expect(report.items.find(({ text }) => text.includes("Deploys stand still"))?.who).toBe("Ben");

  const at = (milestone: string): number | undefined =>
    entries.flatMap(({ body }) =>
      body.kind === "incident.milestone" && body.milestone === milestone ? [body.milestoneAt] : [],
    )[0];
  const [detected = 0, acknowledged = 0] = [at("detected"), at("acknowledged")];
  expect(report.milestones.get("Detected")).toBe(stamp(detected));
  expect(report.milestones.get("Acknowledged")).toBe(stamp(acknowledged));
  expect(report.figures.get("Time to acknowledge (TTA)")).toBe(
    formatDuration(lengthBetween(detected, acknowledged)),
  );
  const [mitigated = 0, resolved = 0] = ["mitigated", "resolved"].map(
    (to) => entries.find(({ body }) => body.kind === "incident.state" && body.to === to)?.at,
  );
  expect(report.milestones.get("Resolved")).toBe(stamp(resolved));
  // Ada confirmed it as she resolved; the figures count from there.
  const began = at("impact-started") ?? 0;
  expect(report.milestones.get("Impact")).toBe(stamp(began));
  for (const [figure, end] of [
    ["Time to detect (TTD)", detected],
    ["Time to mitigate (TTM)", mitigated],
    ["Time to resolve (TTR)", resolved],
  ] as const)
    expect(report.figures.get(figure)).toBe(formatDuration(lengthBetween(began, end)));
});

test("neither window complained", () => {
  expect([...ada.complaints, ...ben.complaints]).toEqual([]);
});
