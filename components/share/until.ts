import { SHARE_LONGEST_MS, SHARE_SHORTEST_MS } from "#lib/domain/incidents/share-limits.ts";
import { DAY_MS, type EpochMs } from "#lib/domain/time.ts";
import { parseMoment } from "../incident/parse-moment.ts";
import { formatDay } from "../ui/format.ts";

export type Until =
  | { readonly kind: "at"; readonly at: EpochMs }
  | { readonly kind: "problem"; readonly text: string };

const AHEAD = /^\+\s*(\d{1,5}\s*[mhd])$/;
const CLOCK = /^\d{1,2}:\d{2}$/;

/** A moment to come, as people type it: "2026-11-25 18:00", "18:00" (the next one), "+36h". UTC. */
function momentAhead(text: string, now: EpochMs): EpochMs | undefined {
  const ahead = AHEAD.exec(text)?.[1];
  if (ahead !== undefined) return now + (now - (parseMoment(`-${ahead}`, now) ?? now));
  const at = parseMoment(text, now);
  return at !== undefined && CLOCK.test(text) ? at + DAY_MS : at;
}

/** When a link is to close by itself, or why it cannot be then. */
export function untilOf(typed: string, now: EpochMs): Until {
  const text = typed.trim();
  const at = text.startsWith("-") ? undefined : momentAhead(text, now);
  if (at === undefined)
    return { kind: "problem", text: "A day and a time in UTC: 2026-11-25 18:00, 18:00 or +36h." };
  if (at < now + SHARE_SHORTEST_MS)
    return { kind: "problem", text: "That is over already. A link is open for a minute at least." };
  const last = now + SHARE_LONGEST_MS;
  if (at > last)
    return { kind: "problem", text: `A link is open for 90 days at most: until ${momentWords(last, now)}.` };
  return { kind: "at", at };
}

/** "25 Nov, 03:24 UTC" */
export const momentWords = (at: EpochMs, now: EpochMs): string =>
  `${formatDay(at, now)}, ${new Date(at).toISOString().slice(11, 16)} UTC`;

/** As it is typed: "2026-11-25 03:24". */
export const asTyped = (at: EpochMs): string => new Date(at).toISOString().slice(0, 16).replace("T", " ");
