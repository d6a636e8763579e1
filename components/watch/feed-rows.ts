import { fairShare } from "#lib/domain/fair-share.ts";
import { MINUTE_MS } from "#lib/domain/time.ts";
import type { FeedRow } from "#lib/protocol/row-views.ts";

export const FEED_LIMIT = 120; // rows drawn; older ones are on the Events tab of their host

/**
 * Newest first by the time that stands in the row: what was read afterwards lies where it happened. A row that came
 * again with a higher count stands once, at its newest count.
 */
export function newestFirst(rows: readonly FeedRow[]): readonly FeedRow[] {
  const newest = new Map<string, FeedRow>();
  for (const row of rows.toReversed()) if (!newest.has(row.id)) newest.set(row.id, row);
  return [...newest.values()].sort((a, b) => b.at - a.at);
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

/** A row of the feed; with `hostIds` it stands for the same line of so many hosts. */
export interface FeedItem extends FeedRow {
  readonly hostIds?: readonly string[];
}

const FEWEST_HOSTS = 3;
const TOGETHER_MS = 5 * MINUTE_MS;

/**
 * Newest first, and the same line of many hosts is one row at the place of its newest: a storm leaves room for what is
 * not part of it.
 */
export function feedItems(rows: readonly FeedRow[], limit = FEED_LIMIT): readonly FeedItem[] {
  const newest = new Map<string, FeedRow[]>();
  const groupOf = new Map<FeedRow, FeedRow[]>();
  const sorted = newestFirst(rows);
  for (const row of sorted) {
    const form = `${row.source} ${row.severity ?? ""} ${row.text}`;
    const open = newest.get(form);
    const group = open?.[0] !== undefined && open[0].at - row.at <= TOGETHER_MS ? open : [];
    group.push(row);
    newest.set(form, group);
    groupOf.set(row, group);
  }
  const items = sorted.flatMap((row): readonly FeedItem[] => {
    const group = groupOf.get(row) ?? [row];
    const hostIds = [...new Set(group.map(({ hostId }) => hostId))];
    if (hostIds.length < FEWEST_HOSTS) return [row];
    if (group[0] !== row) return [];
    return [{ ...row, hostIds, times: group.reduce((sum, { times }) => sum + times, 0) }];
  });
  return fairShare(items, limit);
}
