import type { Severity } from "#lib/domain/severity.ts";
import type { StreamGap } from "#lib/domain/signal.ts";
import type { EpochMs } from "#lib/domain/time.ts";
import type { ContainerLogRow, EngineLogRow } from "#lib/protocol/views.ts";

/** A line as both logs draw it. */
export interface LogRow {
  readonly key: string;
  readonly at: EpochMs;
  /** Which lane spoke: stdout and stderr, or the units of the engine. */
  readonly lane: string;
  readonly text: string;
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
  /** Decimal nanoseconds, to ask for what came before. */
  readonly timeNano?: string;
}

export function fromContainerRow(row: ContainerLogRow): LogRow {
  return {
    key: row.id,
    at: row.at,
    lane: row.stream,
    text: row.text,
    timeNano: row.timeNano,
    ...(row.level && { level: row.level }),
    ...(row.byteCount !== undefined && { byteCount: row.byteCount }),
    ...(row.skipped !== undefined && { skipped: row.skipped }),
  };
}

export function fromEngineRow(row: EngineLogRow): LogRow {
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
  };
}

export const isLine = (row: LogRow): boolean => row.gap === undefined && row.skipped === undefined;

/** Worth stopping at: an error, or a line that a signature knows. */
export const isMarked = (row: LogRow): boolean => row.severity !== undefined || row.level === "error";

/** How loud a row is drawn. A signature's word counts more than the level a line claims for itself. */
export function washOf(row: LogRow): "e" | "w" | "n" | "" {
  if (row.severity !== undefined) return ({ page: "e", ticket: "w", notice: "n" } as const)[row.severity];
  return row.level === "error" ? "e" : row.level === "warn" ? "w" : "";
}
