import { useState } from "react";
import type { RunbookStep, StepState } from "#lib/domain/runbook.ts";
import type { Answer } from "#lib/domain/runbooks/way.ts";
import { type Hand, isOvertaken, nextInHand, type Onward, onwardOf, takeUp } from "./hand.ts";

interface HandOnSteps {
  readonly stepId: string | undefined;
  readonly onward: Onward | undefined;
  /** It was done meanwhile: no key of it has anything left to do. */
  readonly isOvertaken: boolean;
  readonly take: (stepId: string | undefined) => void;
  /** Where to go once this step is done, as the list is seen at this moment. */
  readonly nextAfter: (stepId: string, answer?: Answer) => string | undefined;
  /** After one's own act: whatever became of the step meanwhile, nothing of it was looked at before. */
  readonly goOn: (stepId: string | undefined) => void;
}

/** The step that is in hand, from where the list stands when it is first shown. */
export function useHand(
  steps: readonly RunbookStep[],
  states: readonly StepState[],
  current: string | undefined,
): HandOnSteps {
  const [hand, setHand] = useState<Hand | undefined>(() =>
    current === undefined ? undefined : takeUp(current, current, states),
  );
  return {
    stepId: hand?.stepId,
    isOvertaken: hand !== undefined && isOvertaken(hand, states),
    onward: onwardOf(steps, states, hand, current),
    take: (stepId) => setHand(stepId === undefined ? undefined : takeUp(stepId, current, states)),
    nextAfter: (stepId, answer) => nextInHand(steps, states, stepId, answer),
    goOn: (stepId) => setHand(stepId === undefined ? undefined : { stepId, at: current, wasDone: false }),
  };
}
