import { readFileSync } from "node:fs";
import { type Download, expect, test } from "@playwright/test";
import { unzipSync } from "fflate";
import { readPdf } from "#lib/adapters/print/testing/read-pdf.ts";
import type { TimelineEntry } from "#lib/domain/timeline.ts";
import { IncidentExport } from "#lib/protocol/incident-export/incident-export.ts";
import { readRows } from "./support/entries.ts";
import type { RunningFoghorn } from "./support/foghorn.ts";
import { goLive, type Window } from "./support/people.ts";
import { readPostmortem } from "./support/postmortem.ts";
import { startWithTwo } from "./support/two-people.ts";

/* An incident leaves in every form: each is saved from the menu, opened, and compared with the timeline. */

const SECRET = "ghp_0123456789abcdefghijklmnopqrstuvwxyz";
const NOTES = [
  "The shop hangs",
  "النظام لا يستجيب",
  `<script>document.title = "run"</script><img src="http://127.0.0.1:9/seen">`,
  `The token was ${SECRET}`,
];
const PNG = Buffer.concat([
  Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  Buffer.alloc(3_000, 7),
]);

let foghorn: RunningFoghorn;
let ada: Window;
let ben: Window;
let entries: readonly TimelineEntry[];

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  const two = await startWithTwo(browser, "viewer");
  ({ foghorn, ada, ben } = two);
  for (const [index, markdown] of NOTES.entries())
    await two.ask("/INC-0001/notes", {
      markdown,
      visibility: "internal",
      clientKey: `note-${index}-of-export`,
    });
  await goLive(ada.page, "/incidents/INC-0001");
  await ada.page
    .getByLabel("File to attach")
    .setInputFiles({ name: "graph.png", mimeType: "image/png", buffer: PNG });
  await expect(ada.page.getByRole("article").filter({ hasText: "attached graph.png" })).toBeVisible();
  entries = await readRows(ada.context, foghorn, "entries:INC-0001");
});
test.afterAll(() => foghorn.stop());

/** With the keyboard alone: the menu, the format by its first letters, and the file it leads to. */
async function save(name: string): Promise<Download> {
  await ada.page.keyboard.press("e");
  await expect(ada.page.getByRole("menu")).toBeVisible();
  await ada.page.keyboard.type(name.slice(0, 2).toLowerCase());
  await expect(ada.page.getByRole("menuitem", { name })).toBeFocused();
  const [file] = await Promise.all([ada.page.waitForEvent("download"), ada.page.keyboard.press("Enter")]);
  await expect(ada.page.getByRole("menu")).toHaveCount(0);
  return file;
}

const textOf = async (file: Download) => readFileSync(await file.path(), "utf8");

test("raw HTML in a note reads as it was typed, and does nothing", async () => {
  const note = ada.page.getByRole("article").filter({ hasText: '<script>document.title = "run"</script>' });
  await expect(note).toContainText('<img src="http://127.0.0.1:9/seen">');
  await expect(ada.page).not.toHaveTitle("run");
});

test("the Markdown has every note, and the hash of the last entry", async () => {
  const file = await save("Markdown");
  expect(file.suggestedFilename()).toBe("INC-0001-postmortem.md");
  const report = readPostmortem(await textOf(file));
  expect(report.entryCount).toBe(entries.length);
  expect(report.headHash).toBe(entries.at(-1)?.hash);
});

test("the JSON has every entry with the digest and hash it has here", async () => {
  const file = await save("JSON");
  expect(file.suggestedFilename()).toBe("INC-0001.json");
  const { timeline } = IncidentExport.parse(JSON.parse(await textOf(file)));
  expect(timeline.entries.map(({ seq, hash, bodyDigest }) => ({ seq, hash, bodyDigest }))).toEqual(
    entries.map(({ seq, hash, bodyDigest }) => ({ seq, hash, bodyDigest })),
  );
});

test("the HTML is opened without Foghorn: every entry is there, nothing runs, nothing is asked for", async ({
  browser,
}) => {
  const file = await save("HTML");
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const saved = test.info().outputPath("page.html");
  await file.saveAs(saved);
  const address = `file://${saved}`;
  await page.goto(address);
  expect(await page.locator("ol.tl > li").count()).toBe(entries.length);
  for (const note of NOTES.slice(0, 3)) await expect(page.getByText(note)).toBeVisible();
  await expect(page).toHaveTitle("INC-0001: Shop is slow");
  expect(await page.locator("script, img, link").count()).toBe(0);
  expect(asked).toEqual([address]);
  await context.close();
});

test("the PDF is text with an outline, tagged, in its own fonts, and each page says of what it is one", async () => {
  const file = await save("PDF");
  expect(file.suggestedFilename()).toBe("INC-0001-postmortem.pdf");
  const pdf = readFileSync(await file.path(), "latin1");
  expect(pdf.startsWith("%PDF-")).toBe(true);
  expect(pdf).toContain("/Outlines");
  expect(pdf).toContain("/StructTreeRoot");
  expect(pdf).toMatch(/\/BaseFont \/[A-Z]{6}\+IBMPlexSansArabic-Regular/);
  const { pages, outline } = await readPdf(readFileSync(await file.path()));
  expect(outline).toEqual(expect.arrayContaining(["Shop is slow", "Figures", "Timeline", "Origin"]));
  // A line ends where the paper does.
  const told = pages.join("\n").replace(/\s+/g, " ");
  for (const note of [NOTES[0], NOTES[2]]) expect(told).toContain(note);
  expect(told.replaceAll(" ", "")).toContain(entries.at(-1)?.hash);
  for (const [index, page] of pages.entries())
    expect(page).toMatch(
      new RegExp(
        `page ${index + 1} of ${pages.length}\\s*INC-0001, postmortem, as of \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC`,
      ),
    );
  expect(told).not.toContain(SECRET);
});

test("the zip has all of them and the attachment as it was sent; in none of them is the secret", async () => {
  const file = await save("Zip");
  expect(file.suggestedFilename()).toBe("INC-0001.zip");
  const files = unzipSync(readFileSync(await file.path()));
  const names = Object.keys(files).map((name) => name.replace("INC-0001/", ""));
  expect(names).toEqual([
    "README.txt",
    "postmortem.md",
    "postmortem.html",
    "incident.json",
    expect.stringMatching(/^attachments\/\d{5}-graph\.png$/),
  ]);
  expect(PNG.equals(files[`INC-0001/${names[4]}`] ?? Buffer.alloc(0))).toBe(true);
  for (const bytes of Object.values(files)) expect(Buffer.from(bytes).includes(SECRET)).toBe(false);
});

test("a viewer has every format but the one with the attachments, and the log says who took one", async () => {
  await goLive(ben.page, "/incidents/INC-0001");
  await ben.page.getByRole("button", { name: "Export" }).click();
  await expect(ben.page.getByRole("menuitem")).toHaveCount(4);
  await expect(ben.page.getByRole("menuitem", { name: "Zip" })).toHaveCount(0);
  expect((await ben.context.request.get("/api/incidents/INC-0001/export.zip")).status()).toBe(403);
  await ada.page.goto("/audit");
  await expect(ada.page.getByText("took an export of").first()).toBeVisible();
});

test("nothing was complained about in either browser", () => {
  expect([...ada.complaints, ...ben.complaints]).toEqual([]);
});
