import { chainOf } from "../../domain/detect/absorb.ts";
import type { Symptom } from "../../domain/symptom.ts";
import type { SymptomView } from "../../protocol/views.ts";

/** What a symptom has to do with people and runbooks; known outside detection. */
export type SymptomContext = Pick<
  SymptomView,
  "incidentId" | "acknowledgedAt" | "acknowledgedBy" | "runbook" | "next"
>;

/** Symptoms as drawn: each with what it explains, and the order in which things failed on its host. */
export function toSymptomViews(
  symptoms: readonly Symptom[],
  contextOf: (symptom: Symptom) => SymptomContext,
): readonly SymptomView[] {
  const byHost = Map.groupBy(symptoms, (symptom) => symptom.hostId);
  return symptoms.map((symptom) => {
    const absorbs = symptoms.filter((other) => other.absorbedBy === symptom.id).map((other) => other.id);
    return {
      ...symptom,
      absorbs,
      chain: chainOf(related(symptom, byHost.get(symptom.hostId) ?? [])).map((link) => ({
        number: link.number,
        at: link.symptom.sinceAt,
        part: link.symptom.part,
        text:
          link.symptom.subject === "" ? link.symptom.title : `${link.symptom.title}: ${link.symptom.subject}`,
      })),
      ...contextOf(symptom),
    };
  });
}

/** The cause, and all that it explains: two faults of one host that have nothing to do with one another are two chains. */
function related(symptom: Symptom, ofHost: readonly Symptom[]): readonly Symptom[] {
  const cause = symptom.absorbedBy ?? symptom.id;
  return ofHost.filter((other) => other.id === cause || other.absorbedBy === cause);
}
