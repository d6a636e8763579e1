import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadAllTemplates, loadTemplates } from "./template-library.ts";

const SHIPPED = join(import.meta.dirname, "../../../postmortems");
const WHOLE = "---\ntitle: Ours\n---\n\n## Summary\n\n{{timeline}}\n";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "foghorn-templates-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

async function problemsOf(text: string) {
  writeFileSync(join(directory, "ours.md"), text);
  return (await loadTemplates(directory)).problems.map(
    ({ line, column, reason }) => `${line}:${column}: ${reason}`,
  );
}

test("the release's own are whole, and the first that is offered asks for everything", async () => {
  const { templates, problems } = await loadTemplates(SHIPPED);
  expect(problems).toEqual([]);
  const incident = templates.find(({ id }) => id === "incident");
  for (const section of ["Summary", "Impact", "Detection", "Cause", "Contributing factors", "Timeline"])
    expect(incident?.text).toContain(`## ${section}\n`);
});

test("one of the user's takes the place of the release's with the same name", async () => {
  writeFileSync(join(directory, "incident.md"), WHOLE);
  const { templates } = await loadAllTemplates(SHIPPED, directory);
  expect(templates.filter(({ id }) => id === "incident")).toMatchObject([{ title: "Ours", isOwn: true }]);
  expect(templates.some(({ id }) => id === "brief")).toBe(true);
});

test("a broken file takes no other out of use", async () => {
  writeFileSync(join(directory, "incident.md"), "no front matter");
  const { templates, problems } = await loadAllTemplates(SHIPPED, directory);
  expect(templates.find(({ id }) => id === "incident")?.isOwn).toBeUndefined();
  expect(problems).toMatchObject([{ file: "incident.md", line: 1, isOwn: true }]);
});

test("a directory that is not there has none", async () => {
  expect(await loadTemplates(join(directory, "missing"))).toEqual({ templates: [], problems: [] });
});

test.each([
  [
    WHOLE.replace("{{timeline}}", "{{timelin}}"),
    '7:1: There is no figure or block "timelin"; "timeline" is one.',
  ],
  [WHOLE.replace("## Summary", "Summary"), '4:1: There is no section: a line as "## Summary".'],
  [WHOLE.replace("title: Ours", "titel: Ours"), '2:1: "titel" is not known here. Did you mean "title"?'],
  [WHOLE.replace("title: Ours", "title: 3"), '2:1: "title" is a text of 1 to 200 characters.'],
  [
    WHOLE.replace("---\n\n", ""),
    '1:1: The front matter has no end: a second line "---" below it is missing.',
  ],
  [WHOLE.replace("title: Ours", "title: a: b"), '2:8: A text with ": " in it stands in quotes.'],
])("says where and what is wrong, %#", async (text, problem) => {
  expect(await problemsOf(text)).toContain(problem);
});

test("says what is no file, too long a name, or no text", async () => {
  mkdirSync(join(directory, "a.md"));
  writeFileSync(join(directory, "Ours.md"), WHOLE);
  writeFileSync(join(directory, "z.md"), Buffer.from([0xff, 0xfe, 0x00]));
  const { problems } = await loadTemplates(directory);
  expect(problems.map(({ file }) => file).toSorted()).toEqual(["Ours.md", "a.md", "z.md"]);
});
