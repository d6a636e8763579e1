import { encoded, message, type Subscription, type Topic } from "./subscription.ts";

interface Position {
  readonly epoch: string;
  readonly seq: number;
}

interface Rows extends Position {
  readonly rows: readonly unknown[];
}

export interface LineSource {
  readonly tail: (count: number) => Promise<Rows>;
  /** Undefined when the position is of another epoch or too old. */
  readonly after: (position: Position, limit: number) => Promise<Rows | undefined>;
  /** A reader that lagged gets every row after all, instead of a count of those it missed. */
  readonly isNeverCut: boolean;
}

export interface LineTopic extends Topic {
  readonly publish: (rows: Rows) => void;
  readonly open: (
    subscription: Subscription,
    start: { readonly from?: Position | undefined; readonly tail: number },
  ) => Promise<void>;
}

interface Reader {
  epoch: string;
  /** Of the last row it was sent, or that was dropped for it. */
  seq: number;
  /** catching-up: rows reach it from the store. parked: that begins once its buffer has drained. */
  mode: "live" | "catching-up" | "parked";
  dropped: number;
}

const CATCH_UP_ROWS = 500;
const DEFAULT_TAIL = 200;

/** A topic of numbered rows. A reader gets each row once and in order, or a count of those it did not get. */
export function createLineTopic(source: LineSource): LineTopic {
  const readers = new Map<Subscription, Reader>();
  let latest: Position | undefined;
  let gathered: { epoch: string; seq: number; rows: unknown[] } | undefined;

  const isOpen = (subscription: Subscription) => !subscription.signal.aborted && readers.has(subscription);

  /** Rows from the store until there are none that were published and not sent; then the reader is live. */
  const catchUp = async (subscription: Subscription, reader: Reader): Promise<void> => {
    reader.mode = "catching-up";
    while (isOpen(subscription)) {
      const rows = await source.after(reader, CATCH_UP_ROWS);
      if (!isOpen(subscription)) return;
      if (rows === undefined) return beginAnew(subscription, reader, DEFAULT_TAIL);
      reader.seq = rows.seq;
      if (rows.rows.length > 0) {
        await subscription.outbox.sendAndWait(encoded("delta", subscription.id, rows, rowsText(rows.rows)));
      }
      // Between this look and the next flush nothing runs, so no row can fall between.
      const isComplete = latest === undefined || latest.epoch !== reader.epoch || latest.seq <= reader.seq;
      if (rows.rows.length < CATCH_UP_ROWS && isComplete) {
        reader.mode = "live";
        return;
      }
      if (rows.rows.length === 0) return beginAnew(subscription, reader, DEFAULT_TAIL);
    }
  };

  /** The newest rows. A reader of the same numbering keeps what it has and is told how many lie between. */
  const beginAnew = async (subscription: Subscription, reader: Reader, tail: number): Promise<void> => {
    const rows = await source.tail(tail);
    if (subscription.signal.aborted) return;
    const { id } = subscription;
    const first = rows.seq - rows.rows.length + 1;
    const isContinued = rows.epoch === reader.epoch && first > reader.seq;
    const dropped = first - 1 - reader.seq;
    if (isContinued && dropped > 0) {
      const marker = { kind: "lag", id, epoch: rows.epoch, seq: first - 1, dropped } as const;
      await subscription.outbox.sendAndWait(message(marker));
    }
    const text = isContinued ? `{"rows":${listText(rows.rows)}}` : listText(rows.rows);
    await subscription.outbox.sendAndWait(encoded(isContinued ? "delta" : "snap", id, rows, text));
    reader.epoch = rows.epoch;
    reader.seq = rows.seq;
    await catchUp(subscription, reader);
  };

  const deliver = (subscription: Subscription, reader: Reader, batch: Rows, text: string) => {
    if (reader.mode !== "live") return;
    const before = batch.seq - batch.rows.length;
    if (batch.epoch !== reader.epoch || before > reader.seq) return repair(subscription, reader);
    if (batch.seq <= reader.seq) return;
    const fresh = batch.rows.slice(reader.seq - before);
    const data = fresh.length === batch.rows.length ? text : rowsText(fresh);
    if (subscription.outbox.send(encoded("delta", subscription.id, batch, data))) {
      reader.seq = batch.seq;
    } else if (source.isNeverCut) {
      reader.mode = "parked";
    } else {
      reader.dropped += fresh.length;
      reader.seq = batch.seq;
    }
  };

  const repair = (subscription: Subscription, reader: Reader) => {
    catchUp(subscription, reader).catch((error: unknown) => {
      console.error(`Rows of ${subscription.topic} could not be read:`, error);
      readers.delete(subscription);
      const { epoch, seq } = reader;
      const reason = "Its rows cannot be read at the moment.";
      subscription.outbox.send(message({ kind: "end", id: subscription.id, epoch, seq, reason }));
      subscription.ended();
    });
  };

  const flushNow = () => {
    const batch = gathered;
    gathered = undefined;
    if (batch === undefined) return;
    const text = rowsText(batch.rows);
    for (const [subscription, reader] of readers) deliver(subscription, reader, batch, text);
  };

  return {
    publish: ({ epoch, seq, rows }) => {
      if (gathered !== undefined && gathered.epoch !== epoch) flushNow();
      latest = { epoch, seq };
      gathered ??= { epoch, seq, rows: [] };
      gathered.seq = seq;
      for (const row of rows) gathered.rows.push(row);
    },
    open: async (subscription, { from, tail }) => {
      const reader: Reader = {
        epoch: from?.epoch ?? "",
        seq: from?.seq ?? 0,
        mode: "catching-up",
        dropped: 0,
      };
      readers.set(subscription, reader);
      try {
        await (from === undefined ? beginAnew(subscription, reader, tail) : catchUp(subscription, reader));
      } catch (error) {
        readers.delete(subscription);
        throw error;
      }
    },
    close: (subscription) => {
      readers.delete(subscription);
    },
    flush: async () => flushNow(),
    recovered: async (subscription) => {
      const reader = readers.get(subscription);
      if (reader === undefined) return;
      const { dropped, epoch, seq } = reader;
      reader.dropped = 0;
      if (dropped > 0) {
        subscription.outbox.send(message({ kind: "lag", id: subscription.id, epoch, seq, dropped }));
      }
      if (reader.mode === "parked") repair(subscription, reader);
    },
    isUnused: () => readers.size === 0,
  };
}

const listText = (rows: readonly unknown[]): string =>
  `[${rows.map((row) => JSON.stringify(row)).join(",")}]`;
const rowsText = (rows: readonly unknown[]): string => `{"rows":${listText(rows)}}`;
