import { MINUTE_MS } from "#lib/domain/time.ts";

/** "22", "21.5", "0.4": minutes as the charts write them. */
export const minutesText = (ms: number): string => String(Math.round((ms / MINUTE_MS) * 10) / 10);

const STEPS = [1, 2, 5, 10, 20, 30, 60, 120, 240, 480, 720, 1_440];

/** Lines of a scale in minutes from 0 to above `longestMs`: six at most. */
export function minuteScale(longestMs: number): readonly number[] {
  const longest = Math.max(1, longestMs / MINUTE_MS);
  const step = STEPS.find((each) => longest / each <= 4) ?? Math.ceil(longest / 4 / 1_440) * 1_440;
  return Array.from({ length: Math.floor(longest / step + 1e-9) + 2 }, (_each, index) => index * step);
}
