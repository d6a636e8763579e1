import type { CheckReading, PassCondition, RunbookStep, StepState } from "../runbook.ts";
import type { Symptom } from "../symptom.ts";

export type StepMark = StepState["mark"];

const DONE: readonly StepMark[] = ["passed", "confirmed", "ticked", "skipped"];

/** A step that nobody and nothing has to do any more. */
export const isDone = (mark: StepMark | undefined): boolean => mark !== undefined && DONE.includes(mark);

/** What a check waits for, whether it passes or confirms. */
export const conditionOf = (step: RunbookStep): PassCondition | undefined => step.confirm ?? step.pass;

/** The fault passes again: nobody has to find or mend it any more, only to see that it is over. */
export const isHealing = (symptom: Pick<Symptom, "state"> | undefined): boolean =>
  symptom?.state === "recovering" || symptom?.state === "cleared";

/**
 * Where people stand in a runbook: the first step that is not done. While its symptom recovers, and after, only the
 * verification is left. Undefined when nothing is left to do.
 */
export function currentStep(
  steps: readonly RunbookStep[],
  markOf: (stepId: string) => StepMark | undefined,
  symptom: Pick<Symptom, "state"> | undefined,
): { readonly index: number; readonly step: RunbookStep } | undefined {
  const firstVerify = steps.findIndex(({ kind }) => kind === "verify");
  const from = isHealing(symptom) ? (firstVerify < 0 ? steps.length : firstVerify) : 0;
  const index = steps.findIndex((step, at) => at >= from && !isDone(markOf(step.id)));
  const step = steps[index];
  return step && { index, step };
}

/**
 * A verification says that it is over: while the fault lasts, a reading that happens to pass ticks none. One that was
 * ticked is taken back whenever it fails.
 */
export const mayTick = (step: RunbookStep, symptom: Pick<Symptom, "state"> | undefined): boolean =>
  step.kind !== "verify" || symptom === undefined || isHealing(symptom);

/**
 * What counts as done now, with an incident and without: what was recorded, else what the readings say at this moment,
 * so that opening an incident sends nobody back. Only a checklist's verification has to be recorded.
 */
export function markNow(
  steps: readonly RunbookStep[],
  symptom: Pick<Symptom, "state"> | undefined,
  read: (condition: PassCondition) => CheckReading | undefined,
  recorded?: readonly Pick<StepState, "stepId" | "mark">[],
): (stepId: string) => StepMark {
  const marks = new Map<string, StepMark>(recorded?.map(({ stepId, mark }) => [stepId, mark]));
  for (const step of steps) {
    const condition = conditionOf(step);
    if (condition === undefined || !mayTick(step, symptom)) continue;
    if ((marks.get(step.id) ?? "open") !== "open" || (recorded && step.kind === "verify")) continue;
    if (read(condition)?.outcome === "passing")
      marks.set(step.id, step.confirm === undefined ? "passed" : "confirmed");
  }
  return (stepId) => marks.get(stepId) ?? "open";
}
