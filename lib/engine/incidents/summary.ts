import type { Incident } from "../../domain/incident.ts";
import { isLit, isOpen } from "../../domain/incidents/transitions.ts";
import type { Symptom } from "../../domain/symptom.ts";
import type { IncidentSummary } from "../../protocol/incident-views.ts";

/** Parts that are lit for it: named by its symptoms, and cut off by them. Of what is over, those that were. */
export function partsOf(
  incident: Pick<Incident, "state">,
  symptoms: readonly Symptom[],
): IncidentSummary["parts"] {
  return isOpen(incident.state) ? partsNamedBy(symptoms.filter(isLit)) : partsBefore(symptoms);
}

/** Where it began, also once it is over. */
const partsBefore = (symptoms: readonly Symptom[]): IncidentSummary["parts"] =>
  partsNamedBy(symptoms.filter(({ absorbedBy }) => absorbedBy === undefined));

function partsNamedBy(lit: readonly Symptom[]): IncidentSummary["parts"] {
  const parts: { -readonly [Part in keyof IncidentSummary["parts"]]: IncidentSummary["parts"][Part] } = {};
  for (const { blast } of lit) for (const part of blast.parts) parts[part] = "hit";
  for (const { part, severity } of lit) {
    if (severity === "page") parts[part] = "fault";
    else if (parts[part] !== "fault") parts[part] = "warn";
  }
  return parts;
}

/** One line on where it stands now; undefined where nothing of it is left. */
function nowOf(symptoms: readonly Symptom[]): string | undefined {
  const lit = symptoms.filter(isLit);
  if (lit.length > 0) return `${lit.length} of ${symptoms.length} lit`;
  if (symptoms.length === 0) return undefined;
  const isRecovering = symptoms.some(({ state }) => state === "recovering");
  return isRecovering ? "recovering" : undefined;
}

export function toSummary(incident: Incident, symptoms: readonly Symptom[]): IncidentSummary {
  const lead = (incident.roles.commander ?? incident.acknowledgedBy)?.name;
  const now = nowOf(symptoms);
  const parts = partsOf(incident, symptoms);
  return {
    ...incident,
    parts,
    ...(Object.keys(parts).length === 0 && symptoms.length > 0 && { partsBefore: partsBefore(symptoms) }),
    openSymptoms: symptoms.filter(({ state }) => state !== "cleared").length,
    ...(lead !== undefined && { lead }),
    ...(now !== undefined && { now }),
  };
}
