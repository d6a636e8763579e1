import type { StreamName } from "../../domain/signal.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { SpoolFrame, SpoolRecord, StreamStanding } from "../../gate-protocol/answers.ts";
import { createSpoolRing, type KeptRecord, lostBetween } from "./spool-ring.ts";

type WithoutPlace<Kind> = Kind extends SpoolRecord ? Omit<Kind, "seq" | "at"> : never;
/** What a stream hands to the spool; number and time are given here. */
export type SpoolEntry = WithoutPlace<SpoolRecord>;

export interface SpoolPosition {
  readonly epoch: string;
  readonly seq: number;
}

export interface SpoolOptions {
  readonly epoch: string;
  /** Measured as JSON, as it goes over the wire. */
  readonly limitBytes?: number;
  /** What stays of the part that web has stored already, for a second reader or a restored database. */
  readonly keepAckedBytes?: number;
  readonly gateStartedAt?: EpochMs;
  readonly now?: () => EpochMs;
}

export interface Spool {
  readonly append: (entry: SpoolEntry) => void;
  /**
   * The position, then every record after `from` and those to come, until `signal` aborts.
   * A reader that falls out of the ring is told by `stream-gap` records with what it lost.
   */
  readonly follow: (from: SpoolPosition | undefined, signal: AbortSignal) => AsyncIterable<SpoolFrame>;
  /** Web has stored everything up to here. A position of another epoch says nothing and is ignored. */
  readonly ack: (position: SpoolPosition) => void;
  /** Cursor of the newest journal line that web has stored since the gate started. */
  readonly lastAckedJournalCursor: () => string | undefined;
  readonly size: () => { readonly records: number; readonly bytes: number; readonly droppedCount: number };
}

const LIMIT_BYTES = 16 * 1024 * 1024;
const KEEP_ACKED_BYTES = 1024 * 1024;
// A frame ends at 1 MiB, and the batch is wrapped in a little JSON of its own.
const BATCH_LIMIT_BYTES = 256 * 1024;
const RECORD_LIMIT_BYTES = 768 * 1024;
const BATCH_LIMIT_RECORDS = 1_000;

const DROP_CAUSE = "the gate's spool was full: the oldest records were dropped";

/** One bounded spool of one host. Appending never waits: a slow reader reads later from the ring. */
export function createSpool(options: SpoolOptions): Spool {
  const now = options.now ?? Date.now;
  const gateStartedAt = options.gateStartedAt ?? now();
  const limitBytes = options.limitBytes ?? LIMIT_BYTES;
  const keepAckedBytes = Math.min(options.keepAckedBytes ?? KEEP_ACKED_BYTES, limitBytes);
  const ring = createSpoolRing();
  const sleepers = new Set<() => void>();
  const streams = new Map<StreamName, StreamStanding>();
  let ackedSeq = 0;
  let ackedCursor: string | undefined;
  let overflowed = 0;

  const append = (entry: SpoolEntry): void => {
    const at = now();
    const bytes = Buffer.byteLength(JSON.stringify(entry));
    if (bytes > RECORD_LIMIT_BYTES && entry.kind !== "stream-gap") {
      append(tooLarge(entry, bytes, at));
      return;
    }
    if (entry.kind === "stream-state") {
      const { kind: _kind, ...standing } = entry;
      streams.set(entry.stream, { ...standing, at });
    }
    ring.push({ ...entry, seq: ring.lastSeq() + 1, at } as SpoolRecord, bytes);
    while (ring.bytes() > limitBytes && ring.count() > 1) {
      const dropped = ring.shift();
      if (dropped.record.seq > ackedSeq) overflowed += 1;
    }
    trimAcked();
    for (const wake of sleepers) wake();
  };

  const trimAcked = (): void => {
    while (ring.bytes() > keepAckedBytes && ring.count() > 1 && ring.firstSeq() <= ackedSeq) ring.shift();
  };

  const appended = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const wake = () => {
        sleepers.delete(wake);
        signal.removeEventListener("abort", wake);
        resolve();
      };
      sleepers.add(wake);
      signal.addEventListener("abort", wake);
    });

  async function* follow(from: SpoolPosition | undefined, signal: AbortSignal): AsyncIterable<SpoolFrame> {
    let seq = startOf(from);
    // Numbering from 1 is the whole of this epoch; a reader without any position misses only what overflowed.
    const expectedSeq = from === undefined ? seq - overflowed : from.epoch === options.epoch ? from.seq : 0;
    const droppedCount = Math.max(0, seq - expectedSeq);
    let counted = ring.get(seq)?.counted ?? ring.countedBeforeFirst();
    let lastAt = ring.get(seq)?.record.at ?? gateStartedAt;
    yield {
      kind: "position",
      epoch: options.epoch,
      seq,
      droppedCount,
      gateStartedAt,
      streams: [...streams.values()],
    };

    while (!signal.aborted) {
      if (seq < ring.firstSeq() - 1) {
        const gaps = gapRecords(seq, counted, lastAt);
        seq = ring.firstSeq() - 1;
        counted = ring.countedBeforeFirst();
        if (gaps.length > 0) yield { kind: "records", records: gaps };
        continue;
      }
      const batch = nextBatch(seq);
      const last = batch.at(-1);
      if (last === undefined) {
        await appended(signal);
        continue;
      }
      seq = last.record.seq;
      counted = last.counted;
      lastAt = last.record.at;
      yield { kind: "records", records: batch.map((kept) => kept.record) };
    }
  }

  const startOf = (from: SpoolPosition | undefined): number => {
    const oldest = ring.firstSeq() - 1;
    const isKnown = from?.epoch === options.epoch && from.seq >= oldest && from.seq <= ring.lastSeq();
    return isKnown ? from.seq : oldest;
  };

  const nextBatch = (afterSeq: number): readonly KeptRecord[] => {
    const batch: KeptRecord[] = [];
    let bytes = 0;
    for (let seq = afterSeq + 1; batch.length < BATCH_LIMIT_RECORDS; seq += 1) {
      const kept = ring.get(seq);
      if (kept === undefined || (bytes > 0 && bytes + kept.bytes > BATCH_LIMIT_BYTES)) break;
      batch.push(kept);
      bytes += kept.bytes;
    }
    return batch;
  };

  /** One gap per stream that lost something, numbered as the last of what was lost. */
  const gapRecords = (
    afterSeq: number,
    counted: KeptRecord["counted"],
    fromAt: EpochMs,
  ): readonly SpoolRecord[] => {
    const lost = lostBetween(counted, ring.countedBeforeFirst());
    const toAt = ring.get(ring.firstSeq())?.record.at ?? now();
    const firstGapSeq = Math.max(afterSeq + 1, ring.firstSeq() - lost.length);
    return lost.map(({ stream, lostCount }, index) => ({
      kind: "stream-gap",
      seq: firstGapSeq + index,
      at: toAt,
      gap: {
        stream,
        fromAt,
        toAt,
        cause: DROP_CAUSE,
        isFilled: false,
        ...(lostCount === undefined ? {} : { lostCount }),
      },
    }));
  };

  return {
    append,
    follow,
    ack: (position) => {
      if (position.epoch !== options.epoch) return;
      const until = Math.min(position.seq, ring.lastSeq());
      for (let seq = Math.max(ackedSeq + 1, ring.firstSeq()); seq <= until; seq += 1) {
        const record = ring.get(seq)?.record;
        if (record?.kind === "journal-line" && record.line.cursor !== "") ackedCursor = record.line.cursor;
      }
      ackedSeq = Math.max(ackedSeq, until);
      trimAcked();
    },
    lastAckedJournalCursor: () => ackedCursor,
    size: () => ({ records: ring.count(), bytes: ring.bytes(), droppedCount: overflowed }),
  };
}

function tooLarge(entry: SpoolEntry, bytes: number, at: EpochMs): SpoolEntry {
  const stream: StreamName = entry.kind === "docker-event" ? "events" : "journal";
  const cause = `one record of ${bytes} bytes was larger than the gate passes on`;
  return { kind: "stream-gap", gap: { stream, fromAt: at, toAt: at, cause, lostCount: 1, isFilled: false } };
}
