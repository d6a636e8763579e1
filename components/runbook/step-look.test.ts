import { describe, expect, test } from "vitest";
import type { CheckReading, RunbookStep, StepState } from "#lib/domain/runbook.ts";
import { currentStepId, markOfStep, wordOfStep } from "./step-look.ts";

const NOW = 1_000_000_000;
const reading = (outcome: CheckReading["outcome"]): CheckReading => ({
  outcome,
  reading: "3 ms",
  condition: "passes below 1 s",
});
const step = (id: string): RunbookStep => ({ id, kind: "check", title: id, text: "", commands: [] });
const aState = (rest: Partial<StepState> = {}): StepState => ({ stepId: "a", mark: "open", ...rest });

describe("the mark of a step", () => {
  test.each([
    ["a check that passes now is green", aState({ mark: "passed", check: reading("passing") }), "passing"],
    [
      "a pass whose source went away is last known",
      aState({ mark: "passed", check: reading("unknown") }),
      "last-known",
    ],
    [
      "a check that fails again is failing",
      aState({ mark: "regressed", check: reading("failing") }),
      "failing",
    ],
    ["a check without a result waits", aState({ check: reading("waiting") }), "waiting"],
    ["a step for a person is an empty square", aState(), "by-hand"],
    ["a tick of this minute is green", aState({ mark: "ticked", changedAt: NOW - 5_000 }), "ticked"],
    ["an older tick is grey", aState({ mark: "ticked", changedAt: NOW - 61_000 }), "was-ticked"],
  ])("%s", (_name, state, expected) => {
    expect(markOfStep(state, NOW)).toBe(expected);
  });
});

test("the current step is the first that is open, and a step that fell back is current again", () => {
  const steps = [step("a"), step("b"), step("c")];
  const done = [aState({ stepId: "a", mark: "passed" }), aState({ stepId: "b", mark: "skipped" })];
  expect(currentStepId(steps, done)).toBe("c");
  expect(currentStepId(steps, [aState({ stepId: "a", mark: "regressed" })])).toBe("a");
  expect(currentStepId([], [])).toBeUndefined();
});

test("a step says what it is in words", () => {
  expect(wordOfStep(aState({ check: reading("failing") }))).toBe("check failing");
  expect(wordOfStep(undefined)).toBe("by hand");
});
