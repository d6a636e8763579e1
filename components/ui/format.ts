import { formatDay } from "#lib/domain/day.ts";
import { formatAge, formatDuration, formatTimer } from "#lib/domain/length.ts";
import { DAY_MS, type EpochMs, MINUTE_MS, SECOND_MS } from "#lib/domain/time.ts";

export { formatAge, formatDay, formatDuration, formatTimer };

/*
 * Times and sizes in words. Everything takes its moment as a value and speaks UTC, so the server and the
 * browser write the same text.
 */

/** "2 s ago", "15m 16s ago"; below a second it is "now". */
export function formatAgo(ms: number): string {
  const age = Math.max(0, ms);
  if (age < SECOND_MS) return "now";
  if (age < MINUTE_MS) return `${Math.floor(age / SECOND_MS)} s ago`;
  return `${formatAge(age)} ago`;
}

/** Time of day in UTC: "03:08:52"; `isPrecise` adds milliseconds, for logs. */
export function formatClock(at: EpochMs, isPrecise = false): string {
  if (!Number.isFinite(at) || Math.abs(at) > 8.64e15) return "unknown";
  return new Date(at).toISOString().slice(11, isPrecise ? 23 : 19);
}

/** The clock while it is half a day old at most, else with the date: a time alone would be read as today's. */
export function formatMoment(at: EpochMs, now: EpochMs): string {
  return now - at < DAY_MS / 2 ? formatClock(at) : `${formatDay(at, now)} ${formatClock(at).slice(0, 5)}`;
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
export const formatCount = (value: number): string => {
  const count = Math.round(value);
  return Math.abs(count) < 1_000 ? `${count}` : COUNT.format(count);
};

/** Made once: a screen writes hundreds of counts each time it is drawn. */
const COUNT = new Intl.NumberFormat("en-US");

/** "Docker 26.1.5", "podman 5.4.2". */
export const engineText = (host: { readonly engineName?: string; readonly engineVersion?: string }): string =>
  `${host.engineName ?? "Docker"} ${host.engineVersion ?? "of unknown version"}`;

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
