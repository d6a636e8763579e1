import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import type { RunningFoghorn } from "./support/foghorn.ts";
import { goLive, type Window } from "./support/people.ts";
import { startWithTwo } from "./support/two-people.ts";

/* Two people write on one timeline: what one of them changes, takes away or looks for, and what the other sees of it. */

const SECRET = "swordfish-on-friday";
const PNG = Buffer.concat([
  Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  Buffer.alloc(300_000, 7),
]);

let foghorn: RunningFoghorn;
let ada: Window;
let ben: Window;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  ({ foghorn, ada, ben } = await startWithTwo(browser, "operator"));
  for (const { page } of [ada, ben]) await goLive(page, "/incidents/INC-0001");
});
test.afterAll(() => foghorn.stop());

const timeline = (page: Page) => page.getByRole("region", { name: "Timeline", exact: true });
const row = (page: Page, text: string) => timeline(page).getByRole("article").filter({ hasText: text });

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: /^Note/ }).fill(text);
  await page.keyboard.press("Control+Enter");
  await expect(row(page, text)).toBeVisible();
}

async function choose(page: Page, text: string, act: string): Promise<void> {
  await row(page, text)
    .getByRole("button", { name: /^Change what was written/ })
    .click();
  await page.getByRole("menuitem", { name: act }).click();
}

test("an edited note reads anew in both browsers and keeps its versions", async () => {
  await write(ben.page, "The shp is down");
  await choose(ben.page, "The shp is down", "Edit…");
  await ben.page.getByRole("textbox", { name: "Text of the note" }).fill("The shop is down");
  await ben.page.keyboard.press("Control+Enter");
  for (const { page } of [ada, ben]) {
    await expect(row(page, "The shop is down")).toBeVisible();
    await expect(row(page, "The shp is down")).toHaveCount(0);
    await expect(row(page, "edited the note of")).toBeVisible();
  }
  await row(ada.page, "The shop is down").getByRole("button", { name: "edited, 2 versions" }).click();
  await expect(ada.page.getByRole("dialog")).toContainText("The shp is down");
  await ada.page.keyboard.press("Escape");
});

test("nobody edits another's note; a removed one leaves a mark", async () => {
  await write(ada.page, "Wrong room");
  await expect(
    row(ben.page, "Wrong room").getByRole("button", { name: /^Change what was written/ }),
  ).toHaveCount(0);
  await choose(ada.page, "Wrong room", "Remove…");
  await ada.page.keyboard.press("Control+Enter");
  for (const { page } of [ada, ben]) {
    await expect(row(page, "Wrong room")).toHaveCount(0);
    await expect(row(page, "wrote a note that was removed")).toBeVisible();
  }
});

test("an erased secret is on no screen, in no export and in no file of the database", async () => {
  await write(ben.page, `The panel opens with ${SECRET}`);
  await choose(ben.page, SECRET, "Erase a secret…");
  await ben.page.getByRole("textbox", { name: /^Reason/ }).fill("a password");
  await ben.page.keyboard.press("Control+Enter");
  for (const { page } of [ada, ben]) {
    await expect(row(page, "wrote something that was erased")).toBeVisible();
    await expect(row(page, SECRET)).toHaveCount(0);
  }
  const exported = await ada.context.request.get("/api/incidents/INC-0001/export.md");
  expect(await exported.text()).not.toContain(SECRET);
  for (const file of ["foghorn.db", "foghorn.db-wal"])
    expect(readFileSync(`${foghorn.dataDir}/${file}`, "latin1")).not.toContain(SECRET);
});

test("a file is attached in parts and saved as it was", async () => {
  await ben.page
    .getByLabel("File to attach")
    .setInputFiles({ name: "graph.png", mimeType: "image/png", buffer: PNG });
  const link = row(ada.page, "attached graph.png").getByRole("link", { name: "Download" });
  const [saved] = await Promise.all([ada.page.waitForEvent("download"), link.click()]);
  expect(saved.suggestedFilename()).toBe("graph.png");
  expect(readFileSync(await saved.path()).equals(PNG)).toBe(true);
});

test("a word leads to its entries, and a time from there to its place", async () => {
  await write(ada.page, "Nothing to see");
  await ada.page.getByRole("heading", { name: "Timeline" }).click();
  await ada.page.keyboard.press("/");
  await ada.page.getByRole("textbox", { name: "Search in the timeline" }).fill("SHOP IS");
  await expect(timeline(ada.page).getByText("1 found")).toBeVisible();
  // The word is marked where it stands.
  const marked = () =>
    ada.page.evaluate(() => [...(CSS.highlights.get("timeline-hit") ?? [])].map((range) => `${range}`));
  await expect.poll(marked).toEqual(["shop is"]);
  await expect(row(ada.page, "Nothing to see")).toHaveCount(0);
  await row(ada.page, "The shop is down").getByTitle("Show it in its place").click();
  await expect(row(ada.page, "Nothing to see")).toBeVisible();
  await expect(row(ada.page, "The shop is down")).toBeVisible();
  await expect.poll(marked).toEqual([]);
});

test("an entry has an address, which leads to it and marks it, whatever is looked at", async () => {
  const old = row(ben.page, "opened the incident");
  const address = await old.getByRole("link").first().getAttribute("href");
  expect(address).toMatch(/^#e\d+$/);
  await goLive(ada.page, `/incidents/INC-0001${address}`);
  await expect(row(ada.page, "opened the incident")).toHaveClass(/\bsel\b/);
  await ada.page.getByRole("button", { name: "People" }).click();
  await row(ada.page, "The shop is down").getByRole("link").first().click();
  await expect(row(ada.page, "The shop is down")).toHaveClass(/\bsel\b/);
  await expect(row(ada.page, "opened the incident")).not.toHaveClass(/\bsel\b/);
  await expect(ada.page).toHaveURL(/\/incidents\/INC-0001#e\d+$/);
});

test("behind @ stands a person, behind / what can be done now", async () => {
  const field = ada.page.getByRole("textbox", { name: /^Note/ });
  await field.fill("");
  await field.pressSequentially("ask @be");
  await ada.page.getByRole("option", { name: "Ben" }).click();
  await expect(field).toHaveValue("ask **@Ben** ");
  await field.fill("");
  await field.pressSequentially("/share");
  await ada.page.keyboard.press("Enter");
  await expect(ada.page.getByRole("dialog")).toContainText(/link/i);
  await ada.page.keyboard.press("Escape");
  await expect(field).toHaveValue("");
});

test("nothing was complained about in either browser", () => {
  expect([...ada.complaints, ...ben.complaints]).toEqual([]);
});
