import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { MODE_IDS } from "#lib/domain/symptom.ts";

/*
 * npm run new-mode -- <id>: the folder of a failure mode, its runbook and its fault, and their lines in the three
 * lists. What it writes does not pass the tests: each part says what has to be put there.
 */

const id = process.argv[2] ?? "";
if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/.test(id))
  fail("Usage: npm run new-mode -- <id>, small letters and -, e.g. container-paused");
if (MODE_IDS.some((known) => known === id)) fail(`${id} is there already: lib/domain/modes/${id}/`);

const root = dirname(import.meta.dirname);
const name = id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const folder = `lib/domain/modes/${id}`;

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

function write(path: string, text: string): void {
  const file = join(root, path);
  if (existsSync(file)) fail(`${path} exists already; nothing was overwritten`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  process.stdout.write(`${path}\n`);
}

/** Adds a line to a list: before the line that ends it. */
function enlist(path: string, edits: readonly (readonly [before: RegExp, line: string])[]): void {
  let text = readFileSync(join(root, path), "utf8");
  for (const [before, line] of edits) {
    const match = before.exec(text);
    if (match === null) fail(`${path} has changed its form: add this by hand: ${line}`);
    text = `${text.slice(0, match.index)}${line}\n${text.slice(match.index)}`;
  }
  writeFileSync(join(root, path), text);
  process.stdout.write(`${path}\n`);
}

write(
  `${folder}/about.ts`,
  `import type { ModeAbout } from "../../mode-about.ts";

export const about: ModeAbout = {
  id: "${id}",
  title: "",
  part: "dockerd",
  group: "Containers",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [],
  knownToMs: 0,
  signatures: [],
  proof: "lab",
};
`,
);
write(
  `${folder}/mode.ts`,
  `import type { Mode } from "../../mode.ts";
import { settled } from "../shared/judgement.ts";

/** What is broken, and why it is this and not its neighbour. */
export const ${name}: Mode = {
  id: "${id}",
  inputs: [],
  // Each window with its reason.
  windows: { raiseAfterMs: 0, raiseAfterReadings: 1, clearAfterMs: 0, clearAfterReadings: 1 },
  judge: (_host, now, open) => settled(open, "", "unknown", now),
};
`,
);
write(
  `${folder}/mode.test.ts`,
  `import { describe, expect, test } from "vitest";
import { ${name} } from "./mode.ts";

describe("${id}", () => {
  test("is found in what a host that has it reported", () => {
    expect(${name}.judge).toBe("a table: captured readings that must be found, and near-misses that must not be");
  });
});
`,
);
write(
  `runbooks/${id}.md`,
  `---
title: 
symptoms: [${id}]
---
`,
);
write(
  `lab/faults/${id}.ts`,
  `import { type Expectation, type Fault, SEEN_MS } from "./fault.ts";

export const fault: Fault = {
  id: "${id}",
  variants: {},
  break: async () => undefined,
  verify: () => Promise.reject(new Error("nothing is broken yet")),
  heal: async () => undefined,
  expect: (): Expectation => ({ part: "dockerd", seenWithinMs: SEEN_MS, state: "", api: "", blast: [] }),
};
`,
);
enlist("lib/domain/symptom.ts", [[/^\] as const;\nexport type ModeId/m, `  "${id}",`]]);
enlist("lib/domain/modes/abouts.ts", [
  [/^\n\/\*\* What is known/m, `import { about as ${name} } from "./${id}/about.ts";`],
  [/^};/m, `  "${id}": ${name},`],
]);
enlist("lib/domain/modes/index.ts", [
  [/^\n\/\*\* Every failure mode/m, `import { ${name} } from "./${id}/mode.ts";`],
  [/^\];/m, `  ${name},`],
]);
enlist("lab/faults/index.ts", [
  [/^\n\/\*\* Every fault/m, `import { fault as ${name} } from "./${id}.ts";`],
  [/^\];\n\nexport interface ChosenFault/m, `  ${name},`],
]);
process.stdout.write(
  "Then: npm run fix; fill in each file; npm run check says what is missing. CONTRIBUTING.md walks through it.\n",
);
