import type { EngineLogRow } from "#lib/protocol/views.ts";

const MARKED = 40;
const NEWEST = 20;

/** What the panel shows: the marked lines, and the newest of all, in their order. The whole log has its own page. */
export function panelRows(rows: readonly EngineLogRow[]): readonly EngineLogRow[] {
  const marked = rows.filter((row) => row.severity !== undefined || row.gap !== undefined).slice(-MARKED);
  const keep = new Set([...marked, ...rows.slice(-NEWEST)].map((row) => row.id));
  return rows.filter((row) => keep.has(row.id));
}
