import type { EpochMs } from "../time.ts";
import type { TimelineEntry } from "../timeline.ts";

/**
 * When an entry happened, as screens and exports show it. What a person did stands where they did it; what a machine
 * reports stands where its source says, but never after it was written down here: then its clock runs ahead of ours.
 */
export const happenedAt = ({ actor, at, sourceAt }: TimelineEntry): EpochMs =>
  actor.kind === "person" || sourceAt === undefined ? at : Math.min(sourceAt, at);

/**
 * The one order of a timeline, for the room, the shared page and the export: by the time that is shown, so the times
 * run downwards and two events of one source keep its order. Equal milliseconds stand as they were written.
 */
export const inOrder = (entries: readonly TimelineEntry[]): readonly TimelineEntry[] =>
  entries.toSorted((a, b) => happenedAt(a) - happenedAt(b) || a.seq - b.seq);
