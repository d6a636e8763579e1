import { expect, type Page, test } from "@playwright/test";
import { changing } from "./support/ask.ts";
import { inspect } from "./support/axe.ts";
import type { RunningFoghorn } from "./support/foghorn.ts";
import { BEN, DESKTOP, goLive, openWindow, PHONE, type Window } from "./support/people.ts";
import { invite } from "./support/sign-in.ts";
import { startWithTwo } from "./support/two-people.ts";

/* Two people write one postmortem: begun from a template, reviewed, published, corrected. */

const PATH = "/incidents/INC-0001/postmortem";

let foghorn: RunningFoghorn;
let ada: Window;
let ben: Window;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  const two = await startWithTwo(browser, "operator");
  ({ foghorn, ada, ben } = two);
  await two.ask("/INC-0001/acknowledge", {});
  await two.ask("/INC-0001/notes", {
    markdown: "The filer is back",
    visibility: "shared",
    clientKey: "a-note-of-ada",
  });
});
test.afterAll(() => foghorn.stop());

const editor = (page: Page) => page.getByRole("textbox", { name: "Text of the postmortem" });
const paper = (page: Page) => page.getByRole("region", { name: "Preview" });
const isSaved = (page: Page) => expect(page.getByRole("status").filter({ hasText: /^saved/ })).toBeVisible();

/** The editor draws what is on the screen: a section is looked at where it stands. */
async function goTo(page: Page, heading: string): Promise<void> {
  await page
    .getByRole("navigation", { name: "Sections of the text" })
    .getByText(heading, { exact: true })
    .click();
}

async function reads(page: Page, heading: string, text: string): Promise<void> {
  await expect(async () => {
    await goTo(page, heading);
    await expect(editor(page)).toContainText(text, { timeout: 1_000 });
  }).toPass();
}

/** In the line below a heading. */
async function writeBelow(page: Page, heading: string, text: string): Promise<void> {
  await goTo(page, heading);
  await page.keyboard.press("End");
  await page.keyboard.type(`\n${text}`);
}

test("begins with a template, and figures of the timeline stand in it", async () => {
  await goLive(ada.page, PATH);
  await ada.page.getByRole("button", { name: "Begin" }).click();
  await expect(editor(ada.page)).toBeVisible();
  await expect(editor(ada.page)).toContainText("Taken by Ada");
  await expect(paper(ada.page)).toContainText("Shop is slow");
  await expect(paper(ada.page)).toContainText("The filer is back");
  await goLive(ben.page, PATH);
  await expect(editor(ben.page)).toBeVisible();
});

test("two people write at once, and both read every word of both", async () => {
  await Promise.all([
    writeBelow(ada.page, "Summary", "The shop was slow for an hour."),
    writeBelow(ben.page, "Where we were lucky", "Nobody shops at four in the morning."),
  ]);
  await expect(ada.page.getByText(/Ben edits “Where we were lucky”/)).toBeVisible();
  for (const { page } of [ada, ben]) {
    await reads(page, "Summary", "The shop was slow for an hour.");
    await reads(page, "Where we were lucky", "Nobody shops at four in the morning.");
    await isSaved(page);
    await expect(paper(page)).toContainText("Nobody shops at four in the morning.");
  }
});

test("where somebody else writes stands in the text with their initials, follows what is typed, and goes with them", async () => {
  const cursor = editor(ada.page).locator(".rc");
  await writeBelow(ben.page, "Summary", "Ben was here.");
  await reads(ada.page, "Summary", "Ben was here.");
  await expect(cursor).toHaveAttribute("data-initials", "BE");
  const line = editor(ada.page).locator(".cm-line", { has: ada.page.locator(".rc") });
  await expect(line).toHaveText("Ben was here.");
  // Words of the other before it push it on, not into them.
  await writeBelow(ada.page, "Summary", "Ada above. ");
  await expect(line).toHaveText("Ben was here.");
  await ben.page.keyboard.type(" And left.");
  await expect(line).toHaveText("Ben was here. And left.");
  await ben.page.getByRole("link", { name: "INC-0001" }).first().click();
  await expect(cursor).toHaveCount(0);
  await goLive(ben.page, PATH);
  await expect(editor(ben.page)).toBeVisible();
});

test("words typed while the link is down stay, also over a reload, and arrive once", async () => {
  await ada.page.route("**/postmortem/edits", (route) => route.abort());
  await writeBelow(ada.page, "What went well", "The runbook was right.");
  await expect(ada.page.getByText(/not sent yet, kept in this window/)).toBeVisible();
  await ada.page.unroute("**/postmortem/edits");
  await ada.page.reload();
  for (const { page } of [ada, ben]) {
    await reads(page, "What went well", "The runbook was right.");
    await expect(paper(page).getByText("The runbook was right.")).toHaveCount(1);
  }
});

test("a figure and an entry are chosen by # and @; a figure typed over is marked", async () => {
  await writeBelow(ben.page, "What went badly", "It took #Who comm");
  await ben.page.getByRole("option", { name: /Who commanded/ }).click();
  await ben.page.keyboard.type(" too long. @filer");
  await ben.page.getByRole("option", { name: /The filer is back/ }).click();
  await expect(paper(ben.page)).toContainText("It took Ada too long.");
  await writeBelow(ben.page, "Contributing factors", "About {{time-to-mitigate: an hour}}.");
  await ben.page.keyboard.press("ArrowUp");
  await expect(editor(ben.page).locator(".fx.ov", { hasText: "an hour" })).toBeVisible();
  await expect(paper(ben.page).locator(".typed", { hasText: "an hour" })).toBeVisible();
  await expect(paper(ben.page)).toContainText("Typed over by hand: Time to mitigate, “an hour”.");
});

test("two presses on a figure select what it shows, to be typed over", async () => {
  const { page } = ada;
  await goTo(page, "Detection");
  await editor(page).locator(".fx", { hasText: "Ada" }).first().dblclick();
  await page.keyboard.type("the day shift");
  await goTo(page, "Detection");
  await expect(editor(page).locator(".fx.ov", { hasText: "the day shift" })).toBeVisible();
  await expect(paper(page)).toContainText("Taken by the day shift at");
});

test("actions have an owner and a day, and the outline says what is missing", async () => {
  const { page } = ada;
  const outline = page.getByRole("navigation", { name: "Sections of the text" });
  await page.getByRole("textbox", { name: "New action" }).fill("Mount it soft");
  await page.keyboard.press("Enter");
  await expect(outline).toContainText("1 without owner");
  await page.getByRole("combobox", { name: "Owner of Mount it soft" }).selectOption({ label: BEN.name });
  await expect(outline).toContainText("1 without a day");
  const due = page.getByRole("textbox", { name: "Due day of Mount it soft" });
  await due.fill("32 Jan");
  await expect(page.getByText("That is no day.")).toBeVisible();
  await due.fill("21 Jan 2030");
  await expect(page.getByText(/^Monday 21 Jan 2030, in \d+ d$/)).toBeVisible();
  await due.press("Enter");
  await expect(due).toHaveValue("2030-01-21");
  await expect(outline).toContainText("1 action");
  await expect(paper(page)).toContainText("Ben");
  await expect(paper(page)).toContainText("2030-01-21");
});

test("an open comment holds up publishing; published it is frozen for both, and Foghorn says on which entry", async () => {
  await ben.page.getByRole("textbox", { name: /selected there/ }).fill("Who <b>noticed</b> first?");
  await ben.page.getByRole("button", { name: "Comment" }).click();
  // Raw HTML reads as it was typed.
  await expect(ada.page.getByText("Who <b>noticed</b> first?")).toBeVisible();
  await ada.page.getByRole("button", { name: "Ask for review" }).click();
  await ada.page.getByRole("button", { name: "Publish" }).click();
  await ada.page.getByRole("button", { name: "Publish version 1" }).click();
  await expect(ada.page.getByRole("dialog")).toContainText("1 comment is open.");
  await ada.page.keyboard.press("Escape");
  await ada.page.getByRole("button", { name: "Resolve" }).click();
  await expect(ada.page.getByRole("button", { name: "Resolve" })).toHaveCount(0);
  await ada.page.getByRole("button", { name: "Publish" }).click();
  await ada.page.getByRole("button", { name: "Publish version 1" }).click();
  for (const { page } of [ada, ben]) {
    await expect(page.getByText(/version 1, published by Ada, stands on entry \d+/)).toBeVisible();
    await expect(editor(page)).toHaveAttribute("contenteditable", "false");
    await expect(paper(page)).toContainText("Published, version 1");
  }
});

test("what is written on the timeline afterwards does not reach the published one; a correction is a version of its own", async () => {
  const answer = await ada.page.request.post("/api/incidents/INC-0001/notes", {
    headers: changing(foghorn.url),
    data: { markdown: "an afterthought", visibility: "shared", clientKey: "an-afterthought" },
  });
  expect(answer.ok()).toBe(true);
  const exported = async () => (await ada.page.request.get("/api/incidents/INC-0001/export.md")).text();
  expect(await exported()).not.toContain("an afterthought");
  // What is published is opened as the paper; who opens it again writes in it.
  await goLive(ben.page, PATH);
  await expect(paper(ben.page)).toContainText("Published, version 1");
  await expect(editor(ben.page)).toBeHidden();
  await ben.page.getByRole("button", { name: "Open again" }).click();
  await expect(editor(ben.page)).toBeVisible();
  await expect(editor(ada.page)).toHaveAttribute("contenteditable", "true");
  await expect(paper(ada.page)).toContainText("an afterthought");
  expect(await exported()).toContain("an afterthought");
});

test("code that nobody closed takes no section with it, and the outline says where it is", async () => {
  const { page } = ben;
  await writeBelow(page, "What went badly", "```");
  const outline = page.getByRole("navigation", { name: "Sections of the text" });
  await expect(outline).toContainText("code nobody closed");
  await expect(paper(page).getByRole("heading", { name: "Where we were lucky" })).toBeVisible();
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await expect(outline).not.toContainText("code nobody closed");
});

test("a comment stands beside its passage where there is room, and below the text where there is none", async () => {
  const { page } = ada;
  await page.setViewportSize({ width: 1_900, height: 900 });
  await goTo(page, "Where we were lucky");
  await page.getByRole("textbox", { name: /selected there/ }).fill("Is that luck?");
  await page.getByRole("button", { name: "Comment" }).click();
  await page.getByRole("button", { name: "Write" }).click();
  const beside = page.getByRole("complementary", { name: "Open comments" }).getByRole("listitem");
  await goTo(page, "Where we were lucky");
  const heading = editor(page).locator(".cm-line", { hasText: "Where we were lucky" });
  await expect
    .poll(async () => {
      const [left, right] = [await heading.boundingBox(), await beside.boundingBox()];
      return Math.abs((left?.y ?? 0) - (right?.y ?? 9_999));
    })
    .toBeLessThan(30);
  await page.setViewportSize(DESKTOP);
  await page.getByRole("button", { name: "Both" }).click();
  await expect(beside).toHaveCount(0);
  const below = page.getByRole("region", { name: /^Comments/ });
  await below.getByRole("button", { name: "Resolve" }).click();
  await expect(below).toContainText("0 open");
});

test("a secret in a published version is erased by an admin: a mark stays, and no export tells it", async () => {
  const { page } = ada;
  await page.getByRole("button", { name: "Erase a secret… of version 1" }).click();
  await page.getByLabel(/^Reason/).fill("A password stood there");
  await page.getByRole("button", { name: "Erase", exact: true }).click();
  await expect(page.getByText(/What it said was erased by Ada/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Version 1 as HTML" })).toHaveCount(0);
  const answer = await page.request.get("/api/incidents/INC-0001/export.md?version=1");
  expect(answer.status()).toBe(404);
  // Who writes goes on.
  await writeBelow(page, "Summary", "After it.");
  await reads(ben.page, "Summary", "After it.");
});

test("the export says what it takes out, and calls hosts otherwise where that is asked for", async () => {
  const { page } = ada;
  await page.getByRole("heading", { name: "Postmortem" }).click();
  await page.keyboard.press("e");
  await expect(page.getByRole("menu")).toContainText(/internal entr(?:y|ies) told/);
  await page.getByRole("menuitemcheckbox", { name: "Leave out internal entries" }).click();
  await expect(page.getByRole("menu")).toContainText(/internal entr(?:y|ies) left out/);
  await expect(page.getByRole("menuitem", { name: "Markdown" })).toHaveAttribute("href", /internal=out$/);
  await page.keyboard.press("Escape");
});

test("a viewer reads it and changes nothing", async ({ browser }) => {
  const context = await invite(ada.page.context(), browser, foghorn, {
    name: "Vera",
    password: "a long enough one",
    role: "viewer",
  });
  const { page } = await openWindow(context, foghorn);
  await goLive(page, PATH);
  // A reader gets the paper, not its source, in no mode and by no key.
  await expect(paper(page)).toContainText("Shop is slow");
  await expect(page.getByRole("region", { name: "Actions" })).toContainText("Mount it soft");
  await page.keyboard.press("Control+.");
  await expect(editor(page)).toHaveCount(0);
  await expect(
    page.getByRole("button", { name: /Write|Both|Publish|Ask for review|Open again|Comment|Add/ }),
  ).toHaveCount(0);
  await expect(page.locator("footer.keys")).not.toContainText("save");
  expect(await page.content()).not.toContain("{{actions}}");
  const text = await page.request.get(`${foghorn.url}/api${PATH}/text`);
  expect(text.status()).toBe(403);
});

test("nothing for axe to say, in both themes and on a phone", async () => {
  const { page } = ada;
  await inspect(page);
  await page.setViewportSize(PHONE);
  await inspect(page, true);
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(paper(page)).toContainText("Shop is slow");
});
