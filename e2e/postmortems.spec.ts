import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { DUE_AFTER_DAYS } from "#lib/domain/postmortem/due.ts";
import { dayOf } from "#lib/domain/postmortem/follow-ups.ts";
import { DAY_MS } from "#lib/domain/time.ts";
import { changing } from "./support/ask.ts";
import { inspect, inspectDialog } from "./support/axe.ts";
import { type RunningFoghorn, startFoghorn } from "./support/foghorn.ts";
import { BEN, DESKTOP, goLive, openWindow, PHONE, type Window } from "./support/people.ts";
import { invite, signInFirstAdmin, watchPage } from "./support/sign-in.ts";

/* What is left to do when the night is over: the list of postmortems with their actions, for two people and a reader. */

const CLARA = { name: "Clara", password: "five lanterns in a row" } as const;

let foghorn: RunningFoghorn;
let ada: Window;
let ben: Window;
let hung: string;
let full: string;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  foghorn = await startFoghorn({ daemons: [] });
  const first = await signInFirstAdmin(browser, foghorn);
  const second = await invite(first, browser, foghorn, { ...BEN, role: "operator" });
  ada = await openWindow(first, foghorn);
  ben = await openWindow(second, foghorn);
});
test.afterAll(() => foghorn.stop());

/** As the pages ask it; answers what was answered. */
async function ask(method: "POST" | "PATCH", path: string, data: object): Promise<{ readonly id: string }> {
  const answer = await ada.context.request.fetch(path, { method, headers: changing(foghorn.url), data });
  expect(answer.ok(), `${method} ${path}: ${answer.status()}`).toBe(true);
  return answer.status() === 204 ? { id: "" } : ((await answer.json()) as { id: string });
}

async function overIncident(title: string, severity: string): Promise<string> {
  const { id } = await ask("POST", "/api/incidents", { symptomIds: [], title, severity });
  await ask("POST", `/api/incidents/${id}/state`, {
    from: "triage",
    to: "resolved",
    reason: "it runs again",
  });
  return id;
}

const addAction = (incident: string, text: string, kind: string) =>
  ask("POST", `/api/incidents/${incident}/postmortem/actions`, { text, kind });
const inDays = (days: number) => dayOf(Date.now() + days * DAY_MS);
const list = (page: Page) => page.getByRole("region", { name: "Postmortems", exact: true });
const actions = (page: Page) => page.getByRole("region", { name: "Actions", exact: true });
const action = (page: Page, text: string) => actions(page).getByRole("listitem").filter({ hasText: text });
const group = (page: Page, name: string) => actions(page).getByRole("region", { name, exact: true });

test("an empty list says what will stand here and how it begins", async () => {
  await goLive(ada.page, "/postmortems");
  await expect(ada.page.getByRole("heading", { name: "No postmortem was asked for yet." })).toBeVisible();
  await expect(list(ada.page)).toContainText(`${DUE_AFTER_DAYS} days later`);
  await expect(ada.page.getByRole("heading", { name: "No action yet." })).toBeVisible();
  await inspect(ada.page);
});

test("what is resolved is due within a week, seen without a reload", async () => {
  hung = await overIncident("dockerd hung on app-1", "SEV2");
  full = await overIncident("Database volume full", "SEV1");
  await overIncident("A probe was too strict", "SEV4");
  const due = list(ada.page).getByRole("region", { name: "Not begun" });
  await expect(due.getByRole("listitem")).toHaveCount(2);
  await expect(due).toContainText("dockerd hung on app-1");
  await expect(due).not.toContainText("A probe was too strict");
  await expect(ada.page.getByText("2 not begun")).toBeVisible();
});

test("it begins on a page of its own, and stands among those that are written", async () => {
  const { page } = ada;
  await list(page).getByRole("link", { name: "dockerd hung on app-1" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${foghorn.url}/incidents/${hung}/postmortem`);
  await page.getByRole("radio", { name: /^Brief/ }).check();
  await page.getByRole("button", { name: "Begin" }).click();
  await expect(page.getByRole("radio")).toHaveCount(0);
  await goLive(page, "/postmortems");
  const row = list(page).getByRole("region", { name: "Being written" }).getByRole("listitem");
  await expect(row).toContainText(/Draft.*Ada, last edit today; due/s);
});

test("an action is taken, dated and done with keys, and undone; the other sees it", async () => {
  await addAction(hung, "Mount every NFS volume soft", "prevent");
  await addAction(hung, "Page on tasks in D state", "detect");
  for (const { page } of [ada, ben]) {
    await goLive(page, "/postmortems");
    await expect(group(page, "Open").getByRole("listitem")).toHaveCount(2);
  }
  const { page } = ada;
  await page.keyboard.press("k");
  await expect(list(page).getByRole("link", { name: "dockerd hung on app-1" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(actions(page).getByRole("link", { name: "Mount every NFS volume soft" })).toBeFocused();
  await page.keyboard.press("c");
  await expect(action(ben.page, "Mount every NFS volume soft")).toContainText("Ada");

  await page.keyboard.press("d");
  const dialog = page.getByRole("dialog", { name: "Owner and date" });
  await expect(dialog.getByLabel("Due on")).toBeFocused();
  await page.keyboard.type("31 Nov");
  await expect(dialog).toContainText("That is no day.");
  await expect(dialog.getByRole("button", { name: "Set" })).toBeDisabled();
  await dialog.getByLabel("Due on").fill(inDays(-3));
  await expect(dialog).toContainText("3 d overdue");
  await inspect(page);
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(group(ben.page, "Overdue")).toContainText(/Mount every NFS volume soft.*3 d overdue/s);
  await expect(ben.page.getByRole("button", { name: "Overdue 1" })).toBeVisible();
  await inspect(page);

  await page.keyboard.press("x");
  await expect(group(ben.page, "Done lately")).toContainText(/Mount every NFS volume soft.*3 d late/s);
  await expect(actions(page).getByRole("link", { name: "Page on tasks in D state" })).toBeFocused();
  await page.keyboard.press("u");
  await expect(group(ben.page, "Overdue")).toContainText("Mount every NFS volume soft");
});

test("with the pointer: taken by a button, given to somebody else, done by its box", async () => {
  const { page } = ben;
  const row = action(page, "Page on tasks in D state");
  await row.getByRole("button", { name: "take it" }).click();
  await expect(row.getByRole("button", { name: "Ben" })).toBeVisible();
  await row.getByRole("button", { name: "Ben" }).click();
  const dialog = page.getByRole("dialog", { name: "Owner and date" });
  await dialog.getByLabel("Owner").selectOption("Ada");
  await dialog.getByLabel("Due on").fill("+14");
  await dialog.getByRole("button", { name: "Set" }).click();
  await expect(action(ada.page, "Page on tasks in D state")).toContainText(/Ada.*in 14 d/s);
  await row.getByRole("button", { name: /^Done: / }).click();
  await expect(group(ada.page, "Done lately")).toContainText(/Page on tasks in D state.*14 d early/s);
  await expect(actions(ada.page).getByRole("definition").last()).toHaveText("1 of 2");
  await row.getByRole("button", { name: /^Done: / }).click();
  await expect(group(ada.page, "Open")).toContainText("Page on tasks in D state");
  await row.getByRole("button", { name: /^Done: / }).click();
  await expect(group(ada.page, "Done lately")).toContainText("Page on tasks in D state");
});

test("filters and order are in the address", async () => {
  const { page } = ben;
  await page.keyboard.press("2");
  await expect(page).toHaveURL(/\?show=mine$/);
  await expect(page.getByRole("heading", { name: "No postmortem is yours." })).toBeVisible();
  await expect(page.getByRole("heading", { name: "No open action is yours." })).toBeVisible();
  await inspect(page);
  await page.keyboard.press("3");
  await expect(page).toHaveURL(/\?show=overdue$/);
  await expect(page.getByRole("heading", { name: "No postmortem is overdue." })).toBeVisible();
  await expect(actions(page).getByRole("listitem")).toHaveCount(1);
  await page.keyboard.press("o");
  await expect(page).toHaveURL(/\?show=overdue&by=owner$/);
  await expect(group(page, "Ada")).toContainText("1 open, 1 overdue");
  await page.goBack();
  await expect(group(page, "Overdue")).toBeVisible();
  await page.keyboard.press("1");
  await expect(page).toHaveURL(/\/postmortems$/);
});

test("the actions as a table for a spreadsheet are those on the screen", async () => {
  const { page } = ada;
  await addAction(hung, '=1+1, "quoted"', "learn");
  await expect(actions(page).getByRole("listitem")).toHaveCount(3);
  const saving = page.waitForEvent("download");
  await page.keyboard.press("e");
  const file = await saving;
  expect(file.suggestedFilename()).toBe("foghorn-actions.csv");
  const lines = readFileSync(await file.path(), "utf8")
    .trimEnd()
    .split("\r\n");
  const today = inDays(0);
  expect(lines.map((line) => line.replace(/^\uFEFF/, ""))).toEqual([
    "incident,title,action,kind,owner,due,state,done,created,created by",
    `${hung},dockerd hung on app-1,Mount every NFS volume soft,prevent,Ada,${inDays(-3)},overdue,,${today},Ada`,
    `${hung},dockerd hung on app-1,"'=1+1, ""quoted""",learn,,,open,,${today},Ada`,
    `${hung},dockerd hung on app-1,Page on tasks in D state,detect,Ada,${inDays(14)},done,${today},${today},Ada`,
  ]);
});

test("the list of incidents says where the postmortem of each stands, and leads there", async () => {
  const { page } = ada;
  await goLive(page, "/incidents");
  const over = page.getByRole("list", { name: "Incidents that are over" });
  await expect(over.getByRole("link", { name: `Postmortem of ${hung}: Draft` })).toHaveAttribute(
    "href",
    `/incidents/${hung}/postmortem`,
  );
  const due = over.getByRole("link", { name: new RegExp(`Postmortem of ${full}: due `) });
  await expect(due).toHaveAttribute("href", `/incidents/${full}/postmortem`);
});

test("who only reads is offered nothing that changes", async ({ browser }) => {
  const clara = await openWindow(
    await invite(ada.context, browser, foghorn, { ...CLARA, role: "viewer" }),
    foghorn,
  );
  await goLive(clara.page, "/postmortems");
  await expect(actions(clara.page).getByRole("listitem")).toHaveCount(3);
  await expect(clara.page.getByRole("button", { name: /^Done:|take it/ })).toHaveCount(0);
  await expect(clara.page.getByRole("link", { name: /^Begin/ })).toHaveCount(0);
  for (const key of ["j", "Tab", "c", "x", "d"]) await clara.page.keyboard.press(key);
  await expect(clara.page.getByRole("dialog")).toHaveCount(0);
  await inspect(clara.page);
  expect(clara.complaints).toEqual([]);
});

test("on a phone one side at a time, nothing to be pushed sideways", async ({ browser }) => {
  const phone = await browser.newContext({
    baseURL: foghorn.url,
    viewport: PHONE,
    isMobile: true,
    hasTouch: true,
  });
  await phone.addCookies(await ada.context.cookies());
  const page = await phone.newPage();
  const seen = watchPage(page, foghorn.url);
  const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await page.goto("/postmortems");
  await expect(list(page).getByText("dockerd hung on app-1")).toBeVisible();
  await expect(actions(page)).toBeHidden();
  expect(await sideways()).toBeLessThanOrEqual(0);
  await inspect(page, true);
  // What is pressed before the page is alive is lost.
  await expect(async () => {
    await page.getByRole("button", { name: /^Actions / }).click();
    await expect(actions(page)).toBeVisible({ timeout: 1_000 });
  }).toPass();
  expect(await sideways()).toBeLessThanOrEqual(0);
  await inspect(page, true);
  expect(seen.complaints).toEqual([]);
  await phone.close();
});

test("in a low window the two sides scroll, and the page itself does not", async () => {
  const { page } = ada;
  await page.setViewportSize({ width: DESKTOP.width, height: 300 });
  await goLive(page, "/postmortems");
  expect(
    await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight),
  ).toBeLessThanOrEqual(0);
  await page.setViewportSize(DESKTOP);
  await inspectDialog(page, "?", "Everywhere");
  expect(ada.complaints).toEqual([]);
  expect(ben.complaints).toEqual([]);
});
