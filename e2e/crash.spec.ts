import { expect, type Page } from "@playwright/test";
import { inOrder } from "#lib/domain/incidents/order-entries.ts";
import type { TimelineEntry } from "#lib/domain/timeline.ts";
import { breakHost, healHost, hostSocket, inHost, sshConfig } from "../lab/api.ts";
import { type Cable, layCable } from "./support/cable.ts";
import { eventsOfDaemon } from "./support/daemon.ts";
import { incidentOf, logEntries, readRows } from "./support/entries.ts";
import { type RunningFoghorn, startFoghorn } from "./support/foghorn.ts";
import { asDaemons, healAll, test } from "./support/lab-hosts.ts";
import { BEN, openWindow, PHONE, type Window } from "./support/people.ts";
import { invite, signInFirstAdmin } from "./support/sign-in.ts";
import { timerNames, wrongTimers } from "./support/timers.ts";

/*
 * Each process is killed without a word in the middle of an incident, with two browsers looking on, and a phone that
 * has lost its network before and comes back after.
 */

const FAULT = "iptables-filter-wiped:flushed";
const UNANSWERED = "Sent, and its answer never came.";
const UNSENT = "Written without a network.";

let foghorn: RunningFoghorn;
let windows: readonly Window[];
let phone: Window;
let cable: Cable;
let room: `INC-${string}`;
let startedAt: number;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ hosts, browser }) => {
  startedAt = Date.now();
  cable = await layCable();
  foghorn = await startFoghorn({
    daemons: asDaemons(hosts),
    sshConfig: sshConfig(),
    env: { FOGHORN_URL: cable.url },
  });
  cable.connectTo(foghorn.url);
  const ada = await signInFirstAdmin(browser, foghorn);
  const ben = await invite(ada, browser, foghorn, { ...BEN, role: "operator" });
  windows = [await openWindow(ada, foghorn), await openWindow(ben, foghorn)];
  const pocket = await browser.newContext({
    baseURL: cable.url,
    viewport: PHONE,
    isMobile: true,
    hasTouch: true,
  });
  await pocket.addCookies(await ada.cookies());
  phone = await openWindow(pocket, { ...foghorn, url: cable.url });
});
test.afterAll(async ({ hosts }) => {
  await healAll(hosts);
  await foghorn.stop();
  await cable.remove();
});

const timeline = (page: Page) => page.getByRole("region", { name: "Timeline", exact: true });

const waiting = (page: Page, text: string) => page.getByRole("status").filter({ hasText: text });

/** Numbers of the entries that a window shows now, from above. */
const shownSeqs = (page: Page): Promise<readonly number[]> =>
  page.locator("article[data-seq]").evaluateAll((rows) =>
    rows
      .map((row) => ({ seq: Number((row as HTMLElement).dataset.seq), top: row.getBoundingClientRect().top }))
      .toSorted((a, b) => a.top - b.top)
      .map(({ seq }) => seq),
  );

/** Entries by number in the one order of a timeline; equal ones that are folded leave their first. */
async function expectInOrder(page: Page, entries: readonly TimelineEntry[]): Promise<void> {
  const place = new Map(inOrder(entries).map(({ seq }, index) => [seq, index]));
  const places = (await shownSeqs(page)).map((seq) => place.get(seq));
  expect(places).toEqual(places.toSorted((a, b) => Number(a) - Number(b)));
}

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: /^Note/ }).fill(text);
  await page.getByRole("button", { name: "Add the note" }).click();
}

test("an incident is open in two browsers", async ({ hosts }) => {
  const [ada, ben] = windows.map(({ page }) => page) as [Page, Page];
  await ada.goto("/");
  await expect(ada.getByRole("heading", { level: 1 })).toHaveText("Nothing is wrong that Foghorn can see.");
  await breakHost(hosts.new.name, FAULT);
  const row = ada.locator(`[data-mode="iptables-filter-wiped"][data-host="${hosts.new.name}"]`);
  await expect(row).toHaveAttribute("data-part", "ipt");
  await row.getByRole("button", { name: "Open incident" }).click();
  await expect(ada).toHaveURL(/\/incidents\/INC-\d+$/);
  room = incidentOf(ada);
  await ben.goto(`/incidents/${room}`);
  await phone.page.goto(`/incidents/${room}`);
  await phone.page.getByRole("button", { name: /^Timeline/ }).click();
  for (const { page } of [...windows, phone])
    await expect(timeline(page).getByText("opened the incident")).toBeVisible();
  await ben.keyboard.press("a");
  for (const { page } of [...windows, phone]) {
    await expect(timeline(page).getByText("acknowledged")).toBeVisible();
    expect(await wrongTimers(page)).toEqual([]);
  }
});

test("what somebody writes while the network goes away is kept in their browser", async () => {
  const [{ page: ada }] = windows as [Window];
  cable.loseAnswers();
  await write(phone.page, UNANSWERED);
  // It has arrived, and the phone cannot know.
  await expect(timeline(ada).getByText(UNANSWERED)).toBeVisible();
  await expect(waiting(phone.page, UNANSWERED)).toBeVisible();
  cable.cut();
  await write(phone.page, UNSENT);
  await expect(waiting(phone.page, UNSENT)).toContainText("kept in this browser");
});

for (const process of ["web", "gate"] as const) {
  test(`nothing that was seen is lost when ${process} is killed, and what happened meanwhile is caught up`, async ({
    hosts,
  }) => {
    const logs = await Promise.all(windows.map(({ page }) => logEntries(page)));
    const [ada, ben] = windows.map(({ page }) => page) as [Page, Page];
    await write(ben, `Before ${process} died.`);
    await expect(timeline(ada).getByText(`Before ${process} died.`)).toBeVisible();
    const before = await Promise.all(logs.map((log) => log.seen()));
    const timers = await timerNames(ada);
    expect(timers.length).toBeGreaterThan(1);

    await foghorn.kill(process);
    const killedAt = Date.now();
    // While nobody looks a container is killed and comes back by itself.
    await inHost(hosts.new.name, ["docker", "restart", "--time", "0", "cache"]);

    const away = process === "web" ? /^Foghorn was away/ : /^Foghorn’s gate was away/;
    for (const { page } of windows) {
      await expect(timeline(page).getByText(away)).toBeVisible({ timeout: 60_000 });
      await expect(page.getByText("Live", { exact: true })).toBeVisible();
    }
    await write(ada, `After ${process} died.`);
    await expect(timeline(ben).getByText(`After ${process} died.`)).toBeVisible();
    const [first, second] = windows as [Window, Window];
    const readEntries = () => readRows(first.context, foghorn, `entries:${room}`);
    // What came after the kill, not the death that an earlier round left on the timeline.
    const deaths = async () =>
      (await readEntries()).filter(
        ({ body, sourceAt }) =>
          body.kind === "docker.event" &&
          body.action === "die" &&
          body.subject === "cache" &&
          (sourceAt ?? 0) > killedAt - 1_000,
      ).length;
    await expect.poll(deaths, { timeout: 30_000 }).toBe(1);
    const entries = await readEntries();
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
    for (const [index, log] of logs.entries()) {
      expect(await log.faults()).toEqual([]);
      const now = new Map((await log.seen()).map(({ seq, text }) => [seq, text]));
      for (const { seq, text } of before[index] ?? []) expect(now.get(seq)).toBe(text);
    }
    for (const { page } of windows) {
      await expectInOrder(page, entries);
      expect(await timerNames(page)).toEqual(timers);
      expect(await wrongTimers(page)).toEqual([]);
    }
    // Both windows show the same story.
    const story = (page: Page) => page.getByRole("region", { name: "Timeline entries" }).innerText();
    await expect
      .poll(async () => withoutClock(await story(first.page)) === withoutClock(await story(second.page)))
      .toBe(true);

    const restart = entries.findLast(({ body }) => body.kind === "foghorn.restarted");
    expect(restart?.body).toMatchObject({ kind: "foghorn.restarted", process, caughtUp: true });
  });
}

test("the phone has its network again: what it wrote stands there once, and what it missed is there", async () => {
  const log = await logEntries(phone.page);
  const [first] = windows as [Window];
  cable.mend();
  for (const { page } of [...windows, phone]) {
    for (const text of [UNSENT, "After gate died."])
      await expect(timeline(page).getByText(text)).toBeVisible({ timeout: 60_000 });
  }
  for (const text of [UNANSWERED, UNSENT]) await expect(waiting(phone.page, text)).toHaveCount(0);
  const entries = await readRows(first.context, foghorn, `entries:${room}`);
  const notes = entries.flatMap(({ body }) => (body.kind === "note" ? [body.markdown] : []));
  expect(notes).toEqual([
    UNANSWERED,
    "Before web died.",
    "After web died.",
    "Before gate died.",
    "After gate died.",
    UNSENT,
  ]);
  expect(await log.faults()).toEqual([]);
  await expectInOrder(phone.page, entries);
  expect(await timerNames(phone.page)).toEqual(await timerNames(first.page));
  expect(await wrongTimers(phone.page)).toEqual([]);
});

test("every event of the daemon stands on the host's list, once and in order", async ({ hosts }) => {
  const [{ context }] = windows as [Window];
  const reported = await eventsOfDaemon(hostSocket(hosts.new.name), startedAt, Date.now());
  expect(reported.length).toBeGreaterThan(8);
  const topic = `events:${hosts.new.name}` as const;
  await expect
    .poll(async () => {
      const rows = await readRows(context, foghorn, topic);
      return rows.flatMap(({ timeNano }) => (reported.includes(timeNano ?? "") ? [timeNano] : []));
    })
    .toEqual(reported);
});

test("the symptom passes on both screens once the host is healed, and no window complained", async ({
  hosts,
}) => {
  await healHost(hosts.new.name, FAULT);
  for (const { page } of windows)
    await expect(
      timeline(page)
        .getByText(/recovering$/)
        .last(),
    ).toBeVisible();
  for (const { complaints } of [...windows, phone])
    expect(complaints.filter((text) => !isLostLink(text))).toEqual([]);
});

/** A browser says by itself that the socket it was reading broke. */
const isLostLink = (text: string): boolean => /net::ERR_|WebSocket connection/.test(text);
const withoutClock = (text: string): string => text.replace(/now \d\d:\d\d:\d\d/, "");
