import type { SymptomView } from "#lib/protocol/views.ts";
import type { MarkName } from "../ui/mark.tsx";

export function markOf(symptom: SymptomView): MarkName {
  if (symptom.isUnknown) return "last-known";
  if (symptom.state === "cleared") return "passed";
  if (symptom.state === "recovering") return "passing";
  return symptom.severity;
}

export function wordOf(symptom: SymptomView): string {
  if (symptom.isUnknown) return "last known";
  if (symptom.absorbedBy !== undefined && symptom.state !== "cleared") return "explained";
  return { seen: "seen", raised: "raised", recovering: "recovering", cleared: "cleared" }[symptom.state];
}
