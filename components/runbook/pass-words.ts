import type { PassCondition, StepKind } from "#lib/domain/runbook.ts";
import type { MarkName } from "../ui/mark.tsx";

const OPERATORS: Readonly<Record<PassCondition["operator"], string>> = {
  is: "is",
  "is-not": "is not",
  below: "below",
  "at-most": "at most",
  above: "above",
  "at-least": "at least",
  answers: "answers",
};

/** What follows the probe's name: "below 1000", "answers". */
export const passWords = (pass: PassCondition): string =>
  pass.value === undefined ? OPERATORS[pass.operator] : `${OPERATORS[pass.operator]} ${String(pass.value)}`;

export const KIND_LOOK: Readonly<Record<StepKind, { readonly mark: MarkName; readonly text: string }>> = {
  check: { mark: "waiting", text: "check" },
  manual: { mark: "by-hand", text: "by hand" },
  action: { mark: "action", text: "action" },
  verify: { mark: "passed", text: "verify" },
};
