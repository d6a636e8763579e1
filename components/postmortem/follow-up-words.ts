import type { Day, FollowUp } from "#lib/domain/postmortem/document.ts";
import { dayOf, daysBetween } from "#lib/domain/postmortem/follow-ups.ts";
import type { EpochMs } from "#lib/domain/time.ts";
import { formatDay } from "../ui/format.ts";

/** Midnight of it, as screens write days. */
export const startOf = (day: Day): EpochMs => Date.parse(`${day}T00:00:00Z`);

/** "25 Nov", with the year where it is not this one. */
export const dayWords = (day: Day, today: Day): string => formatDay(startOf(day), startOf(today));

/** "37 d overdue", "due today", "in 7 d" */
export function distanceWords(day: Day, today: Day): string {
  const days = daysBetween(today, day);
  if (days < 0) return `${-days} d overdue`;
  return days === 0 ? "due today" : `in ${days} d`;
}

/** When an action is due, or was done, and how that lies to today. */
export function dueWords(followUp: FollowUp, today: Day): { readonly day: string; readonly note: string } {
  const { createdAt, doneAt, dueOn } = followUp;
  if (doneAt !== undefined) {
    const doneOn = dayOf(doneAt);
    return { day: dayWords(doneOn, today), note: dueOn === undefined ? "done" : punctuality(doneOn, dueOn) };
  }
  if (dueOn !== undefined) return { day: dayWords(dueOn, today), note: distanceWords(dueOn, today) };
  const createdOn = dayOf(createdAt);
  return {
    day: "no date",
    note: createdOn === today ? "since today" : `since ${dayWords(createdOn, today)}`,
  };
}

/** "3 d early", "on its day", "2 d late" */
function punctuality(doneOn: Day, dueOn: Day): string {
  const days = daysBetween(doneOn, dueOn);
  if (days === 0) return "on its day";
  return days > 0 ? `${days} d early` : `${-days} d late`;
}
