import type { CheckReading, PassCondition, RunbookStep, StepState } from "../runbook.ts";
import { isThere, type Symptom } from "../symptom.ts";
import { type Answer, isQuestion, type Way, wayOf } from "./way.ts";

export type StepMark = StepState["mark"];

const DONE: readonly StepMark[] = ["passed", "confirmed", "ticked", "skipped", "answered", "not-needed"];

/** A step that nobody and nothing has to do any more. */
export const isDone = (mark: StepMark | undefined): boolean => mark !== undefined && DONE.includes(mark);

/** What a check waits for, whether it passes or confirms. */
export const conditionOf = (step: RunbookStep): PassCondition | undefined => step.confirm ?? step.pass;

/** The fault passes again: nobody has to find or mend it any more, only to see that it is over. */
export const isHealing = (symptom: Pick<Symptom, "state"> | undefined): boolean =>
  symptom !== undefined && !isThere(symptom);

/**
 * Where a list can still go on by itself: once its verification is done, only below it. What is open above it was passed
 * over, and nothing but a person's own hand leads back there.
 */
export function goesOnFrom(
  steps: readonly RunbookStep[],
  markOf: (stepId: string) => StepMark | undefined,
): number {
  const wanted = steps.filter(({ id, kind }) => kind === "verify" && markOf(id) !== "not-needed");
  const isBehind = wanted.length > 0 && wanted.every(({ id }) => isDone(markOf(id)));
  return isBehind ? steps.findLastIndex(({ kind }) => kind === "verify") + 1 : 0;
}

/**
 * Where people stand in a runbook: the first step that is not done. While its symptom recovers, and after, only the
 * verification is left; after that, of what comes before it, only a step that fails again. Undefined when nobody stands
 * anywhere.
 */
export function currentStep(
  steps: readonly RunbookStep[],
  markOf: (stepId: string) => StepMark | undefined,
  symptom: Pick<Symptom, "state"> | undefined,
): { readonly index: number; readonly step: RunbookStep } | undefined {
  const firstVerify = steps.findIndex(({ kind }) => kind === "verify");
  const from = isHealing(symptom) ? (firstVerify < 0 ? steps.length : firstVerify) : 0;
  const onFrom = goesOnFrom(steps, markOf);
  const isLeft = (mark: StepMark | undefined, at: number) =>
    !isDone(mark) && (at >= onFrom || mark === "regressed");
  const index = steps.findIndex((step, at) => at >= from && isLeft(markOf(step.id), at));
  const step = steps[index];
  return step && { index, step };
}

/**
 * A verification says that it is over: while the fault lasts, a reading that happens to pass ticks none. One that was
 * ticked is taken back whenever it fails.
 */
export const mayTick = (step: RunbookStep, symptom: Pick<Symptom, "state"> | undefined): boolean =>
  step.kind !== "verify" || symptom === undefined || isHealing(symptom);

type Recorded = Pick<StepState, "stepId" | "mark" | "answer">;
type Read = (condition: PassCondition) => CheckReading | undefined;

/** What a step's answer is: a person's, else what its reading says now. */
function answerFor(step: RunbookStep, recorded: Recorded | undefined, read: Read): Answer | undefined {
  if (!isQuestion(step)) return undefined;
  if (recorded?.mark === "ticked") return recorded.answer ?? "yes";
  const condition = conditionOf(step);
  const outcome = condition && read(condition)?.outcome;
  if (outcome === "passing") return "yes";
  return outcome === "failing" ? "no" : undefined;
}

/** The way through a playbook by what was recorded and what is read now. */
export const wayNow = (steps: readonly RunbookStep[], read: Read, recorded: readonly Recorded[] = []): Way =>
  wayOf(steps, (step) => {
    const state = recorded.find(({ stepId }) => stepId === step.id);
    return state?.mark === "skipped" ? "skipped" : answerFor(step, state, read);
  });

/** The step is for another host: one of its `when` is read and not met. */
const isElsewhere = ({ when = [] }: RunbookStep, read: Read): boolean =>
  when.some((condition) => read(condition)?.outcome === "failing");

/**
 * What counts as done now, with an incident and without: what was recorded, else what the readings say at this moment,
 * so that opening an incident sends nobody back. Only a checklist's verification has to be recorded.
 */
export function markNow(
  steps: readonly RunbookStep[],
  symptom: Pick<Symptom, "state"> | undefined,
  read: Read,
  recorded?: readonly Recorded[],
): (stepId: string) => StepMark {
  const marks = new Map<string, StepMark>(recorded?.map(({ stepId, mark }) => [stepId, mark]));
  const way = wayNow(steps, read, recorded);
  for (const step of steps) {
    const mark = marks.get(step.id) ?? "open";
    if (mark !== "open" && mark !== "regressed") continue;
    if (!way.stepIds.has(step.id) || isElsewhere(step, read)) {
      marks.set(step.id, "not-needed");
      continue;
    }
    const condition = conditionOf(step);
    if (condition === undefined || !mayTick(step, symptom)) continue;
    const outcome = read(condition)?.outcome;
    if (isQuestion(step) && outcome === "failing") marks.set(step.id, "answered");
    if (mark !== "open" || (recorded && step.kind === "verify")) continue;
    if (outcome === "passing") marks.set(step.id, step.confirm === undefined ? "passed" : "confirmed");
  }
  return (stepId) => marks.get(stepId) ?? "open";
}

/** Steps that keep this one locked: those that unlock it and are not done. */
export const locksOf = (
  { lockedBy = [] }: Pick<RunbookStep, "lockedBy">,
  markOf: (stepId: string) => StepMark | undefined,
): readonly string[] => lockedBy.filter((stepId) => !isDone(markOf(stepId)));

/** What a question's answer is now, as it is drawn. */
export const answerNow = (
  step: RunbookStep,
  read: Read,
  recorded: Recorded | undefined,
): Answer | undefined => (recorded?.mark === "skipped" ? undefined : answerFor(step, recorded, read));
