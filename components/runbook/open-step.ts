import type { RunbookStep, StepState } from "#lib/domain/runbook.ts";
import { isDone } from "#lib/domain/runbooks/current-step.ts";

/** A step that somebody chose, or took a command of, and where the list stood then. */
export interface Choice {
  readonly stepId: string;
  readonly at: string | undefined;
}

const isDoneIn = (states: readonly StepState[], id: string): boolean =>
  isDone(states.find(({ stepId }) => stepId === id)?.mark);

/**
 * The step that is open: where the list stands, unless somebody has another one in hand. That stays until it is done,
 * though readings move the list on, as its own command makes them do: the key that ticks must not hit the next one.
 */
export function openStepId(
  choice: Choice | undefined,
  current: string | undefined,
  states: readonly StepState[],
): string | undefined {
  if (choice === undefined) return current;
  return choice.at === current || !isDoneIn(states, choice.stepId) ? choice.stepId : current;
}

/**
 * The step to go on with after one that was just done while the list itself stands nowhere: when it is verified that the
 * fault is over, people still go through what is left. The next one that is not done, else the first.
 */
export function nextUndone(
  steps: readonly RunbookStep[],
  states: readonly StepState[],
  doneId: string,
): string | undefined {
  const at = steps.findIndex(({ id }) => id === doneId);
  const inTurn = [...steps.slice(at + 1), ...steps.slice(0, Math.max(0, at))];
  return inTurn.find(({ id }) => !isDoneIn(states, id))?.id;
}
