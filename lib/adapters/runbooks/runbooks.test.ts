import { describe, expect, test } from "vitest";
import { parseRunbook } from "../../domain/runbooks/parse-runbook.ts";
import { problemLines, rightLine } from "../../domain/runbooks/problem-lines.ts";
import { readStrictYaml } from "./read-yaml.ts";
import { WHOLE } from "./testing/whole.ts";

const parse = (text: string, file = "daemon-hung.md") =>
  parseRunbook({ file, text, version: "v", byteCount: Buffer.byteLength(text) }, readStrictYaml);
const problemsOf = (text: string, file?: string) => {
  const parsed = parse(text, file);
  return "problems" in parsed
    ? parsed.problems.map(({ line, column, reason }) => `${line}:${column} ${reason}`)
    : [];
};

test("front matter and steps in full: engines, variables, owner, conditions, locks, verbs", () => {
  const text = WHOLE.replace(
    "symptoms: [daemon-hung, container-lock-hung]",
    [
      "symptoms: [daemon-hung]",
      'engines: ">=23.0 <30"',
      "variables:",
      "  limit: memory it may use",
      "owner: storage team",
      "exercised:",
      "  - 2026-11-18 on 26.1.5",
    ].join("\n"),
  )
    .replace("pass: api.list answers", "pass: api.list answers\nunlocks: Restart dockerd")
    .replace("warning:", "run: container.restart {{container}}\nwhen: engine.live-restore is true\nwarning:");
  expect(parse(text)).toMatchObject({
    runbook: {
      engines: [
        { operator: ">=", version: [23, 0] },
        { operator: "<", version: [30] },
      ],
      variables: { limit: "memory it may use" },
      owner: "storage team",
      exercised: [{ on: "2026-11-18", engine: "26.1.5" }],
      steps: [
        {},
        {
          lockedBy: ["the-hang-is-real"],
          run: { verb: "container.restart", variable: "container" },
          when: [{ probe: "engine.live-restore", operator: "is", value: true }],
        },
        {},
      ],
    },
  });
});

test("a problem carries the lines around it and the right word, so that the line can be copied", () => {
  const parsed = parse(WHOLE.replace("api.list answers", "api.lists answers"));
  const [problem] = "problems" in parsed ? parsed.problems : [];
  expect(problem).toMatchObject({
    meant: { wrong: "api.lists", right: "api.list" },
    excerpt: { firstLine: 15 },
  });
  expect(problem && rightLine(problem)).toBe("pass: api.list answers");
  expect(problem && problemLines(problem)).toBe(
    `${problem?.file}:17:7: ${problem?.reason}\n   17 | pass: api.lists answers\n      |       ^^^^^^^^^`,
  );
});

test("prose that begins with a word and a colon stays prose", () => {
  expect(
    problemsOf(WHOLE.replace("Seen from the **host**.", "Note: seen from the host.\nOn: both.")),
  ).toEqual([]);
});

test("a whole file is a runbook: steps with kinds, commands, conditions and warnings", () => {
  const parsed = parse(WHOLE);
  expect(parsed).toMatchObject({
    runbook: {
      id: "daemon-hung",
      title: "dockerd hung",
      symptoms: ["daemon-hung", "container-lock-hung"],
      intro: "It lives and does not answer.",
      steps: [
        { id: "the-hang-is-real", kind: "check", pass: { probe: "api.list", operator: "answers" } },
        {
          id: "restart-dockerd",
          kind: "action",
          text: "",
          warning: "Stops every container without live-restore.",
          commands: ["docker inspect --format '{{.State.Pid}}' {{container}}\nsystemctl restart docker"],
        },
        { kind: "verify", pass: { probe: "api.list", operator: "below", value: 1_000 } },
      ],
    },
  });
  const first = "runbook" in parsed ? parsed.runbook.steps[0] : undefined;
  expect(first?.text).toContain("```text\n## check: not a heading\n```");
  expect(first?.text).not.toContain("pass:");
});

describe("what is wrong is named with its place", () => {
  const withFront = (front: string) => WHOLE.replace(/---\n[\s\S]*?\n---/, `---\n${front}\n---`);

  test.each([
    ["no front matter", "# Hi\n", /^1:1 The file begins with front matter/],
    [
      "an unknown key",
      withFront("title: x\nsymptoms: [daemon-hung]\nowners: me"),
      /^4:1 "owners" is not known. Did you mean "owner"/,
    ],
    ["no title", withFront("symptoms: [daemon-hung]"), /^2:1 "title" is a text/],
    [
      "an unknown symptom",
      withFront("title: x\nsymptoms: [daemon-hang]"),
      /^3:12 "daemon-hang" is no symptom. Did you mean "daemon-hung"/,
    ],
    [
      "a symptom twice",
      withFront("title: x\nsymptoms: [daemon-hung, daemon-hung]"),
      /^3:1 A symptom is named twice/,
    ],
    ["a list as front matter", withFront("- a"), /^2:1 The front matter has/],
    ["a key twice", withFront("title: x\ntitle: y\nsymptoms: [daemon-hung]"), /^3:1 .*given twice/],
    ["broken YAML", withFront("title: [x"), /^\d+:\d+ /],
    ["an alias", withFront("title: &t x\nsymptoms: [daemon-hung]"), /^2:\d+ An anchor/],
    ["a tag", withFront("title: !!str x\nsymptoms: [daemon-hung]"), /^2:\d+ A tag/],
    ["an unknown kind", WHOLE.replace("## action:", "## do:"), /^19:4 A step reads/],
    [
      "a check without a condition",
      WHOLE.replace("pass: api.list answers\n", "\n"),
      /^7:1 A check needs a line "pass:/,
    ],
    [
      "both conditions",
      WHOLE.replace("pass: api.list answers", "confirm: api.list no-answer\npass: api.list answers"),
      /^18:1 A check has "pass:" or "confirm:", not both/,
    ],
    [
      "a verification that confirms",
      WHOLE.replace("pass: api.list below 1000", "confirm: api.list no-answer"),
      /^28:1 Only check has "confirm:", this is verify/,
    ],
    [
      "a confirmation with a wrong operator",
      WHOLE.replace("pass: api.list answers", "confirm: api.list silent"),
      /^17:19 "silent" is no operator/,
    ],
    [
      "a fault to confirm on an action",
      WHOLE.replace("warning:", "confirm: api.ping answers\nwarning:"),
      /^20:1 Only check has "confirm:"/,
    ],
    [
      "a check that changes the host",
      WHOLE.replace("pass: api.list answers", "pass: api.list answers\n```sh\nkill -CONT 1\n```"),
      /^19:1 “kill -CONT” changes the host, and a check only looks/,
    ],
    [
      "two conditions",
      WHOLE.replace("pass: api.list answers", "pass: api.list answers\npass: api.ping answers"),
      /^18:1 A step has one "pass:"/,
    ],
    [
      "an unknown probe",
      WHOLE.replace("api.list answers", "api.lists answers"),
      /^17:7 "api.lists" is no probe. Did you mean "api.list"/,
    ],
    [
      "a word one letter off",
      WHOLE.replace("pass: api.list answers", "pas: api.list answers"),
      /^17:1 "pas:" is no line of a step. Did you mean "pass:"/,
    ],
    [
      "a verb nobody knows",
      WHOLE.replace("warning:", "run: container.restar {{container}}\nwarning:"),
      /^20:6 "container.restar" is no verb. Did you mean "container.restart"/,
    ],
    [
      "a verb with a shell behind it",
      WHOLE.replace("warning:", "run: container.stop {{container}}; reboot\nwarning:"),
      /^20:21 Behind "container.stop" stands one variable/,
    ],
    [
      "an engine's verb with a target",
      WHOLE.replace("warning:", "run: prune.images all\nwarning:"),
      /^20:19 "prune.images" acts on the host/,
    ],
    [
      "a verb in a verification",
      WHOLE.replace("pass: api.list below 1000", "pass: api.list below 1000\nrun: engine.dump"),
      /^29:1 Only action has "run:", this is verify/,
    ],
    [
      "a variable nobody fills",
      WHOLE.replace("}}' {{container}}", "}}' {{contaner}}"),
      /^23:\d+ No symptom fills \{\{contaner\}\}. Did you mean "container"/,
    ],
    [
      "an unlocking of no step",
      WHOLE.replace("pass: api.list answers", "pass: api.list answers\nunlocks: Restart docker"),
      /^18:10 No step is called "Restart docker". Did you mean "Restart dockerd"/,
    ],
    [
      "a step that unlocks an earlier one",
      WHOLE.replace("warning:", "unlocks: The hang is real\nwarning:"),
      /^20:10 "The hang is real" stands before this step/,
    ],
    [
      "a wrong condition of a step",
      WHOLE.replace("warning:", "when: engine.live-restore equals false\nwarning:"),
      /^20:27 "equals" is no operator/,
    ],
    [
      "an answer that leads nowhere",
      WHOLE.replace("pass: api.list answers", "pass: api.list answers\nno: daemon-down"),
      /^18:5 An answer leads to/,
    ],
    [
      "engines that are no bounds",
      withFront('title: x\nsymptoms: [daemon-hung]\nengines: "23 or later"'),
      /^4:\d+ "engines" is a text of bounds/,
    ],
    [
      "a variable without a meaning",
      withFront("title: x\nsymptoms: [daemon-hung]\nvariables: {limit: ''}"),
      /^4:\d+ "limit" needs a sentence/,
    ],
    [
      "an exercise without a day",
      withFront("title: x\nsymptoms: [daemon-hung]\nexercised: [last week]"),
      /^4:\d+ "exercised" is a list/,
    ],
    ["raw HTML", WHOLE.replace("**host**", "<b>host</b>"), /^8:15 HTML is not shown/],
    ["a block that is not closed", `${WHOLE}\n\`\`\`sh\nls\n`, /^30:1 This block is not closed/],
    ["an empty command", WHOLE.replace(/curl.*\n/, "\n"), /^10:1 The command is empty/],
    [
      "a variable in quotes",
      WHOLE.replace("}}' {{container}}", "}}' '{{container}}'"),
      /^23:\d+ \{\{container\}\} stands inside quotes/,
    ],
    ["two steps of one title", WHOLE.replace("Restart dockerd", "The hang is real"), /^19:4 Two steps need/],
    ["no step", "---\ntitle: x\nsymptoms: [daemon-hung]\n---\nintro\n", /There is no step/],
    [
      "a title in the text",
      WHOLE.replace("It lives", "# It lives"),
      /^5:1 The title stands in the front matter/,
    ],
    [
      "a command before the first step",
      WHOLE.replace("It lives and does not answer.", "```sh\nls\n```"),
      /Commands belong to a step/,
    ],
  ])("%s", (_name, text, first) => {
    expect(problemsOf(text)[0]).toMatch(first);
  });

  test("several problems are all told, in the order of the lines", () => {
    const text = WHOLE.replace("## action:", "## do:").replace("api.list answers", "api.list maybe");
    expect(problemsOf(text).map((problem) => problem.split(":")[0])).toEqual(["17", "19"]);
  });

  test("a file name that makes no id, and a file that is too large", () => {
    expect(problemsOf(WHOLE, "My Runbook.md")[0]).toMatch(/^1:1 The file name/);
    expect(problemsOf(`${WHOLE}${"x".repeat(65_536)}`)[0]).toMatch(/65536 are the limit/);
  });

  test("HTML between backticks is text", () => {
    expect(problemsOf(WHOLE.replace("**host**", "`<b>`"))).toEqual([]);
  });
});
