import type { FeedRow } from "#lib/protocol/views.ts";

export const FEED_LIMIT = 120; // rows drawn; older ones are on the Events tab of their host

/**
 * Newest first by the time that stands in the row: what was read afterwards lies where it happened. A row that came
 * again with a higher count stands once, at its newest count.
 */
export function newestFirst(rows: readonly FeedRow[], limit = FEED_LIMIT): readonly FeedRow[] {
  const newest = new Map<string, FeedRow>();
  for (const row of rows.toReversed()) if (!newest.has(row.id)) newest.set(row.id, row);
  return [...newest.values()].sort((a, b) => b.at - a.at).slice(0, limit);
}

/** Rows that came while the feed stood still, and how many of them are marked. */
export function since(
  rows: readonly FeedRow[],
  frozen: readonly FeedRow[],
): { readonly count: number; readonly markedCount: number } {
  const known = new Set(frozen.map((row) => `${row.id} ${row.times}`));
  const fresh = newestFirst(rows).filter((row) => !known.has(`${row.id} ${row.times}`));
  return {
    count: fresh.length,
    markedCount: fresh.filter((row) => row.severity === "page" || row.severity === "ticket").length,
  };
}
