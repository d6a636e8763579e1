import type { FeedRow } from "#lib/protocol/views.ts";

export const FEED_LIMIT = 120; // rows drawn; older ones are on the Events tab of their host

/** Newest first; a row that came again with a higher count stands once, where its newest count came. */
export function newestFirst(rows: readonly FeedRow[], limit = FEED_LIMIT): readonly FeedRow[] {
  const seen = new Set<string>();
  const shown: FeedRow[] = [];
  for (const row of rows.toReversed()) {
    if (seen.has(row.id)) continue;
    seen.add(row.id);
    shown.push(row);
    if (shown.length === limit) break;
  }
  return shown;
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
