import type { ContainerLogRow } from "../protocol/row-views.ts";

const CONTAINERS = 20;
const ROWS = 200;

/** The last lines of the containers somebody followed last: what can still be shown when the daemon is gone. */
export interface RecentLines {
  readonly add: (key: string, rows: readonly ContainerLogRow[]) => void;
  readonly of: (key: string) => readonly ContainerLogRow[];
}

export function createRecentLines(): RecentLines {
  const kept = new Map<string, readonly ContainerLogRow[]>();
  return {
    add(key, rows) {
      const known = new Map((kept.get(key) ?? []).map((row) => [row.id, row]));
      for (const row of rows) known.set(row.id, row);
      kept.delete(key);
      kept.set(key, [...known.values()].slice(-ROWS));
      const oldest = kept.keys().next().value;
      if (kept.size > CONTAINERS && oldest !== undefined) kept.delete(oldest);
    },
    of: (key) => kept.get(key) ?? [],
  };
}
