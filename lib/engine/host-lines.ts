import type { HostId } from "../domain/ids.ts";
import type { DockerEvent, JournalLine } from "../domain/signal.ts";
import type { EpochMs } from "../domain/time.ts";
import type { EngineLogRow, EventRow } from "../protocol/row-views.ts";
import type { StoredRow } from "./intake.ts";
import { createLineRing, type LineRing } from "./line-ring.ts";
import type { Clock, Gate, StreamRow, StreamStore } from "./ports.ts";
import { createRestartCells, type RestartRow } from "./restart-cells.ts";
import { atOf, type LineMark, toEngineLogGap, toEngineLogRow, toEventRow } from "./views/log-view.ts";

const LOG_ROWS = 5_000;
const EVENT_ROWS = 2_000;
/** Lines from before the console started, so that its first page is not empty. */
const SEED_LINES = 500;
const SEED_DEADLINE_MS = 5_000;

/** The line topics of one host as they are kept in memory, and what is counted along the way. */
export interface HostLines {
  readonly log: LineRing<EngineLogRow>;
  readonly events: LineRing<EventRow>;
  readonly restarts: (now: EpochMs) => readonly RestartRow[];
  readonly addLines: (lines: readonly JournalLine[], gaps: readonly StreamRow[]) => void;
  readonly addStored: (rows: readonly StoredRow[]) => void;
}

interface HostLinesOptions {
  readonly hostId: HostId;
  readonly epoch: string;
  readonly gate: Gate;
  readonly clock: Clock;
  readonly streams: StreamStore;
  readonly markOf: (line: JournalLine) => LineMark | undefined;
  readonly onRows: (
    topic: string,
    position: { readonly epoch: string; readonly seq: number },
    rows: readonly unknown[],
  ) => void;
  /** The stored events, once, before anything that comes. */
  readonly onStoredEvents: (events: readonly { readonly at: EpochMs; readonly event: DockerEvent }[]) => void;
  readonly onStorageError: (error: unknown) => void;
}

/**
 * Starts with what is stored and what the host's journal still has. Lines that come meanwhile wait, so
 * that rows stand in order; a line that is in both is one row.
 */
export function startHostLines(options: HostLinesOptions): HostLines {
  const { hostId, markOf } = options;
  const log = createLineRing<EngineLogRow>(options.epoch, LOG_ROWS);
  const events = createLineRing<EventRow>(options.epoch, EVENT_ROWS);
  const restarts = createRestartCells();
  const seeded = new Set<string>();
  let order = 0;
  let waiting: EngineLogRow[] | undefined = [];

  function toLogRow(line: JournalLine): EngineLogRow {
    order += 1;
    return toEngineLogRow(hostId, order, line, markOf(line));
  }

  function pushLog(rows: readonly EngineLogRow[]): void {
    if (rows.length > 0) options.onRows(`engine-log:${hostId}`, log.push(rows), rows);
  }

  function pushEvents(stored: readonly StoredRow[]): void {
    for (const row of stored) {
      if (row.kind === "docker-event") restarts.add(row.event, atOf(row.event, row.at));
    }
    const rows = stored.map(toEventRow).filter((row) => row !== undefined);
    if (rows.length > 0) options.onRows(`events:${hostId}`, events.push(rows), rows);
  }

  async function seedLog(): Promise<void> {
    const page = await options.gate
      .ask(
        "journal.read",
        { host: hostId, beforeAt: options.clock.now(), limit: SEED_LINES },
        { deadlineMs: SEED_DEADLINE_MS },
      )
      .catch(() => undefined); // what cannot be read now is read on demand
    const rows = (page?.lines ?? []).map(toLogRow);
    for (const row of rows) seeded.add(row.id);
    const later = (waiting ?? []).filter((row) => !seeded.has(row.id));
    waiting = undefined;
    pushLog([...rows, ...later]);
  }

  void options.streams
    .read(hostId, { kinds: ["docker-event", "gap"], limit: EVENT_ROWS })
    .then((stored) => {
      pushEvents(stored);
      options.onStoredEvents(
        stored.flatMap((row) => (row.kind === "docker-event" ? [{ at: row.at, event: row.event }] : [])),
      );
    })
    .catch(options.onStorageError);
  void seedLog();

  return {
    log,
    events,
    restarts: restarts.rows,
    addStored: pushEvents,
    addLines(lines, gaps) {
      const rows = [
        ...gaps.flatMap((row) => (row.kind === "gap" ? [toEngineLogGap(hostId, row.at, row.gap)] : [])),
        ...lines.map(toLogRow).filter((row) => !seeded.has(row.id)),
      ];
      if (waiting !== undefined) waiting.push(...rows);
      else pushLog(rows);
    },
  };
}
