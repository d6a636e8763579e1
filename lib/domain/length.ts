import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "./time.ts";

/*
 * How long something lasted. One rule for all screens, the shared page and the export: two moments are as far apart
 * as the clocks beside them say, in whole seconds, so that a reader who subtracts finds the same figure, and
 * stretches that follow one another add up.
 */

const wholeSecond = (at: EpochMs): EpochMs => Math.floor(at / SECOND_MS) * SECOND_MS;

/** Milliseconds between two moments as their clocks show them: a multiple of 1,000; negative when `to` came first. */
export const lengthBetween = (from: EpochMs, to: EpochMs): number => wholeSecond(to) - wholeSecond(from);

const two = (value: number): string => String(value).padStart(2, "0");

function unitsOf(ms: number) {
  const seconds = Math.floor(Math.max(0, ms) / SECOND_MS);
  return { hours: Math.floor(seconds / 3600), minutes: Math.floor(seconds / 60) % 60, seconds: seconds % 60 };
}

/**
 * An age: "16s", "15m 16s", "1h 12m", "2 d". `isCoarse` leaves the seconds out from ten minutes on, for things that
 * can wait for daylight. Never negative: clocks of two machines may differ.
 */
export function formatAge(ms: number, isCoarse = false): string {
  const { hours, minutes, seconds } = unitsOf(ms);
  if (ms < MINUTE_MS) return `${seconds}s`;
  if (ms < HOUR_MS) return isCoarse && minutes >= 10 ? `${minutes}m` : `${minutes}m ${two(seconds)}s`;
  return ms < 2 * DAY_MS ? `${hours}h ${two(minutes)}m` : `${Math.floor(ms / DAY_MS)} d`;
}

/** A timer, running or stopped: "0:02", "16:24", from an hour on "1:02:16". */
export function formatTimer(ms: number): string {
  const { hours, minutes, seconds } = unitsOf(ms);
  return hours === 0 ? `${minutes}:${two(seconds)}` : `${hours}:${two(minutes)}:${two(seconds)}`;
}

/** A length in a sentence: "41 s", "28 min 36 s", "1 h 02 min"; what is shorter than a second says so. */
export function formatDuration(ms: number): string {
  const { hours, minutes, seconds } = unitsOf(ms);
  if (ms > 0 && ms < SECOND_MS) return "less than 1 s";
  if (hours > 0) return `${hours} h ${two(minutes)} min`;
  return minutes > 0 ? `${minutes} min ${two(seconds)} s` : `${seconds} s`;
}
