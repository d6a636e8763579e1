/** What one host may take of a list at first, as a part of the whole; what nobody else needs is given out after. */
const SHARE = 1 / 4;

/**
 * The first `limit` rows, in their order, but no host alone fills the list: what its daemon says, and apart from that
 * what Foghorn says of it, each get a quarter before the rest is given to whoever comes first.
 */
export function fairShare<Row extends { readonly hostId: string; readonly source: string }>(
  rows: readonly Row[],
  limit: number,
): readonly Row[] {
  if (rows.length <= limit) return rows;
  const share = Math.ceil(limit * SHARE);
  const taken = new Map<string, number>();
  const chosen = new Set<Row>();
  for (const row of rows) {
    if (chosen.size >= limit) break;
    const key = `${row.hostId}/${row.source === "probe"}`;
    const count = taken.get(key) ?? 0;
    if (count >= share) continue;
    taken.set(key, count + 1);
    chosen.add(row);
  }
  for (const row of rows) {
    if (chosen.size >= limit) break;
    chosen.add(row);
  }
  return rows.filter((row) => chosen.has(row));
}

/** The same of rows whose newest stand last: the window that a server hands out and a tab keeps. */
export const newestShare = <Row extends { readonly hostId: string; readonly source: string }>(
  rows: readonly Row[],
  limit: number,
): readonly Row[] => fairShare(rows.toReversed(), limit).toReversed();
