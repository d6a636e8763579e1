import { expect, type Page, test } from "@playwright/test";
import { ADMIN, type RunningFoghorn, startFoghorn } from "./support/foghorn.ts";
import { tabTo, withoutPointer } from "./support/keyboard.ts";
import { DESKTOP, openWindow, type Window } from "./support/people.ts";
import { signInFirstAdmin } from "./support/sign-in.ts";

/* One incident from sign-in to closed, with keys alone. */

let foghorn: RunningFoghorn;
let ada: Window;
let page: Page;
let pointersUsed: () => Promise<number>;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  foghorn = await startFoghorn({ daemons: [] });
  await (await signInFirstAdmin(browser, foghorn)).close();
  ada = await openWindow(await browser.newContext({ baseURL: foghorn.url, viewport: DESKTOP }), foghorn);
  page = ada.page;
  pointersUsed = await withoutPointer(page);
});
test.afterAll(() => foghorn.stop());

const press = (keys: string) => page.keyboard.press(keys);
const type = (text: string) => page.keyboard.type(text);
const timeline = () => page.getByRole("region", { name: "Timeline", exact: true });
const dialog = () => page.getByRole("dialog");

test("signed in, an incident is opened by hand", async () => {
  await page.goto("/");
  await tabTo(page, /^Name/);
  await type(ADMIN.name);
  await tabTo(page, /^Password/);
  await type(ADMIN.password);
  await press("Enter");
  await expect(page).toHaveURL(`${foghorn.url}/`);
  await expect(page.getByText("Live", { exact: true }).first()).toBeVisible();
  await press("g");
  await press("i");
  await expect(page).toHaveURL(`${foghorn.url}/incidents`);
  await expect(page.getByText("No incident was ever opened here.")).toBeVisible();
  await press("i");
  await expect(dialog()).toBeVisible();
  await tabTo(page, /^What is broken, and where/);
  await type("Shop is slow");
  await press("Enter");
  await expect(page).toHaveURL(/\/incidents\/INC-\d+$/);
});

test("taken, its roles are taken and one is given up again", async () => {
  await press("a");
  await expect(timeline().getByText("took Commander")).toBeVisible();
  await press("c");
  await expect(timeline().getByText("took Operations")).toBeVisible();
  await press("c");
  await expect(timeline().getByText("took Communications")).toBeVisible();
  await tabTo(page, /^Operations: Ada\. Change it/);
  await press("Enter");
  await expect(page.getByRole("menu")).toBeVisible();
  await press("End");
  await press("Enter");
  await expect(timeline().getByText("gave Operations up")).toBeVisible();
});

test("a runbook is taken, one step of it skipped with a reason and the next ticked", async () => {
  await tabTo(page, /^Take a runbook/);
  await press("Enter");
  await type("dockerd hung");
  await tabTo(page, /^dockerd hung/);
  await press("Enter");
  await expect(page.getByRole("heading", { name: "Runbook: dockerd hung" })).toBeVisible();
  await press("-");
  await expect(dialog()).toContainText("Skip “Confirm the hang on the host”");
  await type("nobody sees the host");
  await press("Control+Enter");
  await expect(
    timeline().getByText("skipped “Confirm the hang on the host”: nobody sees the host"),
  ).toBeVisible();
  await press("t");
  await expect(timeline().getByText("ticked “Wake dockerd if it is stopped”")).toBeVisible();
});

test("its impact gets a time, and a note stands on the timeline", async () => {
  await press("f");
  await expect(dialog()).toBeVisible();
  await tabTo(page, /^Impact: set the time/);
  await press("Enter");
  await expect(page.getByRole("textbox", { name: "Impact, in UTC" })).toBeFocused();
  await type("-1m");
  await press("Enter");
  await expect(dialog().getByRole("row", { name: /^Impact/ })).toContainText("estimated by Ada");
  await press("Escape");
  await expect(dialog()).toHaveCount(0);
  await press("n");
  await type("Looking at the shop");
  await press("Control+Enter");
  await expect(timeline().getByText("Looking at the shop")).toBeVisible();
  await press("Escape");
});

test("mitigated, resolved and closed", async () => {
  await press("Shift+M");
  await expect(dialog()).toContainText("Mark mitigated");
  await press("Control+Enter");
  await expect(page.getByRole("button", { name: "State: Mitigated. Change it" })).toBeVisible();
  await press("Shift+R");
  await expect(dialog()).toBeVisible();
  await press("Control+Enter");
  await expect(page.getByRole("button", { name: "State: Resolved. Change it" })).toBeVisible();
  await press("Shift+C");
  await expect(dialog()).toContainText("Closed is for good");
  await press("Control+Enter");
  await expect(page.getByText("Closed", { exact: true }).first()).toBeVisible();
  await press("g");
  await press("i");
  await expect(page.getByRole("listitem").filter({ hasText: "Shop is slow" })).toContainText("Closed");
});

test("no pointer was used, and the window did not complain", async () => {
  expect(await pointersUsed()).toBe(0);
  expect(ada.complaints).toEqual([]);
});
