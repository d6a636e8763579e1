import { formatDuration } from "../length.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../time.ts";

const NUMBERS = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];

/** "seven", "13": as a sentence writes a number. */
export const inWords = (count: number): string => NUMBERS[count] ?? String(count);

export const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** "a", "a and b", "a, b and 3 more". */
export function listedWords(names: readonly string[], limit = 2): string {
  const shown = names.slice(0, names.length <= limit + 1 ? names.length : limit);
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(", ")} and ${rest} more`;
  return shown.length < 2 ? (shown[0] ?? "") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}

/** "48 s", "14 min", "12 h 50 min", "15 d 2 h": of figures that are no more exact than that. */
export function lengthText(ms: number): string {
  if (ms < MINUTE_MS) return formatDuration(ms);
  if (ms < HOUR_MS) return `${Math.round(ms / MINUTE_MS)} min`;
  if (ms < 2 * DAY_MS) return formatDuration(ms).replace(/ 00 min$/, "");
  const hours = Math.floor((ms % DAY_MS) / HOUR_MS);
  return `${Math.floor(ms / DAY_MS)} d${hours === 0 ? "" : ` ${hours} h`}`;
}

/** "22 minutes", "1 minute", "less than a minute". */
export function minutesInWords(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS);
  if (minutes === 0) return "less than a minute";
  return `${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
}
