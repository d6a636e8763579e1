import type { RunbookStep, StepState } from "#lib/domain/runbook.ts";

/** "Locked until 5 and 6 are done or skipped"; undefined for a step that is open to everybody. */
export function lockWords(
  steps: readonly RunbookStep[],
  state: Pick<StepState, "lockedBy"> | undefined,
): string | undefined {
  const numbers = (state?.lockedBy ?? []).map((id) => steps.findIndex((step) => step.id === id) + 1);
  if (numbers.length === 0) return undefined;
  const last = numbers.at(-1);
  const named =
    numbers.length === 1 ? `step ${last}` : `steps ${numbers.slice(0, -1).join(", ")} and ${last}`;
  return `Locked until ${named} ${numbers.length === 1 ? "is" : "are"} done or skipped`;
}
