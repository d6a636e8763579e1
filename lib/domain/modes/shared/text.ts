import type { Evidence } from "../../symptom.ts";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../time.ts";

const MAX_TEXT_CHARS = 2_048;
// What a row has room for, by the design's writing rules.
export const MAX_READING_CHARS = 60;

export const clipped = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;

/** Evidence within its bounds: machine text unchanged but for its length. */
export function toEvidence(at: EpochMs, source: string, text: string, reading?: string): Evidence {
  return {
    at,
    source,
    text: clipped(text, MAX_TEXT_CHARS),
    ...(reading !== undefined && { reading: clipped(reading, MAX_READING_CHARS) }),
  };
}

/** "0.3 ms", "412 ms", "5 s", "2m 05s", "1h 12m", "3 d": a length of time as people read it. */
export function durationText(ms: number): string {
  if (ms < 10) return `${Math.round(ms * 10) / 10} ms`;
  if (ms < SECOND_MS) return `${Math.round(ms)} ms`;
  if (ms < MINUTE_MS) return `${Math.round(ms / SECOND_MS)} s`;
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)}m ${two(Math.floor((ms % MINUTE_MS) / SECOND_MS))}s`;
  if (ms < 2 * DAY_MS) return `${Math.floor(ms / HOUR_MS)}h ${two(Math.floor((ms % HOUR_MS) / MINUTE_MS))}m`;
  return `${Math.floor(ms / DAY_MS)} d`;
}

/** A length that grows, in steps: what is shown of it does not change with every reading. */
export function roughly(ms: number): string {
  const stepMs = ms < MINUTE_MS ? 10 * SECOND_MS : MINUTE_MS;
  return durationText(Math.max(1, Math.floor(ms / stepMs)) * stepMs);
}

const two = (value: number): string => String(value).padStart(2, "0");

/** Powers of ten, as Docker prints them: "9.2 GB". */
export function bytesText(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB", "PB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** A ratio as a whole percentage, never rounded to a full or an empty that it is not. */
export function percentText(ratio: number): string {
  const percent = Math.round(ratio * 100);
  if (percent === 100 && ratio < 1) return "99 %";
  if (percent === 0 && ratio > 0) return "1 %";
  return `${percent} %`;
}

/** "1 container", "3 containers" */
/** What a call that was given up heard, and how long it was waited for. */
export const silenceText = (waitedMs: number): string => `no answer in ${Math.round(waitedMs / 1000)} s`;

export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : plural}`;

/** "a", "a and b", "a, b and 4 more" */
export function named(names: readonly string[], limit = 3): string {
  if (names.length <= 1) return names[0] ?? "";
  if (names.length <= limit) return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  return `${names.slice(0, limit - 1).join(", ")} and ${names.length - limit + 1} more`;
}
