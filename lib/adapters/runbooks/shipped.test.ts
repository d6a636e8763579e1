import { join } from "node:path";
import { expect, test } from "vitest";
import { variablesOf } from "../../domain/runbooks/fill-command.ts";
import { MODE_IDS } from "../../domain/symptom.ts";
import { openRunbookLibrary } from "./runbook-library.ts";

const library = await openRunbookLibrary(join(import.meta.dirname, "../../../runbooks"), () => undefined);
library.close();
const runbooks = library.runbooks();
const shipped = MODE_IDS.map((mode) => [mode, runbooks.find(({ id }) => id === mode)] as const);

// What detectors name in their facts, and what only a person can know.
const FACTS = [
  "account",
  "address",
  "bridge",
  "column",
  "container",
  "containerId",
  "file",
  "exitCode",
  "flag",
  "image",
  "imageId",
  "key",
  "line",
  "missing",
  "mounts",
  "path",
  "pid",
  "runtime",
  "port",
  "registry",
  "rights",
  "shortId",
  "subnet",
  "variables",
  "zombies",
];
const BY_HAND = ["directory", "name", "newLimit", "cpus", "holder", "memory", "newCpus", "newName", "pids"];

test("every file of the library is read", () => {
  expect(library.problems()).toEqual([]);
});

test.each(shipped)("%s: the fault is confirmed first, the verification comes last", (mode, runbook) => {
  expect(runbook?.symptoms).toEqual([mode]);
  const steps = runbook?.steps ?? [];
  expect(steps[0]).toMatchObject({ kind: "check", confirm: expect.anything() });
  const kinds = steps.map(({ kind }) => kind);
  const firstVerify = kinds.indexOf("verify");
  expect(firstVerify).toBeGreaterThan(1);
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

test.each(shipped)("%s: a check that can fail carries what mends it or shows it", (_mode, runbook) => {
  for (const step of runbook?.steps ?? []) {
    if (step.kind === "check") expect(step.commands, step.title).not.toEqual([]);
    for (const name of [...step.commands, step.text].flatMap(variablesOf))
      expect([...FACTS, ...BY_HAND], step.title).toContain(name);
  }
});
