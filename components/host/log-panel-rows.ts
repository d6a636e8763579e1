import type { EngineLogRow } from "#lib/protocol/row-views.ts";

const MARKED = 40;
const UNKNOWN = 10;
const NEWEST = 20;

/** An error or a warning that no signature knows. */
export const isUnrecognised = ({ level, unit, mark, severity, gap }: EngineLogRow): boolean =>
  (level === "error" || level === "warn") &&
  unit !== "container" &&
  mark === undefined &&
  severity === undefined &&
  gap === undefined;

/** What the panel shows: the marked lines, the newest that nothing knows, and the newest of all, in their order. The whole log has its own page. */
export function panelRows(rows: readonly EngineLogRow[]): readonly EngineLogRow[] {
  const marked = rows.filter((row) => row.severity !== undefined || row.gap !== undefined).slice(-MARKED);
  const unknown = rows.filter((row) => row.level === "error" && isUnrecognised(row)).slice(-UNKNOWN);
  const keep = new Set([...marked, ...unknown, ...rows.slice(-NEWEST)].map((row) => row.id));
  return rows.filter((row) => keep.has(row.id));
}
