import type { Severity } from "#lib/domain/severity.ts";
import type { StreamGap } from "#lib/domain/signal.ts";
import type { EpochMs } from "#lib/domain/time.ts";
import type { ContainerLifeMark, ContainerLogRow, EngineLogRow } from "#lib/protocol/row-views.ts";
import { type Logfmt, parseLogfmt } from "./logfmt.ts";

/** A line as both logs draw it. */
export interface LogRow {
  readonly key: string;
  readonly at: EpochMs;
  /** Which lane spoke: stdout and stderr, or the units of the engine. */
  readonly lane: string;
  /** As it was written: what is searched, copied and pinned. */
  readonly text: string;
  /** What is drawn instead, where time and level of the line have columns already. */
  readonly parsed?: Logfmt;
  readonly level?: "error" | "warn" | "info" | "debug";
  /** Of the signature the line matched. */
  readonly severity?: Severity;
  /** Name of that signature. */
  readonly signature?: string;
  /** Container id in front of output that the journald driver wrote. */
  readonly from?: string;
  /** True length of a line that was cut. */
  readonly byteCount?: number;
  /** So many lines were left out here. */
  readonly skipped?: number;
  readonly gap?: StreamGap;
  /** What happened to the container here. */
  readonly life?: ContainerLifeMark;
  /** Decimal nanoseconds, to ask for what came before. */
  readonly timeNano?: string;
}

/** Rows come again with every message; the same row stays the same object, so that it is not drawn anew. */
function remembered<Row extends object>(make: (row: Row) => LogRow): (row: Row) => LogRow {
  const made = new WeakMap<Row, LogRow>();
  return (row) => {
    const known = made.get(row) ?? make(row);
    made.set(row, known);
    return known;
  };
}

export const fromContainerRow = remembered((row: ContainerLogRow): LogRow => {
  const parsed = parseLogfmt(row.text);
  return {
    key: row.id,
    at: row.at,
    lane: row.stream,
    text: row.text,
    timeNano: row.timeNano,
    ...(row.level && { level: row.level }),
    ...(row.byteCount !== undefined && { byteCount: row.byteCount }),
    ...(row.skipped !== undefined && { skipped: row.skipped }),
    ...(row.life && { life: row.life }),
    ...(parsed && { parsed }),
  };
});

export const fromEngineRow = remembered((row: EngineLogRow): LogRow => {
  const parsed = parseLogfmt(row.text);
  const signature = row.mark ?? row.mode?.replaceAll("-", " ");
  return {
    key: row.id,
    at: row.at,
    lane: row.unit,
    text: row.text,
    ...(row.level && { level: row.level }),
    ...(row.severity && { severity: row.severity }),
    ...(signature !== undefined && { signature }),
    ...(row.containerId && { from: row.containerId.slice(0, 12) }),
    ...(row.gap && { gap: row.gap }),
    ...(parsed && { parsed }),
  };
});

export const isLine = (row: LogRow): boolean =>
  row.gap === undefined && row.skipped === undefined && row.life === undefined;

/** Worth stopping at: an error, or a line that a signature knows. */
export const isMarked = (row: LogRow): boolean => row.severity !== undefined || row.level === "error";

/** Says itself that something is wrong, and no signature knows it. Output of containers is not the engine's. */
export const isUnrecognised = (row: LogRow): boolean =>
  isLine(row) &&
  row.severity === undefined &&
  row.signature === undefined &&
  row.lane !== "container" &&
  (row.level === "error" || row.level === "warn");

/** How loud a row is drawn. A signature's word counts more than the level a line claims for itself. */
export function washOf(row: LogRow): "e" | "w" | "n" | "" {
  if (row.severity !== undefined) return ({ page: "e", ticket: "w", notice: "n" } as const)[row.severity];
  return row.level === "error" ? "e" : row.level === "warn" ? "w" : "";
}

/** Right end of the key line: "1 gap, none lost", over what is loaded. */
export function gapLine(rows: readonly LogRow[]): string {
  const gaps = rows.flatMap(({ gap }) => gap ?? []);
  if (gaps.length === 0) return "no gap in what is loaded";
  const lost = gaps.filter(({ isFilled }) => !isFilled);
  const count = gaps.length === 1 ? "1 gap" : `${gaps.length} gaps`;
  if (lost.length === 0) return `${count}, none lost`;
  const lines = lost.reduce((sum, { lostCount = 0 }) => sum + lostCount, 0);
  return lost.some(({ lostCount }) => lostCount === undefined) || lines === 0
    ? `${count}, lines are missing`
    : `${count}, ${lines} ${lines === 1 ? "line" : "lines"} lost`;
}
