import { isThere, type Symptom } from "#lib/domain/symptom.ts";
import type { EpochMs } from "#lib/domain/time.ts";

type Timed = Pick<Symptom, "state" | "recoveringAt" | "clearedAt" | "lastSeenAt">;

/** When a symptom ended, as far as readings tell: its first passing reading. Undefined while it goes on. */
export function untilOf(symptom: Partial<Timed> & Pick<Timed, "state">): EpochMs | undefined {
  if (isThere(symptom)) return undefined;
  return symptom.recoveringAt ?? symptom.clearedAt ?? symptom.lastSeenAt;
}

/** The present tense of what detectors write, and its past. What follows "did not" stays. */
const VERBS: readonly (readonly [RegExp, string])[] = [
  [/\bcannot\b/g, "could not"],
  [/\bcan\b/g, "could"],
  [/\b(?:do|does) not\b/g, "did not"],
  [/\bis\b/g, "was"],
  [/\bare\b/g, "were"],
  [/\b(?:has|have)\b/g, "had"],
  [/(?<!did not |could not )\bruns?\b/g, "ran"],
  [/(?<!did not |could not )\bwaits?\b/g, "waited"],
  [/(?<!did not |could not )\bfails?\b/g, "failed"],
  [/\banswers\b/g, "answered"],
  [/\baccepts\b/g, "accepted"],
  [/\bcomes\b/g, "came"],
  [/\btakes\b/g, "took"],
  [/\bhangs\b/g, "hung"],
  [/\bfills\b/g, "filled"],
  [/\bend now may be\b/g, "ended then may be"],
  [/\bholds\b/g, "held"],
  [/\bkeeps\b/g, "kept"],
  [/\blets\b/g, "let"],
  [/\bnotices\b/g, "noticed"],
  [/\bpasses\b/g, "passed"],
  [/\breads\b/g, "read"],
  [/\bstands?\b/g, "stood"],
  [/^Nothing yet; .*$/g, "Nothing"],
];

/** A sentence of a detector about something that is over. Names after a colon stay as they are. */
export function inPast(text: string): string {
  const colon = text.indexOf(" on: ");
  const [told, names] = colon < 0 ? [text, ""] : [text.slice(0, colon + 4), text.slice(colon + 4)];
  return VERBS.reduce((past, [verb, word]) => past.replace(verb, word), told) + names;
}
