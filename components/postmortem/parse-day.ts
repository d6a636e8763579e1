import type { Day } from "#lib/domain/postmortem/document.ts";
import { dayOf, isDay } from "#lib/domain/postmortem/follow-ups.ts";
import { DAY_MS } from "#lib/domain/time.ts";
import { startOf } from "./follow-up-words.ts";

const RELATIVE = /^(?:in\s+|\+\s*)(\d{1,3})\s*(d|days?|w|weeks?)?$/;
const NAMED = /^(?:(\d{1,2})\.?\s+([a-z]+)|([a-z]+)\s+(\d{1,2}))(?:,?\s+(\d{4}))?$/;
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(?:(\d{4}))?$/;
const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/**
 * A day as people type it: "2026-12-15", "15 Dec", "Dec 15 2027", "15.12.", "+7", "in 2 weeks", "tomorrow", "friday". Without a
 * year it is the next one to come. Undefined when the calendar has no such day.
 */
export function parseDay(input: string, today: Day): Day | undefined {
  const text = input.trim().toLowerCase();
  if (isDay(text)) return text;
  if (text === "today") return today;
  if (text === "tomorrow") return later(today, 1);
  const weekday = indexOf(WEEKDAYS, text);
  if (weekday >= 0) return later(today, ((weekday - new Date(startOf(today)).getUTCDay() + 6) % 7) + 1);
  const relative = RELATIVE.exec(text);
  if (relative) return later(today, Number(relative[1]) * (relative[2]?.startsWith("w") ? 7 : 1));
  const named = NAMED.exec(text);
  if (named) {
    const month = indexOf(MONTHS, named[2] ?? named[3] ?? "") + 1;
    return ofCalendar(named[5], month, named[1] ?? named[4], today);
  }
  const dotted = DOTTED.exec(text);
  return dotted ? ofCalendar(dotted[3], Number(dotted[2]), dotted[1], today) : undefined;
}

const later = (day: Day, days: number): Day => dayOf(startOf(day) + days * DAY_MS);

/** Of a name, or of its first three letters or more. */
const indexOf = (names: readonly string[], text: string): number =>
  text.length < 3 ? -1 : names.findIndex((name) => name.startsWith(text));

function ofCalendar(
  year: string | undefined,
  month: number,
  date: string | undefined,
  today: Day,
): Day | undefined {
  const inYear = (number: number) =>
    `${number}-${String(month).padStart(2, "0")}-${(date ?? "").padStart(2, "0")}`;
  const thisYear = Number(today.slice(0, 4));
  // 29 February may be four years away, or eight.
  const years =
    year === undefined ? Array.from({ length: 9 }, (_, ahead) => thisYear + ahead) : [Number(year)];
  return years.map(inYear).find((day) => isDay(day) && (year !== undefined || day >= today));
}
