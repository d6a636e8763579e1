import { conditionText } from "#lib/domain/checks/condition-text.ts";
import type { RunbookStep, StepKind } from "#lib/domain/runbook.ts";
import { conditionOf } from "#lib/domain/runbooks/current-step.ts";
import type { MarkName } from "../ui/mark.tsx";

/** What ticks a step by itself: the verb, the probe, and what its reading must be. */
export function conditionWords(
  step: RunbookStep,
): { readonly verb: string; readonly probe: string; readonly words: string } | undefined {
  const condition = conditionOf(step);
  if (condition === undefined) return undefined;
  return {
    verb: step.confirm === undefined ? "passes" : "confirmed",
    probe: condition.probe,
    words: conditionText(condition),
  };
}

export const KIND_LOOK: Readonly<Record<StepKind, { readonly mark: MarkName; readonly text: string }>> = {
  check: { mark: "waiting", text: "check" },
  manual: { mark: "by-hand", text: "by hand" },
  action: { mark: "action", text: "action" },
  verify: { mark: "passed", text: "verify" },
};
