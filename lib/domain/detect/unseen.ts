import type { Symptom } from "../symptom.ts";
import { type EpochMs, MINUTE_MS } from "../time.ts";

const MAX_STRETCHES = 5;
// A restart takes seconds, and its timeline entry says what was read again; this is for what nobody can read again.
const SHORTEST_MS = MINUTE_MS;

/** From now on nobody looks: what becomes of it is not known, and not made up later. */
export function lookAway(symptom: Symptom, at: EpochMs): Symptom {
  const stretches = symptom.unseen ?? [];
  if (stretches.at(-1) !== undefined && stretches.at(-1)?.toAt === undefined) return symptom;
  return { ...symptom, unseen: [...stretches, { fromAt: at }].slice(-MAX_STRETCHES) };
}

/** A reading says again what it is: the same symptom goes on, with its start and with the stretch nobody saw. */
export function lookAgain(symptom: Symptom, readAt: EpochMs): Symptom {
  const { unseen = [], ...rest } = symptom;
  const last = unseen.at(-1);
  if (last === undefined || last.toAt !== undefined || readAt <= last.fromAt) return symptom;
  const before = unseen.slice(0, -1);
  const stretches =
    readAt - last.fromAt < SHORTEST_MS ? before : [...before, { fromAt: last.fromAt, toAt: readAt }];
  return stretches.length === 0 ? rest : { ...rest, unseen: stretches };
}

/** "09:30:00 to 09:52:10, 11:05:00 to now" by the clock that is given; undefined where it was looked at all the time. */
export function unseenText(
  { unseen = [] }: Pick<Symptom, "unseen">,
  clock: (at: EpochMs) => string,
): string | undefined {
  if (unseen.length === 0) return undefined;
  return unseen
    .map(({ fromAt, toAt }) => `${clock(fromAt)} to ${toAt === undefined ? "now" : clock(toAt)}`)
    .join(", ");
}
