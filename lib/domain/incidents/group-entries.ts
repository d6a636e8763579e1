import type { EpochMs } from "../time.ts";
import type { EntryBody, TimelineEntry } from "../timeline.ts";
import type { EntryGroup } from "./entry-group.ts";
import { foldBursts } from "./fold-bursts.ts";
import { foldEndings } from "./fold-endings.ts";
import { foldSwings } from "./fold-swings.ts";
import { happenedAt } from "./order-entries.ts";

/** Equal events further apart than this are two happenings. */
const GROUP_WITHIN_MS = 5 * 60_000;

/** Text that equal entries share; undefined for what is always shown alone. */
function groupKey({ kind, first: { body }, ending }: EntryGroup): string | undefined {
  if (kind === "ending" && ending) {
    return `ending ${ending.hostId} ${ending.containers.join(" ")} ${ending.how} ${ending.detail}`;
  }
  if (kind === "burst" || kind === "swing") return undefined;
  switch (body.kind) {
    case "docker.event":
      return `event ${body.hostId} ${body.action} ${body.subject} ${body.detail}`;
    case "engine.line":
      return `line ${body.hostId} ${body.unit} ${withoutNumbers(body.text)}`;
    case "symptom.changed":
      // A source that went away and one that came back are told by the same change.
      return `symptom ${body.symptom.id} ${body.change} ${body.symptom.isUnknown}`;
    default:
      return undefined;
  }
}

function timesOf({ body }: TimelineEntry): number {
  return body.kind === "docker.event" || body.kind === "engine.line" ? (body.times ?? 1) : 1;
}

function lastAtOf(entry: TimelineEntry): EpochMs {
  const { body } = entry;
  const lastAt = body.kind === "docker.event" || body.kind === "engine.line" ? body.lastAt : undefined;
  return Math.max(lastAt ?? 0, happenedAt(entry));
}

/** Lines that differ in numbers, ids, times and a quoted character alone are the same line. */
export const withoutNumbers = (text: string): string => text.replace(/[0-9a-f]{12,64}|\d+|'\\?[^']'/g, "#");

export const groupOfOne = (entry: TimelineEntry): EntryGroup => ({
  kind: "one",
  first: entry,
  last: entry,
  times: timesOf(entry),
  lastAt: lastAtOf(entry),
  entries: [entry],
});

/** A symptom that does something else in between has not done the same twice: its order is the story. */
const endsSymptom = (open: Map<string, number>, body: EntryBody, key: string): void => {
  if (body.kind !== "symptom.changed") return;
  const own = `symptom ${body.symptom.id} `;
  for (const known of open.keys()) if (known.startsWith(own) && known !== key) open.delete(known);
};

/** A group that others may still join. */
interface Growing {
  readonly group: EntryGroup;
  readonly joined: EntryGroup[];
  times: number;
  lastAt: EpochMs;
}

function toGroup({ group, joined, times, lastAt }: Growing): EntryGroup {
  const last = joined.at(-1);
  if (last === undefined) return group;
  const entries = [group, ...joined].flatMap((one) => one.entries);
  const kind = group.kind === "one" ? "repeat" : group.kind;
  return { ...group, kind, times, lastAt, last: last.last, entries };
}

/** Groups in order; equal ones near one another become one with a count. What a person did ends every group. */
function foldRepeats(groups: readonly EntryGroup[]): readonly EntryGroup[] {
  const folded: Growing[] = [];
  let open = new Map<string, number>();
  for (const next of groups) {
    if (next.first.actor.kind === "person") open = new Map();
    const begun = { group: next, joined: [], times: next.times, lastAt: next.lastAt };
    const key = groupKey(next);
    if (key === undefined) {
      folded.push(begun);
      continue;
    }
    endsSymptom(open, next.first.body, key);
    const index = open.get(key);
    const growing = index === undefined ? undefined : folded[index];
    if (growing && happenedAt(next.first) - growing.lastAt <= GROUP_WITHIN_MS) {
      growing.joined.push(next);
      growing.times += next.times;
      growing.lastAt = Math.max(growing.lastAt, next.lastAt);
      continue;
    }
    open.set(key, folded.length);
    folded.push(begun);
  }
  return folded.map(toGroup);
}

/**
 * For screens and exports: what belongs together is one row. First the events of one container's end, then the same
 * of several containers at once, then what goes and comes back, then equal machine entries. What a person did ends every group, so that nothing
 * moves past a decision. Order is that of the first of each group; give it entries in order.
 */
export const groupEntries = (entries: readonly TimelineEntry[]): readonly EntryGroup[] =>
  foldRepeats(foldSwings(foldBursts(foldEndings(entries.map(groupOfOne)))));
