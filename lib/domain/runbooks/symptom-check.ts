import type { CheckReading, PassCondition } from "../runbook.ts";
import type { Symptom } from "../symptom.ts";

/** The check `symptom`: the state of the symptom the checklist was opened for. */
export function readSymptomCheck(pass: PassCondition, symptom: Symptom | undefined): CheckReading {
  const wanted = String(pass.value ?? "");
  const condition = pass.operator === "is-not" ? `unless ${wanted}` : `when ${wanted}`;
  if (!symptom) return { outcome: "unknown", reading: "no symptom", condition };
  if (symptom.isUnknown) return { outcome: "unknown", reading: "source not readable", condition };
  const isSame = symptom.state === wanted;
  const isPassing = pass.operator === "is-not" ? !isSame : isSame;
  return { outcome: isPassing ? "passing" : "failing", reading: symptom.state, condition };
}
