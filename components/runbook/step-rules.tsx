import { conditionText } from "#lib/domain/checks/condition-text.ts";
import type { Branch, RunbookStep } from "#lib/domain/runbook.ts";
import { Mark } from "../ui/mark.tsx";
import { lockWords } from "./lock-words.ts";

interface StepRulesProps {
  readonly step: RunbookStep;
  readonly steps: readonly RunbookStep[];
}

/** "step 5", "runbook disk-full-data-root", "the end" */
function branchWords(branch: Branch | undefined, steps: readonly RunbookStep[]): string {
  if (branch === undefined) return "the next step";
  if (branch.kind === "end") return "the end";
  if (branch.kind === "runbook") return `runbook ${branch.runbookId}`;
  return `step ${steps.findIndex(({ id }) => id === branch.stepId) + 1}`;
}

/** What the file says of a step beside its words: for which hosts, behind which steps, what the gate does, where answers lead. */
export function StepRules({ step, steps }: StepRulesProps) {
  const { when = [], lockedBy, run, yes, no } = step;
  const lock = lockWords(steps, lockedBy && { lockedBy });
  return (
    <>
      {when.map((condition) => (
        <p key={`${condition.probe} ${condition.operator}`} className="t12 i3">
          only {conditionText(condition)} (<span className="mono">{condition.probe}</span>)
        </p>
      ))}
      {lock !== undefined && (
        <p className="t12 i3">
          <Mark name="guarded" size={12} /> {lock}
        </p>
      )}
      {run !== undefined && (
        <p className="t12 i3">
          verb <span className="mono">{run.verb}</span>, by the gate where its configuration allows it
        </p>
      )}
      {(yes !== undefined || no !== undefined) && (
        <p className="t12 i3">
          yes: {branchWords(yes, steps)}; no: {branchWords(no, steps)}
        </p>
      )}
    </>
  );
}
