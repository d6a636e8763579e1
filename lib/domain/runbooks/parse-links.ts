import type { Branch, RunbookStep } from "../runbook.ts";
import { didYouMean, type Field, type Problem } from "./parse-block.ts";

export interface StepWithFields {
  readonly step: RunbookStep;
  readonly fields: readonly Field[];
}

/** The later step a line names. Backwards would be a circle: nobody would ever get to the end of it. */
function laterStep(
  title: string,
  at: { readonly line: number; readonly column: number },
  index: number,
  steps: readonly StepWithFields[],
  problems: Problem[],
): RunbookStep | undefined {
  const found = steps.findIndex(({ step }) => step.title === title);
  const step = steps[found]?.step;
  if (step && found > index) return step;
  if (step) {
    problems.push({ ...at, reason: `"${title}" stands before this step; only a later one can be named.` });
    return undefined;
  }
  const { text, ...meant } = didYouMean(
    title,
    steps.slice(index + 1).map((later) => later.step.title),
  );
  problems.push({ ...at, reason: `No step is called "${title}".${text}`, ...meant });
  return undefined;
}

function branchOf(
  { value, line, column }: Field,
  index: number,
  steps: readonly StepWithFields[],
  runbookIds: readonly string[] | undefined,
  problems: Problem[],
): Branch | undefined {
  if (value === "end") return { kind: "end" };
  const [, word, gap = "", name = ""] = /^(step|runbook)(\s+)(\S.*)$/.exec(value) ?? [];
  const at = { line, column: column + (word?.length ?? 0) + gap.length };
  if (word === "step") {
    const step = laterStep(name, at, index, steps, problems);
    return step && { kind: "step", stepId: step.id };
  }
  if (word === "runbook") {
    if (runbookIds === undefined || runbookIds.includes(name)) return { kind: "runbook", runbookId: name };
    const { text, ...meant } = didYouMean(name, runbookIds);
    problems.push({ ...at, reason: `There is no runbook "${name}".${text}`, ...meant });
    return undefined;
  }
  const reason = 'An answer leads to "step <title of a later step>", to "runbook <id>" or to "end".';
  problems.push({ line, column, reason });
  return undefined;
}

/** What steps say about one another: which unlocks which, and where the answers of a question lead. */
export function linkSteps(
  steps: readonly StepWithFields[],
  runbookIds: readonly string[] | undefined,
  problems: Problem[],
): readonly RunbookStep[] {
  const lockedBy = new Map<string, string[]>();
  for (const [index, { step, fields }] of steps.entries())
    for (const { word, value, line, column } of fields) {
      if (word !== "unlocks") continue;
      const later = laterStep(value, { line, column }, index, steps, problems);
      if (later) lockedBy.set(later.id, [...(lockedBy.get(later.id) ?? []), step.id]);
    }
  return steps.map(({ step, fields }, index) => {
    const answer = (word: "yes" | "no") => {
      const field = fields.find((known) => known.word === word);
      return field && branchOf(field, index, steps, runbookIds, problems);
    };
    const [yes, no] = [answer("yes"), answer("no")];
    const locks = lockedBy.get(step.id);
    return { ...step, ...(locks && { lockedBy: locks }), ...(yes && { yes }), ...(no && { no }) };
  });
}
