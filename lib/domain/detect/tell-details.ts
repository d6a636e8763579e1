import type { Symptom } from "../symptom.ts";
import type { EpochMs } from "../time.ts";
import type { Advanced, Track } from "./track.ts";

// Counts in evidence move with every reading; a screen and a database need them less often.
const TELL_DETAILS_EVERY_MS = 10_000;
// Right after it was seen the other sources follow within seconds, and people read it just then.
const TELL_FIRST_DETAILS_EVERY_MS = 2_000;
const FIRST_DETAILS_MS = 15_000;

/** Severity and what it is called at once, wording and counts now and then. */
export function tellDetails(track: Track, before: Symptom, now: EpochMs): Advanced {
  const { symptom } = track;
  const isUrgent =
    symptom.severity !== before.severity ||
    symptom.variant !== before.variant ||
    symptom.part !== before.part ||
    symptom.title !== before.title;
  const isYoung = now - symptom.seenAt < FIRST_DETAILS_MS;
  const isTime = now - track.toldAt >= (isYoung ? TELL_FIRST_DETAILS_EVERY_MS : TELL_DETAILS_EVERY_MS);
  const isDue = isTime && detailsOf(symptom) !== detailsOf(before);
  if (!isUrgent && !isDue) {
    // Not told yet, so the difference must still show when it is time.
    const held = isTime ? symptom : heldBack(symptom, before);
    return { track: { ...track, symptom: held }, changes: [] };
  }
  return { track: { ...track, toldAt: now }, changes: [{ kind: "updated", at: now, symptom }] };
}

const heldBack = (symptom: Symptom, before: Symptom): Symptom => ({
  ...symptom,
  summary: before.summary,
  evidence: before.evidence,
  blast: before.blast,
  facts: before.facts,
});

const detailsOf = ({ summary, evidence, blast, facts, unseen }: Symptom): string =>
  JSON.stringify([
    summary,
    blast,
    facts,
    unseen,
    evidence.map(({ source, text, reading }) => [source, text, reading]),
  ]);
