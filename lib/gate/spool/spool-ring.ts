import type { StreamName } from "../../domain/signal.ts";
import type { SpoolRecord } from "../../gate-protocol/answers.ts";

/** How many records of each stream there were up to a place; gaps make the later count unknowable. */
export interface Counted {
  readonly events: number;
  readonly journal: number;
  readonly eventGaps: number;
  readonly journalGaps: number;
}

export interface KeptRecord {
  readonly record: SpoolRecord;
  readonly bytes: number;
  /** Up to and including this record. */
  readonly counted: Counted;
}

export const NOTHING_COUNTED: Counted = { events: 0, journal: 0, eventGaps: 0, journalGaps: 0 };

export interface SpoolRing {
  readonly push: (record: SpoolRecord, bytes: number) => void;
  /** Removes the oldest. Throws RangeError when there is none. */
  readonly shift: () => KeptRecord;
  readonly get: (seq: number) => KeptRecord | undefined;
  /** Sequence of the oldest kept record; one more than `lastSeq` when there is none. */
  readonly firstSeq: () => number;
  readonly lastSeq: () => number;
  readonly countedBeforeFirst: () => Counted;
  readonly count: () => number;
  readonly bytes: () => number;
}

// Dropping from the front of an array copies it; it is done once per so many drops.
const COMPACT_AFTER = 4_096;

/** Records by sequence without holes, from 1 on, dropped only from the front. */
export function createSpoolRing(): SpoolRing {
  let kept: (KeptRecord | undefined)[] = [];
  let head = 0;
  let firstSeq = 1;
  let bytes = 0;
  let before = NOTHING_COUNTED;

  const get = (seq: number): KeptRecord | undefined =>
    seq < firstSeq ? undefined : kept[head + seq - firstSeq];
  const count = (): number => kept.length - head;

  return {
    push: (record, size) => {
      const last = get(firstSeq + count() - 1)?.counted ?? before;
      kept.push({ record, bytes: size, counted: countedWith(last, record) });
      bytes += size;
    },
    shift: () => {
      const oldest = kept[head];
      if (oldest === undefined) throw new RangeError("the ring is empty");
      kept[head] = undefined;
      head += 1;
      firstSeq += 1;
      bytes -= oldest.bytes;
      before = oldest.counted;
      if (head >= COMPACT_AFTER) {
        kept = kept.slice(head);
        head = 0;
      }
      return oldest;
    },
    get,
    firstSeq: () => firstSeq,
    lastSeq: () => firstSeq + count() - 1,
    countedBeforeFirst: () => before,
    count,
    bytes: () => bytes,
  };
}

function countedWith(last: Counted, record: SpoolRecord): Counted {
  switch (record.kind) {
    case "docker-event":
      return { ...last, events: last.events + 1 };
    case "journal-line":
      return { ...last, journal: last.journal + 1 };
    case "stream-gap":
      if (record.gap.isFilled) return last;
      return record.gap.stream === "events"
        ? { ...last, eventGaps: last.eventGaps + 1 }
        : { ...last, journalGaps: last.journalGaps + 1 };
    case "stream-state":
      return last;
  }
}

/** What each stream lost between two places. Without a count when a gap itself was among the lost. */
export function lostBetween(
  from: Counted,
  to: Counted,
): readonly { readonly stream: StreamName; readonly lostCount?: number }[] {
  const streams = [
    { stream: "events", lines: to.events - from.events, gaps: to.eventGaps - from.eventGaps },
    { stream: "journal", lines: to.journal - from.journal, gaps: to.journalGaps - from.journalGaps },
  ] as const;
  return streams
    .filter(({ lines, gaps }) => lines > 0 || gaps > 0)
    .map(({ stream, lines, gaps }) => (gaps > 0 ? { stream } : { stream, lostCount: lines }));
}
