import type { HostSummary } from "#lib/protocol/views.ts";

export interface RestartRow {
  readonly hostId: string;
  readonly container: string;
  /** Oldest first, ten minutes each. */
  readonly cells: readonly number[];
  readonly total: number;
}

export const CRASH_LOOP_RESTARTS = 5; // in ten minutes, as the symptom counts them
const ROWS = 6;

/** The containers that restarted most, over all hosts; empty when no host counts restarts. */
export function restartRows(hosts: readonly HostSummary[]): readonly RestartRow[] {
  return hosts
    .flatMap((host) =>
      (host.restarts ?? []).map((row) => ({
        hostId: host.id,
        container: row.container,
        cells: row.cells,
        total: row.cells.reduce((sum, count) => sum + count, 0),
      })),
    )
    .filter((row) => row.total > 0)
    .toSorted((a, b) => b.total - a.total || a.container.localeCompare(b.container, "en"))
    .slice(0, ROWS);
}

/** By luminance; only a cell at the limit of a crash loop has a hue. */
export function heatOf(count: number): 0 | 1 | 2 | 3 {
  if (count >= CRASH_LOOP_RESTARTS) return 3;
  if (count >= 3) return 2;
  return count > 0 ? 1 : 0;
}
