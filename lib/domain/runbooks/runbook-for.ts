import type { Runbook } from "../runbook.ts";
import type { ModeId } from "../symptom.ts";

/** The runbook for a symptom: the one of its name, else the one that names it first, else any that serves it. */
export function runbookFor<Book extends Pick<Runbook, "id" | "symptoms" | "kind">>(
  mode: ModeId,
  runbooks: readonly Book[],
): Book | undefined {
  const serving = runbooks.filter(
    // A playbook asks which fault it is; where that is known its runbook is the answer.
    (runbook) => runbook.kind !== "playbook" && runbook.symptoms.includes(mode),
  );
  return (
    serving.find((runbook) => runbook.id === mode) ??
    serving.find((runbook) => runbook.symptoms[0] === mode) ??
    serving[0]
  );
}
