import { expect, test } from "@playwright/test";
import { goLive } from "./support/people.ts";
import { startWithTwo, type TwoPeople } from "./support/two-people.ts";

/* Two people tick one checklist: no key hits a step that came under it. */

const RUNBOOK = "daemon-hung";

let two: TwoPeople;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  two = await startWithTwo(browser, "operator");
  await two.ask("/INC-0001/runbooks", { runbookId: RUNBOOK });
});
test.afterAll(() => two.foghorn.stop());

const timeline = () => two.ada.page.getByRole("region", { name: "Timeline", exact: true });
const runbook = () => two.ada.page.getByRole("region", { name: "Runbook", exact: true });
const step = (title: string) =>
  runbook()
    .getByRole("listitem")
    .filter({ has: two.ada.page.getByRole("button", { name: title, exact: true }) });
const ticked = (title: string) => timeline().getByText(`ticked “${title}”`);

/** Ben does the steps that are open in his window, from where he stands. */
async function benTicks(title: string): Promise<void> {
  const { page } = two.ben;
  await page.getByRole("button", { name: title, exact: true }).click();
  await page.keyboard.press("t");
  await expect(ticked(title)).toBeVisible();
}

test("a step that somebody else did stays in hand, and the key that ticks takes up the next one first", async () => {
  const { page } = two.ada;
  await goLive(page, "/incidents/INC-0001");
  await goLive(two.ben.page, "/incidents/INC-0001");
  await expect(step("Confirm the hang on the host")).toContainText("Skip…");
  await benTicks("Confirm the hang on the host");
  await expect(step("Confirm the hang on the host").getByRole("status")).toContainText(
    "Done meanwhile. Next is step 2, Wake dockerd if it is stopped",
  );
  await expect(step("Wake dockerd if it is stopped")).toContainText("kill -CONT");
  await page.keyboard.press("t");
  await expect(runbook().getByText("Done meanwhile.")).toHaveCount(0);
  await expect(ticked("Wake dockerd if it is stopped")).toHaveCount(0);
  await page.keyboard.press("t");
  await expect(ticked("Wake dockerd if it is stopped")).toBeVisible();
});

test("the list goes on elsewhere: the step in hand is the one that is ticked, then the one after it", async () => {
  const { page } = two.ada;
  await expect(step("Count the containers that run on")).toContainText("Skip…");
  await page.getByRole("button", { name: "Look for the blocker below", exact: true }).click();
  await benTicks("Count the containers that run on");
  await expect(step("Look for the blocker below").getByRole("status")).toContainText(
    "Meanwhile the list stands at step 4, Save what dockerd waits for",
  );
  await page.keyboard.press("t");
  await expect(ticked("Look for the blocker below")).toBeVisible();
  await expect(step("Find out whether a restart stops containers")).toContainText("Skip…");
  await page.keyboard.press("t");
  await expect(ticked("Find out whether a restart stops containers")).toBeVisible();
  await page.keyboard.press("l");
  await expect(step("Save what dockerd waits for")).toContainText("Skip…");
  await page.keyboard.press("t");
  await expect(ticked("Save what dockerd waits for")).toBeVisible();
});

test("after the last verification no step is in hand: what is left was passed over until somebody takes it up", async () => {
  const { page } = two.ada;
  await page.getByRole("button", { name: "Verify that it answers within a second", exact: true }).click();
  await page.keyboard.press("t");
  await expect(ticked("Verify that it answers within a second")).toBeVisible();
  await expect(step("Verify that the list is whole")).toContainText("Skip…");
  await page.keyboard.press("t");
  await expect(ticked("Verify that the list is whole")).toBeVisible();
  await expect(runbook().getByText("1 step was passed over")).toBeVisible();
  await expect(runbook().getByText("8 of 9", { exact: true })).toBeVisible();
  await expect(runbook().getByText("Skip…")).toHaveCount(0);
  await page.keyboard.press("t");
  await page.keyboard.press("j");
  await expect(step("Restart dockerd")).toContainText("Skip…");
  await page.keyboard.press("t");
  await expect(ticked("Restart dockerd")).toBeVisible();
  await expect(runbook().getByText("9 of 9", { exact: true })).toBeVisible();
  await expect(timeline().getByText("took the tick back")).toHaveCount(0);
});

test("neither window complained", () => {
  expect(two.ada.complaints).toEqual([]);
  expect(two.ben.complaints).toEqual([]);
});
