import { passedAgainAt } from "#lib/domain/incidents/milestone-words.ts";
import type { EpochMs } from "#lib/domain/time.ts";
import type { IncidentDetail } from "#lib/protocol/incident-views.ts";
import { parseMoment } from "./parse-moment.ts";

/** When it was over, as a person says who marks it: as they press, as the readings had it, or otherwise. */
export type EndAnswer =
  | { readonly kind: "now" }
  | { readonly kind: "readings" }
  | { readonly kind: "other"; readonly text: string };

type Told = Pick<IncidentDetail, "symptoms">;

/** When its checks passed again, for good as far as is known. */
export const readingsEndedAt = ({ symptoms }: Told): EpochMs | undefined => passedAgainAt(symptoms);

/** What the readings say is nearer to the truth than when somebody got to the key. */
export const firstEnd = (incident: Told): EndAnswer => ({
  kind: readingsEndedAt(incident) === undefined ? "now" : "readings",
});

/** The time to send, undefined for now; not ready while what is typed is no moment of the past. */
export function endedAt(
  answer: EndAnswer,
  incident: Told,
  now: EpochMs,
): { readonly isReady: boolean; readonly at?: EpochMs } {
  if (answer.kind === "now") return { isReady: true };
  if (answer.kind === "readings") {
    const at = readingsEndedAt(incident);
    // What failed again while the dialog was open has no such time any more. `now` is a second's beginning, and may be before it.
    return at === undefined ? { isReady: false } : { isReady: true, at };
  }
  const at = parseMoment(answer.text, now);
  return at === undefined || at > now ? { isReady: false } : { isReady: true, at };
}
