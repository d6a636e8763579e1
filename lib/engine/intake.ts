import type { HostId } from "../domain/ids.ts";
import type { JournalLine, Signal } from "../domain/signal.ts";
import type { EpochMs } from "../domain/time.ts";
import type { SpoolRecord } from "../gate-protocol/answers.ts";
import { createBacklogWatch } from "./backlog-watch.ts";
import type { Clock, Gate, SourceCursor, StreamRow, StreamStore } from "./ports.ts";

const RETRY_MS = 1_000;
/** How often the gate is told what is stored; it re-reads at most this much after its own restart. */
const ACK_EVERY_MS = 2_000;
/** After a gate restart the daemon's ring comes back within this time, or it is empty. */
const RING_WAIT_MS = 2_000;
/** Journal lines of one host remembered by cursor, so that a line read twice is one line. */
const REMEMBERED_CURSORS = 5_000;

export type StoredRow = StreamRow & { readonly seq: number };

export interface IntakeHandlers {
  readonly onSignals: (signals: readonly Signal[]) => void;
  /** Rows that are on disk now. */
  readonly onStored: (rows: readonly StoredRow[]) => void;
  /** Every journal line once, stored or not: the engine log of the screen. */
  readonly onLines: (lines: readonly JournalLine[], gaps: readonly StreamRow[]) => void;
  readonly onStorageError: (error: unknown) => void;
  /** Numbering began anew: the gate was restarted since this host was last read. What could be read again is stored. */
  readonly onGateRestart: (gateStartedAt: EpochMs) => void;
  /** Everything the gate had kept of this host while nobody read it is stored. */
  readonly onCaughtUp: () => void;
}

interface IntakeOptions extends IntakeHandlers {
  readonly hostId: HostId;
  readonly gate: Gate;
  readonly store: StreamStore;
  readonly clock: Clock;
  /** Lines worth keeping: those a signature knows. */
  readonly isMarked: (line: JournalLine) => boolean;
}

/**
 * Reads one host's spool, for ever: what was missed first, then what comes. Rows and position are
 * stored in one transaction before anything else hears of them, so a killed console neither loses
 * nor repeats a row. An interruption that lost something is a row of its own.
 */
export function startIntake(options: IntakeOptions): { readonly stop: () => void } {
  const stopping = new AbortController();
  const cursors = rememberLast(REMEMBERED_CURSORS);
  void run();
  return { stop: () => stopping.abort() };

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await followOnce();
      } catch (error) {
        if (stopping.signal.aborted) return;
        if (isStorageError(error)) options.onStorageError(error);
      }
      await sleep(RETRY_MS, stopping.signal);
    }
  }

  async function followOnce(): Promise<void> {
    const { hostId, gate, store, clock } = options;
    let cursor = await store.cursor(hostId);
    let ackedAt = 0;
    const proof = createContinuityProof(options, (row) => keep([row], cursor));
    const backlog = createBacklogWatch(options.onCaughtUp);
    const frames = gate.follow(
      "spool.follow",
      { host: hostId, ...(cursor && { from: { epoch: cursor.epoch, seq: cursor.seq } }) },
      { signal: stopping.signal },
    );
    try {
      for await (const frame of frames) {
        if (frame.kind === "position") {
          const isSame = cursor?.epoch === frame.epoch;
          if (cursor !== undefined && !isSame)
            proof.begin(frame.gateStartedAt, await lastEventAt(store, hostId));
          const isNew = cursor === undefined;
          cursor = { ...cursor, epoch: frame.epoch, seq: frame.seq };
          if (isSame || isNew) backlog.begin(clock.now());
          // What said so lies before this place: without it a console that starts anew would call an open stream unread.
          options.onSignals(frame.streams.map((standing) => ({ hostId, kind: "stream-state", ...standing })));
          if (isSame && frame.droppedCount > 0) {
            const since = await lastEventAt(store, hostId);
            await keep([spoolGap(hostId, clock.now(), since, frame.droppedCount)], cursor);
          }
          continue;
        }
        const last = frame.records.at(-1);
        if (cursor === undefined || last === undefined) continue;
        const fresh = frame.records.filter(
          (record) =>
            record.kind !== "journal-line" || record.line.cursor === "" || cursors.add(record.line.cursor),
        );
        const journalCursor = lastCursor(frame.records) ?? cursor.journalCursor;
        cursor = {
          epoch: cursor.epoch,
          seq: last.seq,
          ...(journalCursor !== undefined && { journalCursor }),
        };
        const rows = fresh.flatMap((record) => toRow(hostId, record, options.isMarked));
        const stored = await keep(rows, cursor);
        await proof.take(rows, stored);
        backlog.took(last.at);
        handOn(fresh, rows, stored);
        if (clock.now() - ackedAt >= ACK_EVERY_MS) {
          ackedAt = clock.now();
          const position = { epoch: cursor.epoch, seq: cursor.seq };
          void gate
            .ask("spool.ack", { host: hostId, position }, { deadlineMs: ACK_EVERY_MS })
            .catch(() => undefined);
        }
      }
    } finally {
      proof.drop();
      backlog.drop();
    }
  }

  function handOn(
    fresh: readonly SpoolRecord[],
    rows: readonly StreamRow[],
    stored: readonly StoredRow[],
  ): void {
    options.onLines(
      fresh.flatMap((record) => (record.kind === "journal-line" ? [record.line] : [])),
      rows.filter((row) => row.kind === "gap" && row.gap.stream === "journal"),
    );
    const storedEvents = new Set(stored.map((row) => (row.kind === "docker-event" ? row.event : undefined)));
    options.onSignals(
      fresh.flatMap((record) =>
        // An event that was stored before was judged before.
        record.kind === "docker-event" && !storedEvents.has(record.event)
          ? []
          : [toSignal(options.hostId, record)],
      ),
    );
  }

  async function keep(
    rows: readonly StreamRow[],
    cursor: SourceCursor | undefined,
  ): Promise<readonly StoredRow[]> {
    if (cursor === undefined) return [];
    const stored = await options.store.append(options.hostId, rows, cursor);
    if (stored.length > 0) options.onStored(stored);
    return stored;
  }
}

/**
 * The daemon keeps its last 256 events. If one of those that come back after a gate restart is stored
 * already, nothing is missing between; else, or when none comes back, that stretch is a gap.
 */
function createContinuityProof(options: IntakeOptions, keepGap: (row: StreamRow) => Promise<unknown>) {
  let pending:
    | { readonly gateStartedAt: EpochMs; readonly since: EpochMs | undefined; readonly timer: NodeJS.Timeout }
    | undefined;

  async function settle(isProven: boolean): Promise<void> {
    if (pending === undefined) return;
    const { gateStartedAt, since, timer } = pending;
    pending = undefined;
    clearTimeout(timer);
    // Nothing was stored before: nothing can be missing.
    const isWhole = isProven || since === undefined;
    if (!isWhole) {
      const now = options.clock.now();
      const gap = {
        stream: "events" as const,
        fromAt: since,
        toAt: now,
        cause: RING_TOO_SHORT,
        isFilled: false,
        isOfRestart: true as const,
      };
      await keepGap({ hostId: options.hostId, at: now, kind: "gap", gap });
      options.onSignals([{ hostId: options.hostId, at: now, kind: "stream-gap", gap }]);
    }
    options.onGateRestart(gateStartedAt);
  }

  return {
    begin(gateStartedAt: EpochMs, since: EpochMs | undefined): void {
      const timer = setTimeout(() => void settle(false).catch(options.onStorageError), RING_WAIT_MS);
      pending = { gateStartedAt, since, timer };
    },
    async take(rows: readonly StreamRow[], stored: readonly StoredRow[]): Promise<void> {
      const events = rows.filter((row) => row.kind === "docker-event").length;
      if (pending === undefined || events === 0) return;
      await settle(events > stored.filter((row) => row.kind === "docker-event").length);
    },
    drop: () => clearTimeout(pending?.timer),
  };
}

const RING_TOO_SHORT =
  "The gate was restarted, and the daemon's memory of its last 256 events does not reach back to the last stored one.";

async function lastEventAt(store: StreamStore, hostId: HostId): Promise<EpochMs | undefined> {
  const [last] = await store.read(hostId, { kinds: ["docker-event"], limit: 1 });
  return last?.at;
}

function spoolGap(hostId: HostId, now: EpochMs, since: EpochMs | undefined, lostCount: number): StreamRow {
  return {
    hostId,
    at: now,
    kind: "gap",
    gap: {
      stream: "events",
      fromAt: since ?? now,
      toAt: now,
      cause: "The gate's spool was full while the console was away; its oldest records were dropped.",
      lostCount,
      isFilled: false,
      isOfRestart: true,
    },
  };
}

function toRow(
  hostId: HostId,
  record: SpoolRecord,
  isMarked: (line: JournalLine) => boolean,
): readonly StreamRow[] {
  const at = record.at;
  switch (record.kind) {
    case "docker-event":
      return [{ hostId, at, kind: "docker-event", event: record.event, isInferred: false }];
    case "journal-line":
      return isMarked(record.line) ? [{ hostId, at, kind: "journal-line", line: record.line }] : [];
    case "stream-gap":
      return [{ hostId, at, kind: "gap", gap: record.gap }];
    case "stream-state":
      return [];
  }
}

function toSignal(hostId: HostId, record: SpoolRecord): Signal {
  const { seq: _seq, ...rest } = record;
  return { hostId, ...rest } as Signal;
}

function lastCursor(records: readonly SpoolRecord[]): string | undefined {
  for (const record of records.toReversed()) {
    if (record.kind === "journal-line" && record.line.cursor !== "") return record.line.cursor;
  }
  return undefined;
}

function rememberLast(limit: number): { add: (key: string) => boolean } {
  const seen = new Set<string>();
  return {
    /** False when the key is known already. */
    add(key) {
      if (seen.has(key)) return false;
      seen.add(key);
      const [oldest] = seen;
      if (seen.size > limit && oldest !== undefined) seen.delete(oldest);
      return true;
    },
  };
}

const isStorageError = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && error.code === "storage";

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
