import { newestShare } from "../domain/fair-share.ts";
import type { HostId } from "../domain/ids.ts";
import { engineMessage } from "../domain/parse/engine-line.ts";
import type { Severity } from "../domain/severity.ts";
import type { DockerEvent, JournalLine, StreamGap } from "../domain/signal.ts";
import type { SymptomChange } from "../domain/symptom.ts";
import type { EpochMs } from "../domain/time.ts";
import type { FeedRow } from "../protocol/row-views.ts";
import { createLineRing, type LineRing } from "./line-ring.ts";
import type { StreamRow } from "./ports.ts";

/** Events a responder reads; the rest of a deploy is noise here and stays on the Events tab. */
const FEED_ACTIONS = new Set([
  "die",
  "oom",
  "kill",
  "restart",
  "pause",
  "unpause",
  "destroy",
  "start",
  "reload",
]);

/** A row that repeats within this time is the same row with a count. */
const REPEAT_WINDOW_MS = 10 * 60_000;
const REMEMBERED = 200;

/** The rows of the feed, each once at its newest count, and no host fills it alone. */
export function createFeedRing(epoch: string, limit: number): LineRing<FeedRow> {
  const log = createLineRing<FeedRow>(epoch, limit);
  // Oldest first; one that comes again moves to the end.
  let rows = new Map<string, FeedRow>();
  return {
    push(added) {
      for (const row of added) {
        rows.delete(row.id);
        rows.set(row.id, row);
      }
      if (rows.size > limit * 2) rows = new Map(newest(limit).map((row) => [row.id, row]));
      return log.push(added);
    },
    tail(count, beforeSeq) {
      const tail = log.tail(count, beforeSeq);
      return beforeSeq === undefined ? { ...tail, rows: newest(count) } : tail;
    },
    after: log.after,
  };

  function newest(count: number): readonly FeedRow[] {
    return newestShare([...rows.values()], count);
  }
}

export type FeedDraft = Omit<FeedRow, "times">;

/** Makes feed rows; a row with the id of an earlier one replaces it with a higher count. */
export function createFeed(): { readonly add: (drafts: readonly FeedDraft[]) => readonly FeedRow[] } {
  const recent = new Map<string, { id: string; at: EpochMs; times: number }>();
  return {
    add: (drafts) =>
      drafts.map((draft) => {
        const key = `${draft.hostId}/${draft.source}/${withoutNumbers(draft.text)}`;
        const before = recent.get(key);
        const isRepeat = before !== undefined && draft.at - before.at < REPEAT_WINDOW_MS;
        const entry = isRepeat
          ? { id: before.id, at: draft.at, times: before.times + 1 }
          : { id: draft.id, at: draft.at, times: 1 };
        recent.delete(key);
        recent.set(key, entry);
        const [oldest] = recent.keys();
        if (recent.size > REMEMBERED && oldest !== undefined) recent.delete(oldest);
        return { ...draft, id: entry.id, times: entry.times };
      }),
  };
}

/** Two lines that differ in numbers alone say the same. */
const withoutNumbers = (text: string): string => text.replace(/\d+/g, "#");

/** The row of what a host reported, if it is one that a responder reads. */
export function feedOfStored(
  hostId: HostId,
  row: StreamRow & { readonly seq: number },
  markOf: (line: JournalLine) => { readonly severity?: Severity } | undefined,
): FeedDraft | undefined {
  const id = `${hostId}-${row.seq}`;
  if (row.kind === "docker-event") return feedOfEvent(hostId, row.at, id, row.event);
  if (row.kind === "gap") return feedOfGap(hostId, row.at, id, row.gap);
  return feedOfLine(hostId, id, row.line, markOf(row.line)?.severity);
}

/** With the event's own time: `readAt` is late for what happened before a start. */
export function feedOfEvent(
  hostId: HostId,
  readAt: EpochMs,
  id: string,
  event: DockerEvent,
): FeedDraft | undefined {
  const action = event.action.split(":")[0] ?? event.action;
  const isHealth = action === "health_status";
  const isPull = event.type === "image" && action === "pull";
  if (
    !isPull &&
    !isHealth &&
    !(event.type === "container" && FEED_ACTIONS.has(action)) &&
    event.type !== "daemon"
  ) {
    return undefined;
  }
  const name = event.attributes.name ?? event.actorId.slice(0, 12);
  const exitCode = event.attributes.exitCode;
  const detail = action === "die" && exitCode !== undefined ? ` exitCode=${exitCode}` : "";
  const at = Number(event.timeNano.slice(0, -6)) || readAt;
  return { id, at, hostId, source: "event", text: `${event.type} ${event.action} ${name}${detail}` };
}

function feedOfLine(
  hostId: HostId,
  id: string,
  line: JournalLine,
  severity: Severity | undefined,
): FeedDraft {
  const source = line.unit === "container" ? "dockerd" : line.unit;
  // The time and level stand in the row already.
  const text = line.unit === "kernel" ? line.text : engineMessage(line.text);
  return { id, at: line.sourceAt, hostId, source, text, ...(severity && { severity }) };
}

function feedOfGap(hostId: HostId, at: EpochMs, id: string, gap: StreamGap): FeedDraft {
  const lost = gap.isFilled
    ? "read again, none lost"
    : gap.lostCount === undefined
      ? "an unknown number lost"
      : `${gap.lostCount} lost`;
  return { id, at, hostId, source: "console", text: `${gap.stream} stream interrupted: ${lost}` };
}

const CHANGE_WORDS: Partial<Record<SymptomChange["kind"], string>> = {
  seen: "seen",
  raised: "raised",
  recovering: "recovering",
  relapsed: "failing again",
  cleared: "cleared",
};

export function feedOfChange(id: string, change: SymptomChange): FeedDraft | undefined {
  const word = CHANGE_WORDS[change.kind];
  if (word === undefined || change.symptom.absorbedBy !== undefined) return undefined;
  const { hostId, title, subject, severity } = change.symptom;
  const isLit = change.kind !== "recovering" && change.kind !== "cleared";
  return {
    id,
    at: change.at,
    hostId,
    source: "probe",
    text: `${title}${subject === "" ? "" : `, ${subject}`}: ${word}`,
    ...(isLit && { severity }),
  };
}
