import { expect, test } from "vitest";
import type { CheckReading, PassCondition, StepState } from "../runbook.ts";
import { againstWords, isTickedAgainst } from "./ticked-against.ts";

const CONDITION: PassCondition = { probe: "process.dockerd", operator: "is-not", value: "T" };
const check = (outcome: CheckReading["outcome"]): CheckReading => ({
  outcome,
  reading: "state T",
  condition: "",
});
const ticked = (rest: Partial<StepState> = {}): StepState => ({ stepId: "a", mark: "ticked", ...rest });

test.each<[string, StepState, boolean]>([
  ["its check fails now", ticked({ check: check("failing") }), true],
  [
    "its check failed when it was ticked, and nothing reads it any more",
    ticked({ reading: "state T" }),
    true,
  ],
  ["it failed then and cannot be read now", ticked({ reading: "state T", check: check("unknown") }), true],
  ["it failed then and passes now", ticked({ reading: "state T", check: check("passing") }), false],
  ["it has no check", ticked(), false],
  ["nobody ticked it", { stepId: "a", mark: "regressed", check: check("failing") }, false],
])("a tick against the check: %s", (_name, state, expected) => {
  expect(isTickedAgainst({}, state)).toBe(expected);
});

test("a fault that is over does not speak against who ticked that it was there", () => {
  expect(isTickedAgainst({ confirm: CONDITION }, ticked({ check: check("failing") }))).toBe(false);
  const never = ticked({ check: check("failing"), reading: "state S" });
  expect(isTickedAgainst({ confirm: CONDITION }, never)).toBe(true);
});

test("the words tell now from then", () => {
  expect(againstWords({ check: check("failing") })).toBe("the check fails");
  expect(againstWords({})).toBe("the check failed");
});
