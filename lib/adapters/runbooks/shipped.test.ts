import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { evaluateCheck } from "../../domain/check-probes.ts";
import { currentStep, markNow } from "../../domain/runbooks/current-step.ts";
import { variablesOf } from "../../domain/runbooks/fill-command.ts";
import { MODE_IDS } from "../../domain/symptom.ts";
import { aDisk, aFailedPing, aHostState, T0 } from "../../domain/testing/builders.ts";
import { aDiskUsage, someLogFiles } from "../../domain/testing/storage-builders.ts";
import { openRunbookLibrary } from "./runbook-library.ts";

const MODES = join(import.meta.dirname, "../../domain/modes");
const library = await openRunbookLibrary(join(import.meta.dirname, "../../../runbooks"), () => undefined);
library.close();
const runbooks = library.runbooks();
const shipped = MODE_IDS.map((mode) => [mode, runbooks.find(({ id }) => id === mode)] as const);

/** Sources of one mode and of what modes share: a fact that a command is filled with is named there. */
const sourcesOf = (folder: string): string =>
  globSync(`${folder}/**/*.ts`, { cwd: MODES })
    .filter((path) => !path.endsWith(".test.ts"))
    .map((path) => readFileSync(join(MODES, path), "utf8"))
    .join("\n");
const SHARED = sourcesOf("shared");
const ALWAYS = ["container"];
/** What only a person can know. */
const BY_HAND = [
  "backup",
  "cpus",
  "directory",
  "holder",
  "memory",
  "name",
  "newCpus",
  "newLimit",
  "newName",
  "pids",
];

test("every file of the library is read", () => {
  expect(library.problems().map(({ file, line, reason }) => `${file}:${line}: ${reason}`)).toEqual([]);
});

test.each(shipped)("%s: the fault is confirmed first, the verification comes last", (mode, runbook) => {
  expect(runbook?.symptoms, `runbooks/${mode}.md that can be read`).toEqual([mode]);
  const steps = runbook?.steps ?? [];
  expect(steps[0]).toMatchObject({ kind: "check", confirm: expect.anything() });
  const kinds = steps.map(({ kind }) => kind);
  const firstVerify = kinds.indexOf("verify");
  expect(firstVerify, "a check, at least one step, then verify").toBeGreaterThan(1);
  expect(kinds.slice(firstVerify).every((kind) => kind === "verify")).toBe(true);
});

test.each(shipped)("%s: no title states what a failing check denies", (_mode, runbook) => {
  for (const step of runbook?.steps ?? []) {
    // "It answers", "live-restore is on", "Containers still run": a title tells what to do, the reading how it is.
    expect(step.title).not.toMatch(/^(it|no|every|containers?|live-restore|docker\S*|foghorn)\b/i);
    if (step.kind === "verify") expect(step.title).toMatch(/^Verify that /);
    if (step.confirm !== undefined) expect(step.title).toMatch(/^(Confirm|Count) /);
  }
});

test.each(shipped)("%s: a check that can fail carries what mends it or shows it", (mode, runbook) => {
  const sources = `${sourcesOf(mode)}${SHARED}`;
  for (const step of runbook?.steps ?? []) {
    if (step.kind === "check") expect(step.commands, step.title).not.toEqual([]);
    for (const name of [...step.commands, step.text].flatMap(variablesOf))
      if (![...ALWAYS, ...BY_HAND].includes(name))
        expect(sources, `${step.title}: a fact named ${name}`).toMatch(new RegExp(`\\b${name}\\b`));
  }
});

const GIB = 1_073_741_824;
test.each([
  ["little", 2 * GIB, "Count who holds the disk"],
  ["most of it", 60 * GIB, "Find what is largest"],
])("on a full disk of which Docker holds %s people do not begin with a prune", (_name, bytes, title) => {
  const steps = runbooks.find(({ id }) => id === "disk-full-data-root")?.steps ?? [];
  const host = aHostState([
    aDisk(T0, { availableBytes: 5 * GIB, usedBytes: 90 * GIB }),
    someLogFiles(T0, { files: [], removed: [] }),
    aDiskUsage(T0, {
      images: { count: 9, bytes, unusedCount: 0, reclaimableBytes: 0, danglingCount: 0 },
    }),
  ]);
  const marks = markNow(steps, undefined, (condition) =>
    evaluateCheck(condition, { container: "" }, host, T0 + 1_000),
  );
  expect(currentStep(steps, marks, undefined)?.step.title).toBe(title);
});

test("on a full disk whose daemon is down people are not sent to ask that daemon", () => {
  const steps = runbooks.find(({ id }) => id === "disk-full-data-root")?.steps ?? [];
  const host = aHostState([
    aFailedPing(T0, "connection-refused"),
    aDisk(T0, { availableBytes: 0, usedBytes: 95 * GIB }),
  ]);
  const marks = markNow(steps, undefined, (condition) =>
    evaluateCheck(condition, { container: "" }, host, T0 + 1_000),
  );
  const next = currentStep(steps, marks, undefined)?.step;
  expect(next?.title).toBe("Find what is largest");
  const asks = steps.filter((step) => step.commands.some((command) => command.startsWith("docker ")));
  expect(asks.length).toBeGreaterThan(0);
  for (const { when } of asks) expect(JSON.stringify(when)).toContain("api.ping");
});
