import { DAY_MS, type EpochMs, SECOND_MS } from "../../domain/time.ts";

/** What a session tells of lies in these days around its beginning; a number outside is no time of it. */
const BEFORE_MS = 40 * DAY_MS;
const AFTER_MS = DAY_MS;

/** Epoch ms, epoch ns, RFC 3339 in UTC with any number of decimals, and systemd's words. */
const TIMES =
  /\b(?:(\d{13})|(\d{19})|(20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?Z|[A-Z][a-z]{2} (20\d\d-\d\d-\d\d) (\d\d:\d\d:\d\d) UTC)\b/g;
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;

/**
 * The text with every moment of a session that began at `recordedAt` moved by `byMs`, so that an old answer reads as
 * one of now. Fractions below a second stay as they were in the source's own precision.
 */
export function shiftTimes(text: string, recordedAt: EpochMs, byMs: number): string {
  // Whole seconds, so that a time told twice, in ms and in words, stays the same; never into the future.
  const by = Math.floor(byMs / SECOND_MS) * SECOND_MS;
  const isOfSession = (at: EpochMs): boolean => at >= recordedAt - BEFORE_MS && at <= recordedAt + AFTER_MS;
  const moved = (at: EpochMs): EpochMs | undefined => (isOfSession(at) ? at + by : undefined);
  return text.replace(
    TIMES,
    (
      all: string,
      ms?: string,
      ns?: string,
      iso?: string,
      fraction?: string,
      day?: string,
      clock?: string,
    ) => {
      if (ms !== undefined) return moved(Number(ms))?.toString() ?? all;
      if (ns !== undefined) {
        const at = moved(Number(ns.slice(0, 13)));
        return at === undefined ? all : `${at}${ns.slice(13)}`;
      }
      const at = moved(Date.parse(iso === undefined ? `${day}T${clock}Z` : `${iso}Z`));
      if (at === undefined) return all;
      const date = new Date(at);
      const [date10, time8] = [date.toISOString().slice(0, 10), date.toISOString().slice(11, 19)];
      return iso === undefined
        ? `${WEEKDAYS[date.getUTCDay()]} ${date10} ${time8} UTC`
        : `${date10}T${time8}${fraction ?? ""}Z`;
    },
  );
}
