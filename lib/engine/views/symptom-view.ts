import { type ChainLink, chainsOf } from "../../domain/detect/chain.ts";
import { runSinceAt, type Symptom } from "../../domain/symptom.ts";
import type { SymptomView } from "../../protocol/views.ts";

/** What a symptom has to do with people and runbooks; known outside detection. */
export type SymptomContext = Pick<
  SymptomView,
  "incidentId" | "acknowledgedAt" | "acknowledgedBy" | "mute" | "runbook" | "next"
>;

/** Symptoms as drawn: each with the order of failure of the chain it belongs to. */
export function toSymptomViews(
  symptoms: readonly Symptom[],
  contextOf: (symptom: Symptom) => SymptomContext,
): readonly SymptomView[] {
  const chains = [...Map.groupBy(symptoms, (symptom) => symptom.hostId).values()].flatMap(chainsOf);
  const chainById = new Map(
    chains.flatMap((chain) => chain.map(({ symptom }) => [symptom.id, chain] as const)),
  );
  return symptoms.map((symptom) => ({
    ...symptom,
    chain: (chainById.get(symptom.id) ?? []).map(toStep),
    ...contextOf(symptom),
  }));
}

const toStep = ({ number, symptom }: ChainLink): SymptomView["chain"][number] => ({
  number,
  at: runSinceAt(symptom),
  part: symptom.part,
  text: symptom.subject === "" ? symptom.title : `${symptom.title}: ${symptom.subject}`,
});
