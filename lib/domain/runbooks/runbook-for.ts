import type { Runbook } from "../runbook.ts";
import type { ModeId } from "../symptom.ts";

/**
 * The runbook for a symptom: the one of its name, else the one that names it first, else any that serves it. A file of
 * the user's own that names it first goes before those of the release: whoever wrote it knows the place better.
 */
export function runbookFor<Book extends Pick<Runbook, "id" | "symptoms" | "kind" | "own">>(
  mode: ModeId,
  runbooks: readonly Book[],
): Book | undefined {
  const serving = runbooks.filter(
    // A playbook asks which fault it is; where that is known its runbook is the answer.
    (runbook) => runbook.kind !== "playbook" && runbook.symptoms.includes(mode),
  );
  const isNamed = ({ id }: Book) => id === mode;
  const isFirst = ({ symptoms }: Book) => symptoms[0] === mode;
  const own = serving.filter((runbook) => runbook.own !== undefined);
  return (
    own.find(isNamed) ?? own.find(isFirst) ?? serving.find(isNamed) ?? serving.find(isFirst) ?? serving[0]
  );
}
