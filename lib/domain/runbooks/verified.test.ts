import { expect, test } from "vitest";
import type { CheckReading, RunbookStep, StepState } from "../runbook.ts";
import { isVerified } from "./verified.ts";

const step = (id: string, kind: RunbookStep["kind"]): RunbookStep => ({
  id,
  kind,
  title: id,
  text: "",
  commands: [],
});
const STEPS = [step("look", "manual"), step("six", "verify"), step("seven", "verify")];
const state = (stepId: string, mark: StepState["mark"], outcome?: CheckReading["outcome"]): StepState => ({
  stepId,
  mark,
  ...(outcome && { check: { outcome, reading: "", condition: "" } }),
});

test.each<[string, readonly StepState[], boolean]>([
  ["both passed", [state("six", "passed", "passing"), state("seven", "passed", "passing")], true],
  ["of an incident that is over nothing is read", [state("six", "passed"), state("seven", "passed")], true],
  ["ticked while the check passes", [state("six", "ticked", "passing"), state("seven", "passed")], true],
  ["ticked against the check", [state("six", "ticked", "failing"), state("seven", "passed")], false],
  ["ticked, and nobody knows what was read", [state("six", "ticked"), state("seven", "passed")], false],
  ["one skipped", [state("six", "passed"), state("seven", "skipped")], false],
  ["one open", [state("six", "passed")], false],
  ["passed, and failing now", [state("six", "passed", "failing"), state("seven", "passed")], false],
  ["one not needed here", [state("six", "not-needed"), state("seven", "passed")], true],
  ["none needed here", [state("six", "not-needed"), state("seven", "not-needed")], false],
])("%s", (_name, states, expected) => expect(isVerified(STEPS, states)).toBe(expected));

test("a list without a verification is never verified", () => {
  expect(isVerified([step("look", "manual")], [state("look", "ticked")])).toBe(false);
});
