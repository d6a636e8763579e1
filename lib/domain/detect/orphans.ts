import { identityKey, isModeId, type Symptom, type SymptomChange } from "../symptom.ts";
import type { EpochMs } from "../time.ts";

export interface Claimed {
  /** One of each identity: what detection goes on with. */
  readonly owned: readonly Symptom[];
  /** The others, closed. */
  readonly closed: readonly SymptomChange[];
}

/**
 * Stored rows that had not cleared, oldest first, at a start of Foghorn. Detection has one place for each identity: of two
 * rows of the same the newer goes on. A row that it has no place for would stand open for ever, so it is closed, as
 * something nobody saw end.
 */
export function claimOpen(open: readonly Symptom[], now: EpochMs): Claimed {
  const newest = new Map(open.map((symptom) => [identityKey(symptom), symptom]));
  const owned: Symptom[] = [];
  const closed: SymptomChange[] = [];
  for (const symptom of open) {
    if (!isModeId(symptom.mode)) closed.push(close(symptom, now, "no detector knows this kind any more"));
    else if (newest.get(identityKey(symptom)) !== symptom)
      closed.push(close(symptom, now, "a newer row of the same goes on"));
    else owned.push(symptom);
  }
  return { owned, closed };
}

const close = (symptom: Symptom, at: EpochMs, why: string): SymptomChange => ({
  kind: "cleared",
  at,
  symptom: {
    ...symptom,
    state: "cleared",
    clearedAt: at,
    isUnknown: true,
    evidence: [
      { at, source: "start of Foghorn", text: `Closed at a start of Foghorn: ${why}.`, reading: why },
      ...symptom.evidence,
    ].slice(0, 20),
  },
});
