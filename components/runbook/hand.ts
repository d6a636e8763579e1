import type { RunbookStep, StepState } from "#lib/domain/runbook.ts";
import { goesOnFrom, isDone } from "#lib/domain/runbooks/current-step.ts";
import type { Answer } from "#lib/domain/runbooks/way.ts";

/*
 * The step that keys act on. Readings and other people move the list on at any moment; the hand moves by what its own
 * person does and by nothing else, so that no key ever hits another step than the one that was read.
 */

export interface Hand {
  readonly stepId: string;
  /** Where the list stood when it was taken. */
  readonly at: string | undefined;
  /** It was done already: taken to be looked at, or to be taken back. */
  readonly wasDone: boolean;
}

const markIn = (states: readonly StepState[], id: string): StepState["mark"] | undefined =>
  states.find(({ stepId }) => stepId === id)?.mark;

const isDoneIn = (states: readonly StepState[], id: string): boolean => isDone(markIn(states, id));

export const takeUp = (stepId: string, current: string | undefined, states: readonly StepState[]): Hand => ({
  stepId,
  at: current,
  wasDone: isDoneIn(states, stepId),
});

/** What is in hand was done meanwhile, by its check or somebody else: its keys have nothing left to do there. */
export const isOvertaken = (hand: Hand, states: readonly StepState[]): boolean =>
  !hand.wasDone && isDoneIn(states, hand.stepId);

/**
 * The step to go on with after one that its person has just done: where its answer leads, else the next one below that is
 * not done. Not where the list stands: that may have moved while the key went down. And never back up: a second press of
 * the same key would tick there what nobody looked at.
 */
export function nextInHand(
  steps: readonly RunbookStep[],
  states: readonly StepState[],
  doneId: string,
  answer?: Answer,
): string | undefined {
  const at = steps.findIndex(({ id }) => id === doneId);
  const branch = answer && steps[at]?.[answer];
  if (branch !== undefined && branch.kind !== "step") return undefined;
  const from = branch === undefined ? at + 1 : steps.findIndex(({ id }) => id === branch.stepId);
  const onFrom = goesOnFrom(steps, (id) => (id === doneId ? "ticked" : markIn(states, id)));
  return steps.slice(Math.max(from, onFrom)).find(({ id }) => id !== doneId && !isDoneIn(states, id))?.id;
}

/** What nobody did, where the list stands nowhere any more: it is said, and taken up by a person or not at all. */
export const passedOver = (
  steps: readonly RunbookStep[],
  states: readonly StepState[],
  current: string | undefined,
): readonly RunbookStep[] => (current === undefined ? steps.filter(({ id }) => !isDoneIn(states, id)) : []);

/** Where the list went while a step was in hand. */
export interface Onward {
  readonly stepId: string;
  readonly number: number;
  readonly title: string;
  /** Nothing is left to do with the step in hand: the key that ticks goes on instead. */
  readonly isOvertaken: boolean;
  /** The list passed over steps that nobody did: the fault reads as over, and what is left is to verify it. */
  readonly isHealing: boolean;
}

/** Undefined while the list stands where it stood when the step was taken in hand. */
export function onwardOf(
  steps: readonly RunbookStep[],
  states: readonly StepState[],
  hand: Hand | undefined,
  current: string | undefined,
): Onward | undefined {
  const isDoneAlready = hand === undefined || isOvertaken(hand, states);
  const stepId = current ?? (isDoneAlready && hand ? nextInHand(steps, states, hand.stepId) : undefined);
  const index = steps.findIndex(({ id }) => id === stepId);
  const step = steps[index];
  if (step === undefined || step.id === hand?.stepId) return undefined;
  if (!isDoneAlready && step.id === hand.at) return undefined;
  return {
    stepId: step.id,
    number: index + 1,
    title: step.title,
    isOvertaken: isDoneAlready,
    isHealing: step.kind === "verify" && steps.slice(0, index).some(({ id }) => !isDoneIn(states, id)),
  };
}
