import { SHARE_LONGEST_MS, SHARE_SHORTEST_MS } from "#lib/domain/incidents/share-limits.ts";
import { dayOf } from "#lib/domain/postmortem/follow-ups.ts";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "#lib/domain/time.ts";
import { parseMoment } from "../incident/parse-moment.ts";
import { startOf } from "../postmortem/follow-up-words.ts";
import { parseDay } from "../postmortem/parse-day.ts";
import { formatDay } from "../ui/format.ts";

export type Until =
  | { readonly kind: "at"; readonly at: EpochMs }
  | { readonly kind: "problem"; readonly text: string };

const AHEAD = /^\+\s*(\d{1,5}\s*[smhd])$/;
const CLOCK = /^\d{1,2}:\d{2}$/;
const DAY_AND_CLOCK = /^(.+?),?\s+(?:at\s+)?(\d{1,2}):(\d{2})$/;

/**
 * A moment to come, as people type it: "2026-11-25 18:00", "25 Nov 18:00", "tomorrow 9:00", "18:00" (the next one), "+36h",
 * or a day alone, which is open until it ends. UTC.
 */
function momentAhead(typed: string, now: EpochMs): EpochMs | undefined {
  const text = typed.replace(/\s*utc$/i, "");
  const ahead = AHEAD.exec(text)?.[1];
  if (ahead !== undefined) return now + (now - (parseMoment(`-${ahead}`, now) ?? now));
  const at = parseMoment(text, now);
  if (at !== undefined) return CLOCK.test(text) ? at + DAY_MS : at;
  const today = dayOf(now);
  const [, before = "", hours = "", minutes = ""] = DAY_AND_CLOCK.exec(text) ?? [];
  if (before === "") {
    const day = parseDay(text, today);
    return day === undefined ? undefined : startOf(day) + DAY_MS - MINUTE_MS;
  }
  const day = parseDay(before, today);
  if (day === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return startOf(day) + Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS;
}

const HINT = "A day, a time or both, in UTC: 2026-11-25 18:00, 25 Nov, tomorrow 9:00, 18:00 or +36h.";

/** When a link is to close by itself, or why it cannot be then. */
export function untilOf(typed: string, now: EpochMs): Until {
  const text = typed.trim();
  const at = text.startsWith("-") ? undefined : momentAhead(text, now);
  if (at === undefined) return { kind: "problem", text: HINT };
  if (at < now + SHARE_SHORTEST_MS) {
    const over = at <= now ? "That is over already. " : "";
    return { kind: "problem", text: `${over}A link is open for a minute at least.` };
  }
  const last = now + SHARE_LONGEST_MS;
  if (at > last)
    return { kind: "problem", text: `A link is open for 90 days at most: until ${momentWords(last, now)}.` };
  return { kind: "at", at };
}

/** "25 Nov, 03:24 UTC" */
export const momentWords = (at: EpochMs, now: EpochMs): string =>
  `${formatDay(at, now)}, ${new Date(at).toISOString().slice(11, 16)} UTC`;
