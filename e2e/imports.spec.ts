import { writeFileSync } from "node:fs";
import { type BrowserContext, expect, test } from "@playwright/test";
import type { TimelineEntry } from "#lib/domain/timeline.ts";
import { IncidentExport } from "#lib/protocol/incident-export/incident-export.ts";
import { changing } from "./support/ask.ts";
import { inspect, inspectDialog } from "./support/axe.ts";
import { readRows } from "./support/entries.ts";
import { type RunningFoghorn, startFoghorn } from "./support/foghorn.ts";
import { BEN, goLive, openWindow, type Window } from "./support/people.ts";
import { invite, signInFirstAdmin } from "./support/sign-in.ts";

/* An incident leaves one Foghorn as JSON and is read on another one: entry by entry the same, and nobody can change it. */

const HOSTILE = `<script>document.title = "run"</script><img src="http://127.0.0.1:9/seen">`;
const NOTES = ["The shop hangs", "النظام لا يستجيب", HOSTILE];

/** A thread of its own begins for each file. */
const CHECKED_MS = 60_000;

let there: RunningFoghorn;
let here: RunningFoghorn;
let ada: Window;
let ben: Window;
let entries: readonly TimelineEntry[];
let text: string;
let page: string;

test.describe.configure({ mode: "serial" });

async function writeIncident(first: BrowserContext): Promise<void> {
  const ask = async (path: string, data: object) => {
    const answer = await first.request.post(`/api/incidents${path}`, { headers: changing(there.url), data });
    expect(answer.ok(), await answer.text()).toBe(true);
  };
  await ask("", { symptomIds: [], title: `Shop is slow ${HOSTILE}`, severity: "SEV3" });
  for (const [index, markdown] of NOTES.entries())
    await ask("/INC-0001/notes", { markdown, visibility: "internal", clientKey: `note-${index}-of-import` });
  await ask("/INC-0001/runbooks", { runbookId: "daemon-down" });
  await ask("/INC-0001/acknowledge", {});
  entries = await readRows(first, there, "entries:INC-0001");
  const answer = await first.request.get("/api/incidents/INC-0001/export.json");
  text = await answer.text();
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  there = await startFoghorn({ daemons: [] });
  await writeIncident(await signInFirstAdmin(browser, there));
  await there.stop();
  here = await startFoghorn({ daemons: [] });
  const first = await signInFirstAdmin(browser, here);
  ada = await openWindow(first, here);
  ben = await openWindow(await invite(first, browser, here, { ...BEN, role: "viewer" }), here);
});
test.afterAll(async () => {
  await there.stop();
  await here.stop();
});

/** From the list, with the key: the dialog that asks for a file. */
async function openDialog(): Promise<void> {
  await goLive(ada.page, "/incidents");
  await ada.page.keyboard.press("u");
}

async function send(name: string, content: string): Promise<void> {
  const path = test.info().outputPath(name);
  writeFileSync(path, content);
  await dialog().getByLabel("The export, up to").setInputFiles(path);
  await dialog().getByRole("button", { name: "Import", exact: true }).click();
}

const dialog = () => ada.page.getByRole("dialog", { name: "Import an incident" });

test("a file that was altered, damaged or is none is refused with the reason, and nothing is stored", async () => {
  await openDialog();
  for (const [name, content, why] of [
    [
      "altered.json",
      text.replace("The shop hangs", "The shop hung"),
      /the text of entry \d+ does not fit its digest/,
    ],
    ["damaged.json", text.slice(0, -200), /not all of it is there: it ends in the middle, in line \d+/],
    [
      "newer.json",
      text.replace('"version": 1', '"version": 2'),
      /of version 2, and this Foghorn reads version 1/,
    ],
    ["other.json", '{"a": 1}', /it is not an incident that Foghorn exported/],
    ["large.json", " ".repeat(33 * 1_024 * 1_024), /The file has 33 MiB; at most 32 MiB are taken/],
  ] as const) {
    await send(name, content);
    await expect(dialog().getByRole("alert")).toContainText(why, { timeout: CHECKED_MS });
  }
  await ada.page.keyboard.press("Escape");
  await inspectDialog(ada.page, "u", "Of another Foghorn");
  await expect(ada.page.getByText("No incident was ever opened here.")).toBeVisible();
});

test("what was exported is read here, entry by entry, with where it came from", async () => {
  await openDialog();
  await send("from-berlin.json", text);
  await expect(ada.page.getByText("Imported, read-only.")).toBeVisible({ timeout: CHECKED_MS });
  page = new URL(ada.page.url()).pathname;
  const answer = await ada.context.request.get(`/api${page}/entries?before=1000`);
  const told = (await answer.json()) as readonly TimelineEntry[];
  const file = IncidentExport.parse(JSON.parse(text));
  expect(told).toEqual(
    file.timeline.entries.map(({ isAsWritten: _, ...entry }) => ({ incidentId: "INC-0001", ...entry })),
  );
  expect(told.map(({ seq, hash }) => ({ seq, hash }))).toEqual(
    entries.map(({ seq, hash }) => ({ seq, hash })),
  );
  const rows = ada.page.getByRole("article");
  await expect(rows).toHaveCount(entries.length);
  for (const note of NOTES.slice(0, 2)) await expect(rows.filter({ hasText: note })).toBeVisible();
  await expect(ada.page.getByText(file.timeline.headHash)).toBeVisible();
  await expect(ada.page.getByText(file.digest)).toBeVisible();
  await expect(ada.page.getByRole("main").getByText("from-berlin.json").first()).toBeVisible();
  expect(await ada.page.title()).not.toBe("run");
  await inspect(ada.page);
});

test("nobody can change it: no note, no menu of an entry, nothing that leads to an incident of this Foghorn", async () => {
  await expect(ada.page.getByRole("textbox")).toHaveCount(0);
  await expect(ada.page.getByRole("button", { name: /Change what was written/ })).toHaveCount(0);
  await expect(ada.page.locator('a[href^="/incidents/"]')).toHaveCount(0);
  expect((await ada.context.request.get("/api/incidents/INC-0001/export.json")).status()).toBe(404);
});

test("the list shows it apart, to others at once, and the same file again leads to it", async () => {
  await goLive(ben.page, "/incidents?state=imported");
  await expect(ben.page.getByRole("list", { name: "Imported incidents" }).getByRole("listitem")).toHaveCount(
    1,
  );
  await expect(ben.page.getByRole("button", { name: /^Import/ })).toHaveCount(0);
  await openDialog();
  await send("again.json", text);
  await expect(dialog().getByRole("status")).toContainText("This incident is here already", {
    timeout: CHECKED_MS,
  });
  await dialog().getByRole("link", { name: "Open it" }).click();
  await expect(ada.page).toHaveURL(`${here.url}${page}`);
  const data = { name: "a.json", sizeBytes: 1, offset: 0, data: "YQ==", clientKey: "key-of-ben" };
  const refused = await ben.context.request.post("/api/imports", { headers: changing(here.url), data });
  expect(refused.status()).toBe(403);
});

test("an admin removes it, for everybody, and the log says both", async () => {
  await ada.page.getByRole("button", { name: "Remove the import" }).click();
  await ada.page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
  await expect(ada.page).toHaveURL(`${here.url}/incidents`);
  await expect(ben.page.getByText("Nothing was imported here.")).toBeVisible();
  expect((await ada.context.request.get(page)).status()).toBe(404);
  await ada.page.goto("/audit");
  for (const words of [/removed the import of\s*INC-0001/, /Ada\s*imported\s*INC-0001/])
    await expect(ada.page.getByRole("main")).toContainText(words);
});

test("nothing was complained about in either browser but the four files that were refused", () => {
  expect(ada.complaints).toEqual(new Array(4).fill(expect.stringContaining("status of 422")));
  expect(ben.complaints).toEqual([]);
});
