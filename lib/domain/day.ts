import type { EpochMs } from "./time.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "16 Nov"; with a year when it is not the year of `now`. */
export function formatDay(at: EpochMs, now: EpochMs): string {
  const day = new Date(at);
  const text = `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()] ?? ""}`;
  return day.getUTCFullYear() === new Date(now).getUTCFullYear() ? text : `${text} ${day.getUTCFullYear()}`;
}

/** "Nov" */
export const formatMonth = (at: EpochMs): string => MONTHS[new Date(at).getUTCMonth()] ?? "";
