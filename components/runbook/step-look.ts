import type { RunbookStep, StepState } from "#lib/domain/runbook.ts";
import { type EpochMs, MINUTE_MS } from "#lib/domain/time.ts";
import type { MarkName } from "../ui/mark.tsx";

/** A step that nobody and nothing has to do any more. */
export const isDone = (state: StepState | undefined): boolean =>
  state?.mark === "passed" || state?.mark === "ticked" || state?.mark === "skipped";

/** The first step that is open or fell back: what to do now. */
export function currentStepId(
  steps: readonly RunbookStep[],
  states: readonly StepState[],
): string | undefined {
  return steps.find((step) => !isDone(stateOf(states, step.id)))?.id;
}

export const stateOf = (states: readonly StepState[], stepId: string): StepState | undefined =>
  states.find((state) => state.stepId === stepId);

/** The mark of a step. Green only for a check that passes now and for a tick of this minute. */
export function markOfStep(state: StepState | undefined, now: EpochMs): MarkName {
  switch (state?.mark) {
    case "passed":
      return passedMark(state);
    case "ticked":
      return now - (state.changedAt ?? 0) < MINUTE_MS ? "ticked" : "was-ticked";
    case "skipped":
      return "by-hand";
    case "regressed":
      return "failing";
    default:
      return openMark(state);
  }
}

function passedMark(state: StepState): MarkName {
  if (state.check === undefined) return "passed";
  if (state.check.outcome === "passing") return "passing";
  return state.check.outcome === "unknown" ? "last-known" : "passed";
}

function openMark(state: StepState | undefined): MarkName {
  switch (state?.check?.outcome) {
    case "failing":
      return "failing";
    case "passing":
      return "passing";
    case "unknown":
      return "last-known";
    case "waiting":
      return "waiting";
    default:
      return "by-hand";
  }
}

/** Spoken, and read where the mark alone would have to be known. */
export function wordOfStep(state: StepState | undefined): string {
  switch (state?.mark) {
    case "passed":
      return state.check?.outcome === "unknown" ? "passed, last known" : "passed";
    case "ticked":
      return "ticked";
    case "skipped":
      return "skipped";
    case "regressed":
      return "fails again";
    default:
      return state?.check === undefined ? "by hand" : `check ${state.check.outcome}`;
  }
}
