import type { EpochMs } from "../time.ts";
import type { TimelineEntry } from "../timeline.ts";

/** Entries shown as one: the first, how often, and when last. */
export interface EntryGroup {
  readonly first: TimelineEntry;
  readonly times: number;
  readonly lastAt: EpochMs;
  /** Newest, where the newest says more than the first: a symptom that came and went. */
  readonly last: TimelineEntry;
}

/** Equal events further apart than this are two happenings. */
const GROUP_WITHIN_MS = 5 * 60_000;

/** Text that equal entries share; undefined for what is always shown alone. */
function groupKey({ body }: TimelineEntry): string | undefined {
  switch (body.kind) {
    case "docker.event":
      return `event ${body.hostId} ${body.action} ${body.subject} ${body.detail}`;
    case "engine.line":
      return `line ${body.hostId} ${body.unit} ${withoutNumbers(body.text)}`;
    case "symptom.changed":
      return `symptom ${body.symptom.id} ${body.change}`;
    default:
      return undefined;
  }
}

const timeOf = (entry: TimelineEntry): EpochMs => entry.sourceAt ?? entry.at;

function timesOf({ body }: TimelineEntry): number {
  return body.kind === "docker.event" || body.kind === "engine.line" ? (body.times ?? 1) : 1;
}

function lastAtOf(entry: TimelineEntry): EpochMs {
  const { body } = entry;
  const lastAt = body.kind === "docker.event" || body.kind === "engine.line" ? body.lastAt : undefined;
  return lastAt ?? timeOf(entry);
}

/** Lines that differ in numbers, ids and times alone are the same line. */
export const withoutNumbers = (text: string): string => text.replace(/[0-9a-f]{12,64}|\d+/g, "#");

/**
 * For screens and exports: equal machine entries that follow one another become one with a count. What a person did
 * ends every group, so that nothing moves past a decision. Order is that of the first of each group.
 */
export function groupEntries(entries: readonly TimelineEntry[]): readonly EntryGroup[] {
  const groups: EntryGroup[] = [];
  let open = new Map<string, number>();
  for (const entry of entries) {
    if (entry.actor.kind === "person") open = new Map();
    const key = groupKey(entry);
    const index = key === undefined ? undefined : open.get(key);
    const group = index === undefined ? undefined : groups[index];
    if (index !== undefined && group && timeOf(entry) - group.lastAt <= GROUP_WITHIN_MS) {
      groups[index] = {
        ...group,
        times: group.times + timesOf(entry),
        lastAt: Math.max(group.lastAt, lastAtOf(entry)),
        last: entry,
      };
      continue;
    }
    if (key !== undefined) open.set(key, groups.length);
    groups.push({ first: entry, times: timesOf(entry), lastAt: lastAtOf(entry), last: entry });
  }
  return groups;
}
