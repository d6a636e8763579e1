import { expect, test } from "vitest";
import type { RunbookStep, StepState } from "#lib/domain/runbook.ts";
import { nextUndone, openStepId } from "./open-step.ts";

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

test.each([
  ["where the list stands, when nobody chose", undefined, "look", [], "look"],
  ["the chosen one while the list stands still", { stepId: "look", at: "dump" }, "dump", ["look"], "look"],
  [
    "the one in hand, though its command moved the list on",
    { stepId: "dump", at: "look" },
    "verify",
    [],
    "dump",
  ],
  [
    "where the list stands, once what was in hand is done",
    { stepId: "dump", at: "look" },
    "verify",
    ["dump"],
    "verify",
  ],
] as const)("open is %s", (_, choice, current, marked, open) =>
  expect(openStepId(choice, current, done(...marked))).toBe(open),
);
