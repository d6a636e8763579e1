import type { Branch, RunbookStep } from "../runbook.ts";

export type Answer = "yes" | "no";

/** A step whose answer decides where people go. */
export const isQuestion = (step: Pick<RunbookStep, "yes" | "no">): boolean =>
  step.yes !== undefined || step.no !== undefined;

export interface Way {
  /** Steps that are still on the way, or may be: behind a question without an answer all are. */
  readonly stepIds: ReadonlySet<string>;
  /** The runbook that the last answer led to. */
  readonly leadsTo?: { readonly stepId: string; readonly runbookId: string };
}

/** The way through the steps by the answers so far. Answers lead forwards only, so it has an end. */
export function wayOf(
  steps: readonly RunbookStep[],
  answerOf: (step: RunbookStep) => Answer | "skipped" | undefined,
): Way {
  const stepIds = new Set<string>();
  for (let index = 0; index < steps.length; ) {
    const step = steps[index];
    if (step === undefined) break;
    stepIds.add(step.id);
    if (!isQuestion(step)) {
      index += 1;
      continue;
    }
    const answer = answerOf(step);
    if (answer === undefined) {
      for (const later of steps.slice(index)) stepIds.add(later.id);
      break;
    }
    // Who skips a question goes on to the next step, whatever it would have led to.
    const branch: Branch | undefined = answer === "skipped" ? undefined : step[answer];
    if (branch?.kind === "end") break;
    if (branch?.kind === "runbook")
      return { stepIds, leadsTo: { stepId: step.id, runbookId: branch.runbookId } };
    const target = branch && steps.findIndex(({ id }) => id === branch.stepId);
    index = target === undefined || target <= index ? index + 1 : target;
  }
  return { stepIds };
}
