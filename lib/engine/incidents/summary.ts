import type { Incident } from "../../domain/incident.ts";
import { isLit, isOpen } from "../../domain/incidents/transitions.ts";
import type { Symptom } from "../../domain/symptom.ts";
import type { IncidentSummary } from "../../protocol/incident-views.ts";

/** Parts that are lit for it: named by its symptoms, and cut off by them. Of what is over, those that were. */
export function partsOf(incident: Incident, symptoms: readonly Symptom[]): IncidentSummary["parts"] {
  const parts: { -readonly [Part in keyof IncidentSummary["parts"]]: IncidentSummary["parts"][Part] } = {};
  const lit = symptoms.filter((symptom) =>
    isOpen(incident.state) ? isLit(symptom) : symptom.absorbedBy === undefined,
  );
  for (const { blast } of lit) for (const part of blast.parts) parts[part] = "hit";
  for (const { part, severity } of lit) {
    if (severity === "page") parts[part] = "fault";
    else if (parts[part] !== "fault") parts[part] = "warn";
  }
  return parts;
}

/** One line on where it stands now. */
function nowOf(incident: Incident, symptoms: readonly Symptom[]): string | undefined {
  const lit = symptoms.filter(isLit);
  if (lit.length > 0) return `${lit.length} of ${symptoms.length} lit`;
  if (symptoms.length === 0) return undefined;
  const recovering = symptoms.filter(({ state }) => state === "recovering").length;
  if (recovering > 0) return `recovering, ${recovering} not cleared yet`;
  return incident.state === "active" || incident.state === "triage" ? "nothing lit any more" : undefined;
}

export function toSummary(incident: Incident, symptoms: readonly Symptom[]): IncidentSummary {
  const lead = (incident.roles.commander ?? incident.acknowledgedBy)?.name;
  const now = nowOf(incident, symptoms);
  return {
    ...incident,
    parts: partsOf(incident, symptoms),
    openSymptoms: symptoms.filter(({ state }) => state !== "cleared").length,
    ...(lead !== undefined && { lead }),
    ...(now !== undefined && { now }),
  };
}
