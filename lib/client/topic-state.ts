import { newestShare } from "../domain/fair-share.ts";
import type { EpochMs } from "../domain/time.ts";
import type { TimelineEntry } from "../domain/timeline.ts";
import { type CollectionDelta, isLineTopic, type ServerMessage } from "../protocol/live.ts";
import type { FeedRow } from "../protocol/row-views.ts";

/** What this browser holds of one topic. A value: every change makes a new one. */
export interface TopicState {
  readonly epoch?: string;
  /** Of the last row or change that is held. */
  readonly seq: number;
  /** State topics. */
  readonly value?: unknown;
  /** Line topics, oldest first. */
  readonly rows: readonly unknown[];
  /** Rows that are not here because this reader was too slow. */
  readonly dropped: number;
  readonly gaps: readonly StreamBreak[];
  /** Why nothing more will come, e.g. the container is gone. */
  readonly ended?: string;
  readonly error?: { readonly code: string; readonly message: string };
  /** When the last change arrived, in server time. */
  readonly at?: EpochMs;
}

export interface StreamBreak {
  readonly afterSeq: number;
  readonly cause: string;
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
}

export const EMPTY_TOPIC: TopicState = { seq: -1, rows: [], dropped: 0, gaps: [] };

export type TopicMessage = Exclude<ServerMessage, { kind: "time" }>;

/**
 * How many rows a tab keeps. A timeline is kept whole as far as anybody reads it; a log is a window,
 * and older lines are asked for again.
 */
export function rowLimit(topic: string): number {
  if (topic.startsWith("entries:")) return 20_000;
  if (topic.startsWith("logs:") || topic.startsWith("engine-log:")) return 10_000;
  return 2_000;
}

/** The next state of a topic. The only place where what a screen shows changes. */
export function applyMessage(
  topic: string,
  held: TopicState,
  message: TopicMessage,
  at: EpochMs,
): TopicState {
  switch (message.kind) {
    case "snap":
      return isLineTopic(topic)
        ? { ...begun(message, at), rows: merged(topic, [], toRows(message.data)) }
        : { ...begun(message, at), value: message.data };
    case "delta":
      return isLineTopic(topic)
        ? withRows(topic, held, message, at)
        : {
            ...withoutEnd(held),
            epoch: message.epoch,
            seq: message.seq,
            at,
            value: changed(held, message.data),
          };
    case "gap":
      return {
        ...held,
        at,
        gaps: [
          ...held.gaps.slice(-99),
          { afterSeq: message.seq, cause: message.cause, fromAt: message.fromAt, toAt: message.toAt },
        ],
      };
    case "lag":
      // The rows between are not coming: the next delta continues after them.
      return { ...held, epoch: message.epoch, seq: message.seq, at, dropped: held.dropped + message.dropped };
    case "end":
      return { ...held, at, ended: message.reason };
    case "error":
      return { ...held, at, error: { code: message.code, message: message.message } };
  }
}

function begun(message: { readonly epoch: string; readonly seq: number }, at: EpochMs): TopicState {
  return { ...EMPTY_TOPIC, epoch: message.epoch, seq: message.seq, at };
}

function withoutEnd(held: TopicState): TopicState {
  const { ended: _ended, error: _error, ...rest } = held;
  return rest;
}

function toRows(data: unknown): readonly unknown[] {
  if (Array.isArray(data)) return data;
  const rows = typeof data === "object" && data !== null && "rows" in data ? data.rows : undefined;
  return Array.isArray(rows) ? rows : [];
}

/** Rows carry no number of their own; the last of a message has the message's, the others count back from it. */
function withRows(
  topic: string,
  held: TopicState,
  message: { readonly epoch: string; readonly seq: number; readonly data?: unknown },
  at: EpochMs,
): TopicState {
  const rows = toRows(message.data);
  // Numbering restarted: what is held stays readable, the old numbers mean nothing any more.
  const isSameNumbering = held.epoch === undefined || held.epoch === message.epoch;
  const known = isSameNumbering ? Math.max(0, held.seq - (message.seq - rows.length)) : 0;
  const fresh = known === 0 ? rows : rows.slice(known);
  const base = { ...withoutEnd(held), epoch: message.epoch, at };
  const seq = isSameNumbering ? Math.max(held.seq, message.seq) : message.seq;
  return fresh.length === 0 ? { ...base, seq } : { ...base, seq, rows: merged(topic, held.rows, fresh) };
}

/**
 * What all hosts say, in one window: as the server hands it out, no host alone fills it, and a row that comes again with
 * a higher count is the newest.
 */
function mergedFeed(held: readonly unknown[], fresh: readonly unknown[]): readonly unknown[] {
  const rows = new Map<unknown, unknown>();
  for (const row of [...held, ...fresh]) {
    const key = rowKey(row) ?? row;
    rows.delete(key);
    rows.set(key, row);
  }
  return newestShare([...rows.values()] as readonly FeedRow[], rowLimit("feed"));
}

/** Appends; a row with the id of one that is held takes its place (a repeated line with a higher count). */
function merged(topic: string, held: readonly unknown[], fresh: readonly unknown[]): readonly unknown[] {
  if (topic === "feed") return mergedFeed(held, fresh);
  const freshById = new Map(fresh.map((row) => [rowKey(row) ?? row, row]));
  const replaced = new Set<unknown>();
  const kept = held.map((row) => {
    const key = rowKey(row);
    if (key === undefined || !freshById.has(key)) return row;
    replaced.add(key);
    return freshById.get(key);
  });
  const added = [...freshById].filter(([key]) => !replaced.has(key)).map(([, row]) => row);
  const all = [...kept, ...added];
  return bounded(topic, topic.startsWith("entries:") ? withoutErased(all, fresh) : all);
}

/** What was erased is gone from this browser as well, not only from what it shows. */
function withoutErased(rows: readonly unknown[], fresh: readonly unknown[]): readonly unknown[] {
  const gone = new Set(
    (fresh as readonly TimelineEntry[]).flatMap(({ body }) =>
      body.kind === "entry.erased" ? body.seqs : [],
    ),
  );
  if (gone.size === 0) return rows;
  return (rows as readonly TimelineEntry[]).map((entry) =>
    gone.has(entry.seq) ? { ...entry, body: { kind: "erased" } } : entry,
  );
}

export function rowKey(row: unknown): string | number | undefined {
  if (typeof row !== "object" || row === null) return undefined;
  if ("id" in row && typeof row.id === "string") return row.id;
  return "seq" in row && typeof row.seq === "number" ? row.seq : undefined;
}

function bounded(topic: string, rows: readonly unknown[]): readonly unknown[] {
  const limit = rowLimit(topic);
  return rows.length > limit ? rows.slice(-limit) : rows;
}

function changed(held: TopicState, data: unknown): unknown {
  if (typeof data !== "object" || data === null) return held.value;
  if ("value" in data) return data.value;
  const { put, del } = data as Partial<CollectionDelta<{ readonly id: string }>>;
  const items = Array.isArray(held.value) ? (held.value as readonly { readonly id: string }[]) : [];
  const gone = new Set(del);
  const news = new Map((put ?? []).map((item) => [item.id, item]));
  const kept = items
    .filter((item) => !gone.has(item.id))
    .map((item) => {
      const next = news.get(item.id);
      news.delete(item.id);
      return next ?? item;
    });
  return [...kept, ...news.values()];
}
