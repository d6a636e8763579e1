import { expect, type Page } from "@playwright/test";
import { breakHost, healHost, sshConfig } from "../lab/api.ts";
import { incidentOf } from "./support/entries.ts";
import { type RunningFoghorn, startFoghorn } from "./support/foghorn.ts";
import { asDaemons, healAll, test } from "./support/lab-hosts.ts";
import { BEN, goLive, openWindow, type Window } from "./support/people.ts";
import { invite, signInFirstAdmin } from "./support/sign-in.ts";

/* What two people do to incidents: who does what, one into another, and what comes back. */

const FAULT = "daemon-hung:stopped";

let foghorn: RunningFoghorn;
let ada: Window;
let ben: Window;
let first: `INC-${string}`;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ hosts, browser }) => {
  foghorn = await startFoghorn({ daemons: asDaemons(hosts), sshConfig: sshConfig() });
  const admin = await signInFirstAdmin(browser, foghorn);
  const operator = await invite(admin, browser, foghorn, { ...BEN, role: "operator" });
  ada = await openWindow(admin, foghorn);
  ben = await openWindow(operator, foghorn);
});
test.afterAll(async ({ hosts }) => {
  await healAll(hosts);
  await foghorn.stop();
});

const both = (): readonly Page[] => [ada.page, ben.page];
const timeline = (page: Page) => page.getByRole("region", { name: "Timeline", exact: true });

async function openByHand(page: Page, title: string): Promise<`INC-${string}`> {
  await goLive(page, "/incidents");
  await page.keyboard.press("i");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").first().fill(title);
  await dialog.getByRole("button", { name: /^Open/ }).click();
  await expect(page).toHaveURL(/\/incidents\/INC-\d+$/);
  return incidentOf(page);
}

test("two people in a room see one another and what each looks at; a closed tab is gone", async () => {
  first = await openByHand(ada.page, "Shop is slow");
  await goLive(ben.page, `/incidents/${first}`);
  const here = (page: Page) => page.getByRole("list", { name: "In this room now" });
  await expect(here(ada.page)).toContainText("Ben");
  await ben.page.keyboard.press("n");
  await expect(here(ada.page)).toContainText("timeline");
  await ben.page.keyboard.press("Escape");
  const second = await ben.context.newPage();
  await goLive(second, `/incidents/${first}`);
  await goLive(ben.page, "/incidents");
  await expect(here(ada.page)).toContainText("Ben");
  await second.close();
  await expect(here(ada.page)).toHaveCount(0);
});

test("whoever acknowledges commands; of two who take a role at once one has it and the other is told by name", async () => {
  await goLive(ben.page, `/incidents/${first}`);
  await ada.page.keyboard.press("a");
  for (const page of both())
    await expect(page.getByRole("button", { name: "Commander: Ada. Change it" }).first()).toBeVisible();
  // Ben presses first and is heard second.
  const { promise: adaHasIt, resolve: tellBen } = Promise.withResolvers<void>();
  await ben.page.route("**/roles", async (route) => {
    await adaHasIt;
    await route.continue();
  });
  await ben.page.keyboard.press("c");
  await ada.page.keyboard.press("c");
  await expect(timeline(ada.page).getByText("took Operations")).toBeVisible();
  tellBen();
  await expect(ben.page.getByText("Ada has Operations now.")).toBeVisible();
  await ben.page.unroute("**/roles");
  await ben.page.keyboard.press("c");
  for (const page of both())
    await expect(page.getByRole("button", { name: "Communications: Ben. Change it" }).first()).toBeVisible();
});

test("a role is handed over to somebody chosen by name, and given up", async () => {
  await ada.page.getByRole("button", { name: "Operations: Ada. Change it" }).first().click();
  await ada.page.getByRole("menuitem", { name: "Hand Operations over…" }).click();
  await ada.page.getByRole("dialog").getByRole("combobox").selectOption({ label: "Ben" });
  await ada.page.getByRole("button", { name: "Hand over", exact: true }).click();
  for (const page of both())
    await expect(timeline(page).getByText("handed Operations over to Ben")).toBeVisible();
  await ben.page.getByRole("button", { name: "Operations: Ben. Change it" }).first().click();
  await ben.page.getByRole("menuitem", { name: "Give Operations up" }).click();
  for (const page of both()) await expect(timeline(page).getByText("gave Operations up")).toBeVisible();
});

test("milestones say how each is known, and one that never was is not applicable instead of zero", async () => {
  await ada.page.keyboard.press("f");
  const dialog = ada.page.getByRole("dialog");
  await expect(dialog.getByRole("row", { name: /^Impact/ })).toContainText("pending");
  await expect(dialog.getByText("unknown: impact is pending").first()).toBeVisible();
  await dialog.getByRole("button", { name: "Impact: not applicable" }).click();
  await dialog.getByRole("textbox").fill("nobody outside felt it");
  await dialog.getByRole("button", { name: "Not applicable", exact: true }).click();
  await expect(dialog.getByRole("row", { name: /^Impact/ })).toContainText(
    "not applicable: nobody outside felt it",
  );
  await expect(dialog.getByText("unknown: impact is not applicable").first()).toBeVisible();
  await ada.page.keyboard.press("Escape");
});

test("merged into another, both say so, and the old address leads to where the work goes on", async () => {
  const second = await openByHand(ada.page, "Checkout times out");
  await ada.page.getByRole("button", { name: "State: Triage. Change it" }).click();
  await ada.page.getByRole("menuitem", { name: "Merge into another…" }).click();
  const dialog = ada.page.getByRole("dialog");
  await dialog.getByRole("combobox").selectOption(first);
  await dialog.getByRole("textbox", { name: /^Reason/ }).fill("the same cause");
  await ada.page.keyboard.press("Control+Enter");
  await expect(ada.page.getByText(`Merged into ${first}.`)).toBeVisible();
  await expect(timeline(ben.page).getByText(`merged ${second} “Checkout times out” into this`)).toBeVisible();
  // The old address keeps its own entries.
  await goLive(ben.page, `/incidents/${second}`);
  await expect(timeline(ben.page).getByText("opened the incident")).toBeVisible();
  await ben.page
    .getByRole("link", { name: `Open ${first}` })
    .first()
    .click();
  await expect(ben.page).toHaveURL(`${foghorn.url}/incidents/${first}`);
  await expect(ben.page.getByRole("link", { name: second, exact: true }).first()).toBeVisible();
  await goLive(ben.page, "/incidents");
  await expect(ben.page.getByRole("listitem").filter({ hasText: "Checkout times out" })).toContainText(
    `into ${first}, the same cause`,
  );
});

test("the same cause within the time opens a resolved incident again, with its history", async ({
  hosts,
}) => {
  await goLive(ada.page, "/");
  await breakHost(hosts.new.name, FAULT);
  const row = ada.page.locator(`[data-mode="daemon-hung"][data-host="${hosts.new.name}"]`);
  await row.getByRole("button", { name: "Open incident" }).click();
  await expect(ada.page).toHaveURL(/\/incidents\/INC-\d+$/);
  const room = incidentOf(ada.page);
  await ada.page.keyboard.press("a");
  await ada.page.getByRole("button", { name: "Look for the blocker below", exact: true }).click();
  await healHost(hosts.new.name, FAULT);
  const symptoms = ada.page.getByRole("list", { name: "Symptoms" });
  await expect(symptoms.getByText("recovering").first()).toBeVisible();
  // The list goes to the verification; the hand stays where it was put, and goes on in turn.
  await expect(ada.page.getByText(/^The fault reads as over. Next is step 8, Verify/)).toBeVisible();
  await ada.page.keyboard.press("t");
  await expect(timeline(ada.page).getByText("ticked “Look for the blocker below”")).toBeVisible();
  await expect(
    ada.page.getByRole("listitem").filter({
      has: ada.page.getByRole("button", {
        name: "Find out whether a restart stops containers",
        exact: true,
      }),
    }),
  ).toContainText("grep -sn live-restore");
  await ada.page.keyboard.press("Shift+R");
  const passedAgain = ada.page.getByRole("radio", { name: /when the checks passed again/ });
  await expect(passedAgain).toBeChecked();
  // In the dialog: the page behind it has other keys.
  await passedAgain.press("Control+Enter");
  await expect(ada.page.getByRole("button", { name: "State: Resolved. Change it" })).toBeVisible();
  await breakHost(hosts.new.name, FAULT);
  await expect(
    timeline(ada.page).getByText(/opened it again, as mitigating: back .* after it was resolved/),
  ).toBeVisible();
  await expect(ada.page.getByRole("button", { name: "State: Mitigating. Change it" })).toBeVisible();
  await expect(timeline(ada.page).getByText("to resolved")).toBeVisible();
  expect(incidentOf(ada.page)).toBe(room);
  await ada.page.screenshot({ path: test.info().outputPath("reopened.png") });
});

test("neither window complained of more than the one role that was taken already", () => {
  expect(ada.complaints).toEqual([]);
  expect(ben.complaints).toEqual([
    "Failed to load resource: the server responded with a status of 409 (Conflict)",
  ]);
});
