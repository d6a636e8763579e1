import { type EntryGroup, groupEntries } from "#lib/domain/incidents/group-entries.ts";
import { DAY_MS, type EpochMs, SECOND_MS } from "#lib/domain/time.ts";
import type { TimelineEntry } from "#lib/domain/timeline.ts";

export type StoryFilter = "all" | "people" | "machine";

export type StoryRow =
  | { readonly kind: "day"; readonly key: string; readonly at: EpochMs }
  | { readonly kind: "entry"; readonly key: string; readonly at: EpochMs; readonly group: EntryGroup };

/** What was learnt much later than it happened stands where it happened; clocks some seconds apart move nothing. */
const LATE_MS = 10 * SECOND_MS;

/** The time an entry is shown with. */
export const shownAt = (entry: TimelineEntry): EpochMs => entry.sourceAt ?? entry.at;

const placeAt = (entry: TimelineEntry): EpochMs =>
  entry.sourceAt !== undefined && entry.at - entry.sourceAt > LATE_MS ? entry.sourceAt : entry.at;

/** Learnt so long afterwards that a reader should be told when. */
export const isLate = (entry: TimelineEntry): boolean => placeAt(entry) !== entry.at;

/** In the order of the timeline, with what was back-filled at its place. */
export function inOrder(entries: readonly TimelineEntry[]): readonly TimelineEntry[] {
  return entries.toSorted((a, b) => placeAt(a) - placeAt(b) || a.seq - b.seq);
}

const isMachine = (entry: TimelineEntry): boolean => entry.actor.kind === "foghorn";

export function countBy(entries: readonly TimelineEntry[]): Readonly<Record<StoryFilter, number>> {
  const machine = entries.filter(isMachine).length;
  return { all: entries.length, machine, people: entries.length - machine };
}

const dayOf = (at: EpochMs): number => Math.floor(at / DAY_MS);

/** Rows to draw: filtered, equal machine entries as one, a mark where a day begins. */
export function toStory(entries: readonly TimelineEntry[], filter: StoryFilter): readonly StoryRow[] {
  const chosen = entries.filter((entry) => filter === "all" || isMachine(entry) === (filter === "machine"));
  const rows: StoryRow[] = [];
  let day: number | undefined;
  for (const group of groupEntries(inOrder(chosen))) {
    const at = shownAt(group.first);
    if (day !== undefined && dayOf(at) !== day) rows.push({ kind: "day", key: `day-${at}`, at });
    day = dayOf(at);
    rows.push({ kind: "entry", key: `entry-${group.first.seq}`, at, group });
  }
  return rows;
}
