import type { EntryGroup } from "#lib/domain/incidents/entry-group.ts";
import { groupEntries } from "#lib/domain/incidents/group-entries.ts";
import { happenedAt, inOrder } from "#lib/domain/incidents/order-entries.ts";
import { DAY_MS, type EpochMs, SECOND_MS } from "#lib/domain/time.ts";
import type { TimelineEntry } from "#lib/domain/timeline.ts";

export type StoryFilter = "all" | "people" | "machine" | "actions";

export type StoryRow =
  | { readonly kind: "day"; readonly key: string; readonly at: EpochMs }
  | { readonly kind: "entry"; readonly key: string; readonly at: EpochMs; readonly group: EntryGroup };

/** What was learnt this much later than it happened is told as such. */
const LATE_MS = 10 * SECOND_MS;

/** The time an entry is shown with, and by which it is sorted. */
export const shownAt = happenedAt;

/** Learnt so long afterwards that a reader should be told when. */
export const isLate = (entry: TimelineEntry): boolean => entry.at - happenedAt(entry) > LATE_MS;

/** Both times of an entry where they differ, for who looks closely. */
export function timeTitle(entry: TimelineEntry): string {
  const written = new Date(entry.at).toISOString();
  if (entry.sourceAt === undefined) return `written ${written}`;
  const late = isLate(entry) ? ", learnt afterwards" : "";
  return `the source says ${new Date(entry.sourceAt).toISOString()}, written ${written}${late}`;
}

const isMachine = (entry: TimelineEntry): boolean => entry.actor.kind === "foghorn";

/** Something was done to a host: by the gate, or by hand where a step of a runbook says so. */
function isAction({ body, actor }: TimelineEntry): boolean {
  if (body.kind === "step.changed") return actor.kind === "person";
  return body.kind.startsWith("action.");
}

const SHOWS: Readonly<Record<StoryFilter, (entry: TimelineEntry) => boolean>> = {
  all: () => true,
  people: (entry) => !isMachine(entry),
  machine: isMachine,
  actions: isAction,
};

/** Several entries stand behind it: a reader may want to see each. */
export const isFolded = (row: StoryRow): boolean => row.kind === "entry" && row.group.entries.length > 1;

const dayOf = (at: EpochMs): number => Math.floor(at / DAY_MS);

/** Groups to draw, in order: equal machine entries are one. `group` is a grouping that is kept, where one is. */
export const toGroups = (
  entries: readonly TimelineEntry[],
  filter: StoryFilter,
  group: typeof groupEntries = groupEntries,
): readonly EntryGroup[] => group(inOrder(entries.filter(SHOWS[filter])));

/** Rows to draw: a mark where a day begins. */
export function toRows(groups: readonly EntryGroup[]): readonly StoryRow[] {
  const rows: StoryRow[] = [];
  let day: number | undefined;
  for (const group of groups) {
    const at = shownAt(group.first);
    if (day !== undefined && dayOf(at) !== day) rows.push({ kind: "day", key: `day-${at}`, at });
    day = dayOf(at);
    rows.push({ kind: "entry", key: `entry-${group.first.seq}`, at, group });
  }
  return rows;
}

export const toStory = (entries: readonly TimelineEntry[], filter: StoryFilter): readonly StoryRow[] =>
  toRows(toGroups(entries, filter));
