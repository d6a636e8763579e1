import { PART_NAMES } from "../anatomy.ts";
import type { Symptom } from "../symptom.ts";
import type { Block } from "./content.ts";
import { utc } from "./plain.ts";

/** By when each began. */
export const inOrderOfFailure = (symptoms: readonly Symptom[]): readonly Symptom[] =>
  symptoms.toSorted((a, b) => a.sinceAt - b.sinceAt || a.seenAt - b.seenAt);

const WEIGHT: readonly Symptom["severity"][] = ["page", "ticket", "notice"];

/** What is behind the others: of those that nothing explains the heaviest, then the first. Over or not does not matter. */
export const firstCause = (symptoms: readonly Symptom[]): Symptom | undefined =>
  inOrderOfFailure(symptoms).toSorted(
    (a, b) =>
      Number(a.absorbedBy !== undefined) - Number(b.absorbedBy !== undefined) ||
      WEIGHT.indexOf(a.severity) - WEIGHT.indexOf(b.severity),
  )[0];

/** What failed first, what followed, and what each is explained by; nothing without symptoms. */
export function causeChain(symptoms: readonly Symptom[]): readonly Block[] {
  if (symptoms.length === 0) return [];
  const ordered = inOrderOfFailure(symptoms);
  const numberOf = (id: string | undefined): string => {
    const at = ordered.findIndex((symptom) => symptom.id === id);
    return at < 0 ? "" : `${at + 1}`;
  };
  return [
    {
      kind: "table",
      head: ["#", "Since (UTC)", "What", "Host", "Part", "Follows from"],
      rows: ordered.map((symptom, index) => [
        String(index + 1),
        utc(symptom.sinceAt),
        symptom.subject === "" ? symptom.title : `${symptom.title}: ${symptom.subject}`,
        symptom.hostId,
        PART_NAMES[symptom.part],
        numberOf(symptom.absorbedBy),
      ]),
    },
  ];
}
