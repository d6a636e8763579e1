import type { RunbookStep, StepState } from "../runbook.ts";

/** Done with a check that passes, as far as anything reads it: not by a tick against it, and not by passing over it. */
function isByCheck({ mark, check }: StepState): boolean {
  if (mark === "passed") return check?.outcome !== "failing";
  return mark === "ticked" && check?.outcome === "passing";
}

/** Each verification that is needed here is done with a passing check, and there is one. */
export function isVerified(steps: readonly RunbookStep[], states: readonly StepState[]): boolean {
  const verifications = steps
    .filter(({ kind }) => kind === "verify")
    .map(({ id }) => states.find(({ stepId }) => stepId === id))
    .filter((state) => state?.mark !== "not-needed");
  return verifications.length > 0 && verifications.every((state) => state !== undefined && isByCheck(state));
}
