import { describe, expect, test } from "vitest";
import type { CheckReading, StepState } from "#lib/domain/runbook.ts";
import { canReadAgain, isBad, markOfStep, readAnswer, wordOfStep, wordsOfCheck } from "./step-look.ts";

const NOW = 1_000_000_000;
const reading = (outcome: CheckReading["outcome"]): CheckReading => ({
  outcome,
  reading: "3 ms",
  condition: "passes below 1 s",
});
const LATER = { isConfirm: false, isCurrent: false };
const CURRENT = { isConfirm: false, isCurrent: true };
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
    ["what was confirmed and still is", aState({ mark: "confirmed", check: reading("passing") }), "passing"],
    ["what was confirmed and has healed", aState({ mark: "confirmed", reading: "no answer" }), "passed"],
    ["a failing check that is not its turn yet", aState({ check: reading("failing") }), "waiting"],
    ["a pass that has not ticked yet", aState({ check: reading("passing") }), "waiting"],
    ["a check without a result waits", aState({ check: reading("waiting") }), "waiting"],
    ["a step for a person is an empty square", aState(), "by-hand"],
    ["a tick of this minute is green", aState({ mark: "ticked", changedAt: NOW - 5_000 }), "ticked"],
    ["an older tick is grey", aState({ mark: "ticked", changedAt: NOW - 61_000 }), "was-ticked"],
  ])("%s", (_name, state, expected) => {
    expect(markOfStep(state, LATER, NOW)).toBe(expected);
  });
});

test("red is for the failing check people stand at, and never for a fault that is not confirmed", () => {
  const failing = aState({ check: reading("failing") });
  expect(markOfStep(failing, CURRENT, NOW)).toBe("failing");
  expect(markOfStep(failing, { isConfirm: true, isCurrent: true }, NOW)).toBe("waiting");
  expect(isBad(aState({ mark: "regressed", check: reading("failing") }), LATER)).toBe(true);
  expect(isBad(failing, LATER)).toBe(false);
});

test("a tick against a failing check warns, and is never green", () => {
  const against = { ...LATER, isAgainst: true };
  const state = aState({ mark: "ticked", by: "Ada", changedAt: NOW, check: reading("failing") });
  expect(markOfStep(state, against, NOW)).toBe("ticket");
  expect(wordOfStep(state, against)).toBe("ticked by Ada, but the check fails");
  expect(markOfStep(state, { ...LATER, isConfirm: true }, NOW)).toBe("was-ticked");
  const past = aState({ mark: "ticked", by: "Ada", changedAt: NOW, reading: "state T" });
  expect(markOfStep(past, against, NOW)).toBe("was-ticked");
  expect(wordOfStep(past, against)).toBe("ticked by Ada, but the check failed");
  expect(wordsOfCheck(past)).toEqual({ reading: "state T", condition: "failed when it was ticked" });
});

test("a step says what it is in words", () => {
  expect(wordOfStep(aState({ check: reading("failing") }), { isConfirm: false })).toBe("check failing");
  expect(wordOfStep(aState({ check: reading("failing") }), { isConfirm: true })).toBe("not confirmed");
  expect(wordOfStep(aState({ mark: "confirmed" }), { isConfirm: true })).toBe("confirmed");
  expect(wordOfStep(undefined, { isConfirm: false })).toBe("by hand");
});

test("a confirmed step tells what confirmed it, whatever is read now", () => {
  const state = aState({ mark: "confirmed", reading: "no answer in 5 s", check: reading("passing") });
  expect(wordsOfCheck(state)).toEqual({ reading: "no answer in 5 s", condition: "confirmed" });
  expect(wordsOfCheck(aState({ mark: "passed", reading: "4 ms" }))).toEqual({
    reading: "4 ms",
    condition: "passed",
  });
  expect(wordsOfCheck(aState({ mark: "ticked" }))).toBeUndefined();
});

describe("reading a check again", () => {
  const read = (readAt: number) => aState({ check: { ...reading("failing"), readAt } });

  test("only a step with a live check can be read again", () => {
    expect(canReadAgain(aState({ check: reading("failing") }))).toBe(true);
    expect(canReadAgain(aState())).toBe(false);
    expect(canReadAgain(aState({ mark: "confirmed", check: reading("passing") }))).toBe(false);
    expect(canReadAgain(undefined)).toBe(false);
  });

  test("it is pending until a newer reading comes, and late when none does", () => {
    const asked = { stepId: "a", readAtBefore: NOW - 4_000, at: NOW };
    expect(readAnswer(asked, read(NOW - 4_000), NOW + 1_000)).toBe("pending");
    expect(readAnswer(asked, read(NOW + 900), NOW + 1_000)).toBe("come");
    expect(readAnswer(asked, read(NOW - 4_000), NOW + 20_000)).toBe("late");
    expect(readAnswer({ ...asked, stepId: "b" }, read(NOW), NOW)).toBeUndefined();
  });
});
