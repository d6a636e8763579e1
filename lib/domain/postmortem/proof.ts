import { type Evidence, isThere, type Symptom } from "../symptom.ts";
import type { TimelineEntry } from "../timeline.ts";

/* A symptom keeps the newest reading of each source, so recovery overwrites what proved the fault; entries keep it. */

/** The symptom as the entries told it while it failed, by the reading they tell of. */
function failing(symptom: Symptom, entries: readonly TimelineEntry[]): readonly Symptom[] {
  const told = entries.flatMap(({ body }) => {
    if (body.kind !== "symptom.changed" && body.kind !== "symptom.attached") return [];
    const { id, isUnknown } = body.symptom;
    return id === symptom.id && isThere(body.symptom) && !isUnknown ? [body.symptom] : [];
  });
  return told.toSorted((a, b) => a.lastSeenAt - b.lastSeenAt);
}

/** Of a symptom that is over, a reading made after the last that failed proves nothing of the fault. */
export const isAfter = (symptom: Symptom, { at, isPreceding }: Evidence): boolean =>
  !isThere(symptom) && isPreceding !== true && at > symptom.lastSeenAt;

/** What proved it first; undefined where only a person did. */
export function firstProof(symptom: Symptom, entries: readonly TimelineEntry[]): Evidence | undefined {
  const [first] = failing(symptom, entries);
  return (first ?? symptom).evidence.find(
    (evidence) => evidence.isPreceding !== true && !isAfter(symptom, evidence),
  );
}

/** Evidence of the fault, also what a later reading took the place of; and what was read when it was over. */
export function evidenceOf(
  symptom: Symptom,
  entries: readonly TimelineEntry[],
): { readonly proof: readonly Evidence[]; readonly after: readonly Evidence[] } {
  const after = symptom.evidence.filter((evidence) => isAfter(symptom, evidence));
  const own = symptom.evidence.filter((evidence) => !isAfter(symptom, evidence));
  if (after.length === 0) return { proof: own, after };
  const known = new Set(own.map(({ source }) => source));
  const lost = new Map<string, Evidence>();
  for (const told of failing(symptom, entries))
    for (const evidence of told.evidence)
      if (!known.has(evidence.source)) lost.set(evidence.source, evidence);
  const again = new Set([...lost.values()].map(wordsOf));
  return { proof: [...lost.values(), ...own], after: after.filter((item) => !again.has(wordsOf(item))) };
}

const wordsOf = ({ source, text }: Evidence): string => `${source} ${text}`;
