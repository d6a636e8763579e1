import type { DockerEvent } from "../domain/signal.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../domain/time.ts";

const CELL_MS = 10 * MINUTE_MS;
const CELLS = 36;
const CONTAINERS_SHOWN = 6;
/** Names that died within the window; a CI host has many, and only the worst are drawn. */
const CONTAINERS_KEPT = 500;
/** `docker stop` sends its signal, then waits ten seconds by default before it kills. */
const PLANNED_WITHIN_MS = 15 * SECOND_MS;

export interface RestartRow {
  readonly container: string;
  /** 36 cells of 10 minutes, oldest first. */
  readonly cells: readonly number[];
}

/** Counts starts after a death that nobody asked for, per container and ten minutes, over six hours. */
export function createRestartCells(): {
  readonly add: (event: DockerEvent, at: EpochMs) => void;
  readonly rows: (now: EpochMs) => readonly RestartRow[];
} {
  const counts = new Map<string, Map<number, number>>();
  const killedAt = new Map<string, EpochMs>();
  /** Died by themselves and did not start again: what ends once and for all is no restart. */
  const died = new Map<string, true>();

  function add(event: DockerEvent, at: EpochMs): void {
    if (event.type !== "container") return;
    if (event.action === "kill" || event.action === "stop") {
      killedAt.delete(event.actorId);
      killedAt.set(event.actorId, at);
      forgetOldest(killedAt, CONTAINERS_KEPT);
      return;
    }
    if (event.action === "die") {
      if (at - (killedAt.get(event.actorId) ?? Number.NEGATIVE_INFINITY) < PLANNED_WITHIN_MS) return;
      died.set(event.actorId, true);
      forgetOldest(died, CONTAINERS_KEPT);
      return;
    }
    if (event.action !== "start" || !died.delete(event.actorId)) return;
    const name = event.attributes.name ?? event.actorId.slice(0, 12);
    const cells = counts.get(name) ?? new Map<number, number>();
    const cell = Math.floor(at / CELL_MS);
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
    forgetOldest(cells, CELLS);
    counts.delete(name);
    counts.set(name, cells);
    forgetOldest(counts, CONTAINERS_KEPT);
  }

  function rows(now: EpochMs): readonly RestartRow[] {
    const first = Math.floor(now / CELL_MS) - CELLS + 1;
    return [...counts]
      .map(([container, counted]) => ({
        container,
        cells: Array.from({ length: CELLS }, (_, index) => counted.get(first + index) ?? 0),
      }))
      .map((row) => ({ ...row, total: row.cells.reduce((sum, count) => sum + count, 0) }))
      .filter((row) => row.total > 0)
      .toSorted((a, b) => b.total - a.total)
      .slice(0, CONTAINERS_SHOWN)
      .map(({ container, cells }) => ({ container, cells }));
  }

  return { add, rows };
}

function forgetOldest<Key, Value>(map: Map<Key, Value>, limit: number): void {
  const [oldest] = map.keys();
  if (map.size > limit && oldest !== undefined) map.delete(oldest);
}
