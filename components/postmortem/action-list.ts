import type { Day, FollowUp } from "#lib/domain/postmortem/document.ts";
import { dayOf, daysBetween, inOrderOfUrgency, isOverdue } from "#lib/domain/postmortem/follow-ups.ts";
import type { PostmortemRow } from "#lib/protocol/postmortem-views.ts";

/** An action with the incident that taught it. */
export interface ActionItem extends FollowUp {
  readonly incidentId: string;
  readonly isOverdue: boolean;
  /** Its cause is back while it is still to be done. */
  readonly cameBackIn?: string;
}

export function actionsOf(rows: readonly PostmortemRow[], today: Day): readonly ActionItem[] {
  const items = rows.flatMap(({ id, postmortem, cameBackIn }) =>
    (postmortem?.followUps ?? []).map(
      (followUp): ActionItem => ({
        ...followUp,
        incidentId: id,
        isOverdue: isOverdue(followUp, today),
        ...(followUp.doneAt === undefined && cameBackIn !== undefined && { cameBackIn }),
      }),
    ),
  );
  return inOrderOfUrgency(items);
}

export interface ActionGroup {
  /** Apart from names: a person may be called "overdue". */
  readonly key: string;
  readonly name: string;
  readonly note: string;
  readonly isLate: boolean;
  readonly items: readonly ActionItem[];
}

const isOpen = ({ doneAt }: FollowUp): boolean => doneAt === undefined;

/** Items in order of urgency: what is overdue, then what is not, of that first what nobody has taken. */
export function groupsByUrgency(items: readonly ActionItem[]): readonly ActionGroup[] {
  const open = items.filter(isOpen);
  const inTime = open.filter((item) => !item.isOverdue);
  const groups: readonly ActionGroup[] = [
    {
      key: "overdue",
      name: "Overdue",
      note: "the longest first",
      isLate: true,
      items: open.filter((item) => item.isOverdue),
    },
    {
      key: "open",
      name: "Open",
      note: "",
      isLate: false,
      items: [
        ...inTime.filter(({ owner }) => owner === undefined),
        ...inTime.filter(({ owner }) => owner !== undefined),
      ],
    },
  ];
  return groups.filter((group) => group.items.length > 0);
}

/** Nobody first, then who has most overdue, then who has most. */
export function groupsByOwner(items: readonly ActionItem[]): readonly ActionGroup[] {
  const owners = Map.groupBy(items.filter(isOpen), ({ owner }) => owner?.userId ?? "");
  return [...owners]
    .map(([userId, own]): ActionGroup => {
      const late = own.filter((item) => item.isOverdue).length;
      return {
        key: `owner:${userId}`,
        name: own[0]?.owner?.name ?? "Nobody yet",
        note: late > 0 ? `${own.length} open, ${late} overdue` : `${own.length} open`,
        isLate: userId === "",
        items: own,
      };
    })
    .toSorted(
      (a, b) =>
        Number(b.isLate) - Number(a.isLate) ||
        countLate(b) - countLate(a) ||
        b.items.length - a.items.length ||
        a.name.localeCompare(b.name),
    );
}

const countLate = ({ items }: ActionGroup): number => items.filter((item) => item.isOverdue).length;

/** The last that was done, first. */
export const doneOf = (items: readonly ActionItem[]): readonly ActionItem[] =>
  items.filter((item) => !isOpen(item));

export interface ActionFigures {
  readonly overdue: number;
  readonly inTime: number;
  readonly withoutOwner: number;
  readonly done: number;
  readonly all: number;
  /** Days the open ones are old, in the middle; absent without any. */
  readonly medianAge?: number;
  /** Days that those which are done took, in the middle; absent where too few are for a habit. */
  readonly usualAge?: number;
  /** When the first of them was written. */
  readonly sinceAt?: number;
}

/** Fewer are no habit. */
const USUAL_FROM = 3;

export function figuresOf(items: readonly ActionItem[], today: Day): ActionFigures {
  const open = items.filter(isOpen);
  const overdue = open.filter((item) => item.isOverdue).length;
  const done = doneOf(items);
  const medianAge = median(open.map(({ createdAt }) => daysBetween(dayOf(createdAt), today)));
  const usualAge =
    done.length < USUAL_FROM
      ? undefined
      : median(done.map(({ createdAt, doneAt = createdAt }) => daysBetween(dayOf(createdAt), dayOf(doneAt))));
  const sinceAt = items.reduce<number | undefined>(
    (first, { createdAt }) => (first === undefined || createdAt < first ? createdAt : first),
    undefined,
  );
  return {
    overdue,
    inTime: open.length - overdue,
    withoutOwner: open.filter(({ owner }) => owner === undefined).length,
    done: done.length,
    all: items.length,
    ...(medianAge !== undefined && { medianAge }),
    ...(usualAge !== undefined && { usualAge }),
    ...(sinceAt !== undefined && { sinceAt }),
  };
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}
