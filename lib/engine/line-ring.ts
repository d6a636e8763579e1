/** Rows of one line topic that are kept in memory: numbered, bounded, resumable. */
export interface LineRing<Row> {
  readonly push: (rows: readonly Row[]) => { readonly epoch: string; readonly seq: number };
  readonly tail: (
    count: number,
    beforeSeq?: number,
  ) => { readonly epoch: string; readonly seq: number; readonly rows: readonly Row[] };
  /** Rows after a position; undefined when it is of another epoch or older than what is kept. */
  readonly after: (
    position: { readonly epoch: string; readonly seq: number },
    limit: number,
  ) => { readonly epoch: string; readonly seq: number; readonly rows: readonly Row[] } | undefined;
}

/** Keeps the newest `limit` rows, holds at most twice as many. The first row has sequence 1. */
export function createLineRing<Row>(epoch: string, limit: number): LineRing<Row> {
  let rows: Row[] = [];
  let last = 0;
  const firstSeq = () => last - rows.length + 1;
  return {
    push(added) {
      for (const row of added) rows.push(row);
      last += added.length;
      if (rows.length > limit * 2) rows = rows.slice(-limit);
      return { epoch, seq: last };
    },
    tail(count, beforeSeq) {
      const end =
        beforeSeq === undefined ? rows.length : Math.max(0, Math.min(rows.length, beforeSeq - firstSeq()));
      const slice = rows.slice(Math.max(0, end - count), end);
      return { epoch, seq: beforeSeq === undefined ? last : Math.min(last, beforeSeq - 1), rows: slice };
    },
    after(position, max) {
      if (position.epoch !== epoch || position.seq > last || position.seq < firstSeq() - 1) return undefined;
      const start = position.seq - firstSeq() + 1;
      const slice = rows.slice(start, start + max);
      return { epoch, seq: position.seq + slice.length, rows: slice };
    },
  };
}
