import type { RunbookStep, StepState } from "#lib/domain/runbook.ts";
import { isDone } from "#lib/domain/runbooks/current-step.ts";

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
  return inTurn.find(({ id }) => !isDone(states.find(({ stepId }) => stepId === id)?.mark))?.id;
}
