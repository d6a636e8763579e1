import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "#lib/domain/time.ts";

/*
 * Times and sizes in words. Everything takes its moment as a value and speaks UTC, so the server and the
 * browser write the same text.
 */

const two = (value: number): string => String(value).padStart(2, "0");

/**
 * How long something has lasted: "16s", "15m 16s", "1h 12m", "2 d". `isCoarse` leaves the seconds out from ten
 * minutes on, for things that can wait for daylight. Never negative: clocks of two machines may differ.
 */
export function formatAge(ms: number, isCoarse = false): string {
  const age = Math.max(0, ms);
  if (age < MINUTE_MS) return `${Math.floor(age / SECOND_MS)}s`;
  const minutes = Math.floor(age / MINUTE_MS);
  if (age < HOUR_MS) {
    if (isCoarse && minutes >= 10) return `${minutes}m`;
    return `${minutes}m ${two(Math.floor(age / SECOND_MS) % 60)}s`;
  }
  if (age < 2 * DAY_MS) return `${Math.floor(age / HOUR_MS)}h ${two(minutes % 60)}m`;
  return `${Math.floor(age / DAY_MS)} d`;
}

/** "2 s ago", "15m 16s ago"; below a second it is "now". */
export function formatAgo(ms: number): string {
  const age = Math.max(0, ms);
  if (age < SECOND_MS) return "now";
  if (age < MINUTE_MS) return `${Math.floor(age / SECOND_MS)} s ago`;
  return `${formatAge(age)} ago`;
}

/** A running timer: "16:24", from an hour on "1:02:16". */
export function formatTimer(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / SECOND_MS);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = two(seconds % 60);
  return hours === 0 ? `${two(minutes)}:${rest}` : `${hours}:${two(minutes)}:${rest}`;
}

/** A finished length of time, for readers outside: "28 min 36 s", "1 h 02 min". */
export function formatDuration(ms: number): string {
  const seconds = Math.round(Math.max(0, ms) / SECOND_MS);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${two(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
}

/** Time of day in UTC: "03:08:52"; `isPrecise` adds milliseconds, for logs. */
export function formatClock(at: EpochMs, isPrecise = false): string {
  if (!Number.isFinite(at) || Math.abs(at) > 8.64e15) return "unknown";
  return new Date(at).toISOString().slice(11, isPrecise ? 23 : 19);
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "16 Nov"; with a year when it is not the year of `now`. */
export function formatDay(at: EpochMs, now: EpochMs): string {
  const day = new Date(at);
  const text = `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()] ?? ""}`;
  return day.getUTCFullYear() === new Date(now).getUTCFullYear() ? text : `${text} ${day.getUTCFullYear()}`;
}

/** The clock while it is of the last day, else the date: a time alone would be read as today's. */
export function formatMoment(at: EpochMs, now: EpochMs): string {
  return now - at < DAY_MS ? formatClock(at) : `${formatDay(at, now)} ${formatClock(at).slice(0, 5)}`;
}

const SIZES = ["B", "kB", "MB", "GB", "TB", "PB"];

/** Powers of ten as Docker prints them: "184 GB", "9.2 GB". */
export function formatBytes(bytes: number): string {
  let value = Math.max(0, bytes);
  let step = 0;
  // 999.5 would round to "1000 kB".
  while (value >= 999.5 && step < SIZES.length - 1) {
    value /= 1000;
    step += 1;
  }
  const digits = step === 0 || value >= 99.95 ? 0 : 1;
  return `${value.toFixed(digits).replace(/\.0$/, "")} ${SIZES[step] ?? ""}`;
}

/** "18,402": groups of three, so that a long number can be read aloud. */
export const formatCount = (value: number): string => Math.round(value).toLocaleString("en-US");

/** "1 page", "2 pages". */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

/** "fra1", "fra1 and ams3", "fra1, ams3 and 3 more". */
export function listed(names: readonly string[], limit = 3): string {
  if (names.length <= 1) return names[0] ?? "";
  const shown = names.slice(0, limit);
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(", ")} and ${formatCount(rest)} more`;
  return `${shown.slice(0, -1).join(", ")} and ${shown.at(-1) ?? ""}`;
}

/** "Mira Okafor" is "MO", "root" is "RO". */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const letters =
    words.length > 1
      ? words.map((word) => [...word][0] ?? "").join("")
      : [...(words[0] ?? "?")].slice(0, 2).join("");
  return [...letters].slice(0, 2).join("").toUpperCase();
}
