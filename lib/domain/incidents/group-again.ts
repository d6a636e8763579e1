import type { TimelineEntry } from "../timeline.ts";
import type { EntryGroup } from "./entry-group.ts";
import { groupEntries } from "./group-entries.ts";

/** Entries from what a person did up to the next: nothing is grouped beyond it. */
interface Part {
  readonly entries: readonly TimelineEntry[];
  readonly groups: readonly EntryGroup[];
}

/**
 * `groupEntries` for a timeline that grows, with the same answer: parts that are as they were last time keep their
 * groups, so that an entry more costs its own part and not all of them, and rows that stay are the same values.
 */
export function createGrouping(): (entries: readonly TimelineEntry[]) => readonly EntryGroup[] {
  let known: ReadonlyMap<number, Part> = new Map();
  return (entries) => {
    const parts = partsOf(entries).map((own): readonly [number, Part] => {
      const seq = own[0]?.seq ?? 0;
      const before = known.get(seq);
      return [
        seq,
        before && isSame(before.entries, own) ? before : { entries: own, groups: groupEntries(own) },
      ];
    });
    known = new Map(parts);
    return parts.flatMap(([, { groups }]) => groups);
  };
}

function partsOf(entries: readonly TimelineEntry[]): readonly (readonly TimelineEntry[])[] {
  const starts = entries.flatMap(({ actor }, index) =>
    index === 0 || actor.kind === "person" ? [index] : [],
  );
  return starts.map((start, index) => entries.slice(start, starts[index + 1]));
}

const isSame = (before: readonly TimelineEntry[], now: readonly TimelineEntry[]): boolean =>
  before.length === now.length && before.every((entry, index) => entry === now[index]);
