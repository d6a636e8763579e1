import type { Block } from "./content.ts";
import type { Day, FollowUp } from "./document.ts";

/* "2027-01-21" sorts as it reads; a day is over when the next one has begun in UTC. */

const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** A day that the calendar has. */
export const isDay = (text: string): text is Day =>
  DAY.test(text) && new Date(`${text}T00:00:00Z`).toISOString().slice(0, 10) === text;

export const dayOf = (at: number): Day => new Date(at).toISOString().slice(0, 10);

const DAY_MS = 86_400_000;

/** Whole days from one to the other; negative when `to` came first. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

export const isOverdue = ({ dueOn, doneAt }: FollowUp, today: Day): boolean =>
  doneAt === undefined && dueOn !== undefined && dueOn < today;

/** Overdue first, the longest first; then by the day they are due; those without a day last; what is done at the end. */
export const inOrderOfUrgency = <One extends FollowUp>(followUps: readonly One[]): readonly One[] =>
  followUps.toSorted(
    (a, b) =>
      Number(a.doneAt !== undefined) - Number(b.doneAt !== undefined) ||
      (b.doneAt ?? 0) - (a.doneAt ?? 0) ||
      (a.dueOn ?? "9").localeCompare(b.dueOn ?? "9") ||
      a.createdAt - b.createdAt,
  );

const stateOf = ({ doneAt }: FollowUp): string => (doneAt === undefined ? "open" : `done ${dayOf(doneAt)}`);

/** As a postmortem shows them; nothing without any. */
export const followUpTable = (followUps: readonly FollowUp[]): readonly Block[] =>
  followUps.length === 0
    ? []
    : [
        {
          kind: "table",
          head: ["Action", "Kind", "Owner", "Due", "State"],
          rows: followUps.map((followUp) => [
            followUp.text,
            followUp.kind,
            followUp.owner?.name ?? "nobody yet",
            followUp.dueOn ?? "no date",
            stateOf(followUp),
          ]),
        },
      ];
