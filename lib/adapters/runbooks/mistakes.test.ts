import { expect, test } from "vitest";
import { parseRunbook } from "../../domain/runbooks/parse-runbook.ts";
import { rightLine } from "../../domain/runbooks/problem-lines.ts";
import { readStrictYaml } from "./read-yaml.ts";
import { WHOLE } from "./testing/whole.ts";

/* What people get wrong in their first runbook: each is told where it is and what to do, in no parser's words. */

const parse = (text: string) =>
  parseRunbook({ file: "ours.md", text, version: "v", byteCount: Buffer.byteLength(text) }, readStrictYaml);
const problemsIn = (text: string) => {
  const parsed = parse(text);
  return "problems" in parsed ? parsed.problems : [];
};
const told = (text: string) =>
  problemsIn(text).map(({ line, column, reason }) => `${line}:${column} ${reason}`);
const withFront = (front: string) => WHOLE.replace(/---\n[\s\S]*?\n---/, `---\n${front}\n---`);

test.each([
  ["a colon in a title", "title: dockerd: hung", /^2:8 A text with ": " in it stands in quotes/],
  ["a line too far in", "title: x\n owner: me", /^2:8 Lines that belong together/],
  ["a tab", "variables:\n\tlimit: memory", /^3:1 Lines are indented with spaces/],
  ["a key twice", "title: x\ntitle: y", /^3:1 This key is given twice/],
  ["a key without colon", "title: x\nowner me\nkind: runbook", /^3:1 A key stands on a line/],
  ["a key without space", "title: x\nowner:me", /^3:1 A key stands on a line/],
  ["a list that is not closed", "title: [x\nowner: me", /^3:1 A list \[ or a map/],
  ["a quote that is not closed", 'title: "x', /^\d:\d+ A text in quotes above/],
  ["a quote within quotes", "title: 'it's'", /^2:\d+ .*stands in double quotes/],
  ["bounds without quotes", "engines: >=23.0", /^2:\d+ A text that begins with > or \| stands/],
  ["a title that begins with a sign", "title: @host hangs", /^2:8 A text that begins with this character/],
  [
    "a part of a symptom's name",
    "title: x\nsymptoms: [oom-killed]",
    /^3:12 "oom-killed" is no symptom. Did you mean "container-oom-killed"\? All are in docs\/modes.md/,
  ],
  [
    "a part of several names",
    "title: x\nsymptoms: [disk-full]",
    /^3:12 .* Did you mean one of disk-full-data-root, daemon-start-disk-full\?/,
  ],
])("in front matter: %s", (_name, front, first) => {
  expect(told(withFront(front))[0]).toMatch(first);
});

const PASS = "pass: api.list answers";
test.each([
  ["an indented line", PASS, `  ${PASS}`, /^17:1 "pass:" stands at the first column, else it is prose/],
  ["a tab before a line", "warning:", "\twarning:", /^20:1 "warning:" stands at the first column/],
  ["a space before the colon", PASS, PASS.replace(":", " :"), /^17:1 "pass:" stands with the colon right/],
  ["bash", "```sh\ncurl", "```bash\ncurl", /^10:4 A command to copy stands in ```sh; bash is shown as text/],
  [
    "a command in a list",
    "It lives",
    "- Look:\n  ```sh\n  docker ps\n  ```\nIt lives",
    /^6:3 A command to copy begins at the first column/,
  ],
  ["a step one level too deep", "## action:", "### action:", /^19:1 A step begins with "## "/],
  [
    "spaces in a variable",
    "}}' {{container}}",
    "}}' {{ container }}",
    /^23:\d+ A variable has no spaces: \{\{container\}\}/,
  ],
  [
    "a command above the first step",
    "It lives",
    "```sh\nls\n```\nIt lives",
    /^6:1 Commands belong to a step/,
  ],
])("in a step: %s", (_name, from, to, first) => {
  const problems = told(WHOLE.replace(from, to));
  expect(problems[0]).toMatch(first);
  expect(problems).toHaveLength(1);
});

test("front matter without an end is told as such", () => {
  expect(told("---\ntitle: x\n")).toEqual([expect.stringMatching(/^1:1 The front matter has no end/)]);
});

test("the right line of what stands at the wrong place can be copied", () => {
  expect(problemsIn(WHOLE.replace(PASS, `  ${PASS}`)).map(rightLine)).toEqual([PASS]);
  expect(problemsIn(WHOLE.replace("## action: R", "#### action: R")).map(rightLine)).toEqual([
    "## action: Restart dockerd",
  ]);
});

test("what other tools write behind the language of a block is left aside", () => {
  const parsed = parse(WHOLE.replace("```sh\ncurl", '```sh title="ping"\ncurl'));
  expect("runbook" in parsed && parsed.runbook.steps[0]?.commands[0]).toMatch(/^curl/);
});

test("other headings, lists, and Go templates with spaces stay what they are", () => {
  const prose = "### In detail\n- no: by itself\n  - When: later\n`{{ range .Mounts }}{{ end }}`";
  expect(told(WHOLE.replace("Seen from the **host**.", prose))).toEqual([]);
});
