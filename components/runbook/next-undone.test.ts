import { expect, test } from "vitest";
import type { RunbookStep, StepState } from "#lib/domain/runbook.ts";
import { nextUndone } from "./next-undone.ts";

const steps = ["look", "dump", "restart", "verify"].map(
  (id): RunbookStep => ({ id, kind: "manual", title: id, text: "", commands: [] }),
);
const done = (...ids: readonly string[]): readonly StepState[] =>
  ids.map((stepId) => ({ stepId, mark: "ticked" }));

test.each([
  ["the next that is not done", ["look", "verify"], "look", "dump"],
  ["what is done already is passed over", ["dump", "verify"], "look", "restart"],
  ["after the last one what was left behind", ["verify"], "restart", "look"],
  ["the first when nothing was done just now", ["look"], "", "dump"],
  ["nothing when nothing is left", ["look", "dump", "verify"], "restart", undefined],
])("%s", (_, marked, doneId, next) => expect(nextUndone(steps, done(...marked), doneId)).toBe(next));

test("a step that fails again is not done", () => {
  const states: readonly StepState[] = [...done("look", "dump"), { stepId: "verify", mark: "regressed" }];
  expect(nextUndone(steps, states, "restart")).toBe("verify");
});
