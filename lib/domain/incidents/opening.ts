import type { IncidentSeverity } from "../severity.ts";
import type { Symptom } from "../symptom.ts";
import type { EpochMs } from "../time.ts";

const RANK = { page: 0, ticket: 1, notice: 2 } as const;

/** The symptom an incident is named after: not absorbed, the worst, the earliest. */
export function leadSymptom<One extends Symptom>(symptoms: readonly One[]): One | undefined {
  return [...symptoms].sort(
    (a, b) =>
      Number(a.absorbedBy !== undefined) - Number(b.absorbedBy !== undefined) ||
      Number(a.state === "cleared") - Number(b.state === "cleared") ||
      RANK[a.severity] - RANK[b.severity] ||
      a.sinceAt - b.sinceAt,
  )[0];
}

/** "dockerd hung on fra1-app-07 and 2 more hosts" */
export function proposedTitle(symptoms: readonly Symptom[]): string | undefined {
  const lead = leadSymptom(symptoms);
  if (!lead) return undefined;
  const others = new Set(symptoms.map((symptom) => symptom.hostId)).size - 1;
  const more = others === 0 ? "" : ` and ${others} more host${others === 1 ? "" : "s"}`;
  return `${lead.title} on ${lead.hostId}${more}`;
}

/** Until people say otherwise: what pages is SEV2, what can wait for daylight SEV3, the rest SEV4. */
export function proposedSeverity(symptoms: readonly Symptom[]): IncidentSeverity {
  const lead = leadSymptom(symptoms);
  if (!lead) return "SEV3";
  return ({ page: "SEV2", ticket: "SEV3", notice: "SEV4" } as const)[lead.severity];
}

/** First decisive reading of any of them; undefined without symptoms. */
export const detectedAt = (symptoms: readonly Symptom[]): EpochMs | undefined =>
  symptoms.length === 0 ? undefined : Math.min(...symptoms.map((symptom) => symptom.seenAt));

/** As an entry keeps it: evidence is bounded, but for what preceded; the rest stays with the symptom. */
export const toRemembered = (symptom: Symptom, evidenceCount: number): Symptom => ({
  ...symptom,
  evidence: [
    ...symptom.evidence.filter(({ isPreceding }) => !isPreceding).slice(0, evidenceCount),
    ...symptom.evidence.filter(({ isPreceding }) => isPreceding),
  ],
});
