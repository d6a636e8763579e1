import type { ProcessReading } from "./facts.ts";
import type { ContainerId } from "./ids.ts";
import { isShim } from "./modes/shared/host-facts.ts";
import type { ContainerReading } from "./readings.ts";
import type { EpochMs } from "./time.ts";

/** Since when no shim holds a container that is listed as running, by each reading of the processes since. */
export type Unheld = ReadonlyMap<ContainerId, EpochMs>;

const NONE: Unheld = new Map();

/** One reading without its shim keeps the time of the first; a shim that is there again ends it. */
export function foldUnheld(
  before: Unheld,
  processes: readonly ProcessReading[],
  listed: readonly ContainerReading[],
  at: EpochMs,
): Unheld {
  const shims = processes.filter(isShim);
  // Without dockerd in sight its processes are elsewhere; shims of old generations do not say whom they hold.
  if (!processes.some(({ command }) => command === "dockerd")) return NONE;
  if (shims.some(({ containerId }) => containerId === undefined)) return NONE;
  const held = new Set(shims.map(({ containerId }) => containerId));
  const unheld = listed.filter(({ id, state }) => state === "running" && !held.has(id));
  return unheld.length === 0 ? NONE : new Map(unheld.map(({ id }) => [id, before.get(id) ?? at]));
}
