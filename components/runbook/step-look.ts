import type { CheckReading, RunbookStep, StepState } from "#lib/domain/runbook.ts";
import { isDone } from "#lib/domain/runbooks/current-step.ts";
import { againstWords } from "#lib/domain/runbooks/ticked-against.ts";
import { type EpochMs, MINUTE_MS } from "#lib/domain/time.ts";
import type { MarkName } from "../ui/mark.tsx";

export const stateOf = (states: readonly StepState[], stepId: string): StepState | undefined =>
  states.find((state) => state.stepId === stepId);

/** What the look of a step depends on beside its state. */
export interface StepPlace {
  readonly isConfirm: boolean;
  /** Ticked by a person although the check fails. */
  readonly isAgainst?: boolean;
  readonly isCurrent: boolean;
}

/** Red is for what somebody has to act on now: a check that fell back, and the one people stand at. */
export const isBad = (state: StepState | undefined, { isConfirm, isCurrent }: StepPlace): boolean =>
  state?.mark === "regressed" || (isCurrent && !isConfirm && state?.check?.outcome === "failing");

/** The mark of a step. Green only for a check that passes now and for a tick of this minute. */
export function markOfStep(state: StepState | undefined, place: StepPlace, now: EpochMs): MarkName {
  switch (state?.mark) {
    case "passed":
    case "confirmed":
      return doneMark(state);
    case "ticked":
      // Of an incident that is over nothing is read, and the past has no hue.
      if (place.isAgainst) return state.check === undefined ? "was-ticked" : "ticket";
      if (state.check?.outcome === "failing") return "was-ticked";
      return now - (state.changedAt ?? 0) < MINUTE_MS ? "ticked" : "was-ticked";
    case "skipped":
      return "by-hand";
    case "regressed":
      return "failing";
    case "answered":
      return "was-ticked";
    case "not-needed":
      return "by-hand";
    default:
      return isBad(state, place) ? "failing" : openMark(state);
  }
}

function doneMark({ mark, check }: StepState): MarkName {
  if (check?.outcome === "passing") return "passing";
  return mark === "passed" && check?.outcome === "unknown" ? "last-known" : "passed";
}

function openMark(state: StepState | undefined): MarkName {
  if (state?.check === undefined) return "by-hand";
  // Passing, it waits for the second reading, or as a verification for the end of the fault: not green before the tick.
  return state.check.outcome === "unknown" ? "last-known" : "waiting";
}

/** Spoken, and read where the mark alone would have to be known. */
export function wordOfStep(
  state: StepState | undefined,
  { isConfirm, isAgainst = false }: Omit<StepPlace, "isCurrent">,
): string {
  switch (state?.mark) {
    case "passed":
      return state.check?.outcome === "unknown" ? "passed, last known" : "passed";
    case "confirmed":
      return "confirmed";
    case "ticked":
      return isAgainst ? tickedAgainst(state) : "ticked";
    case "skipped":
      return "skipped";
    case "regressed":
      return "fails again";
    case "answered":
      return `answered ${state.answer ?? "no"}`;
    case "not-needed":
      return "not needed here";
    default:
      if (state?.check === undefined) return "by hand";
      return isConfirm && state.check.outcome === "failing"
        ? "not confirmed"
        : `check ${state.check.outcome}`;
  }
}

/** "ticked by Ada, but the check fails" */
export const tickedAgainst = (state: StepState): string =>
  `ticked${state.by === undefined ? "" : ` by ${state.by}`}, but ${againstWords(state)}`;

/** What a step's check says, in one place for the open and the folded step. */
export interface StepWords {
  readonly reading: string;
  readonly condition: string;
}

/** A confirmed step tells what confirmed it, and a step of an incident that is over what was read last. */
export function wordsOfCheck(state: StepState | undefined): StepWords | undefined {
  const check: CheckReading | undefined = state?.check;
  if (state?.mark === "confirmed")
    return { reading: state.reading ?? check?.reading ?? "", condition: "confirmed" };
  if (check !== undefined) return check;
  if (state?.reading === undefined) return undefined;
  const failed = state.mark === "ticked" ? "failed when it was ticked" : "failed again";
  return { reading: state.reading, condition: state.mark === "passed" ? "passed" : failed };
}

/** How many steps are done. */
export const doneCountOf = (steps: readonly RunbookStep[], states: readonly StepState[]): number =>
  steps.filter((step) => isDone(stateOf(states, step.id)?.mark)).length;

/** Whether there is a check to read again: not by hand, and not what a reading has confirmed for good. */
export const canReadAgain = (state: StepState | undefined): state is StepState =>
  state?.check !== undefined && state.mark !== "confirmed";

/** A reading somebody asked for, and the newest one there was then. */
export interface AskedReading {
  readonly stepId: string;
  readonly readAtBefore: EpochMs | undefined;
  readonly at: EpochMs;
}

export type ReadAnswer = "pending" | "come" | "late";

const LATE_MS = 20_000; // the slowest probe gives up before

/** What became of a reading that was asked for; undefined when it was of another step. */
export function readAnswer(
  asked: AskedReading,
  state: StepState | undefined,
  now: EpochMs,
): ReadAnswer | undefined {
  if (state?.stepId !== asked.stepId) return undefined;
  if (state.check?.readAt !== asked.readAtBefore) return "come";
  return now - asked.at < LATE_MS ? "pending" : "late";
}
