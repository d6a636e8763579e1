import type { RunbookStep, StepState } from "../runbook.ts";

/**
 * A person ticked the step although its check fails: now, where it is read, else when it was ticked. A `confirm` that
 * fails now says only that the fault is over.
 */
export function isTickedAgainst(
  step: Pick<RunbookStep, "confirm">,
  state: Pick<StepState, "mark" | "check" | "reading"> | undefined,
): boolean {
  if (state?.mark !== "ticked" || state.check?.outcome === "passing") return false;
  return state.reading !== undefined || (step.confirm === undefined && state.check?.outcome === "failing");
}

/** "the check fails", or of an earlier moment "the check failed" */
export const againstWords = ({ check }: Pick<StepState, "check">): string =>
  check?.outcome === "failing" ? "the check fails" : "the check failed";
