import type { ContainerHappening } from "./host-state.ts";
import type { ContainerReading, ContainerState } from "./readings.ts";
import type { EpochMs } from "./time.ts";

const EXITED = /^(?:Exited|Restarting|Dead) \((-?\d+)\)/;

const isUp = (state: ContainerState): boolean => state === "running" || state === "paused";

/**
 * What must have happened between two lists when the events of that time were missed. What came and went
 * in between leaves no trace, so this is the least that happened, not all of it.
 */
export function inferHappenings(
  before: readonly ContainerReading[],
  after: readonly ContainerReading[],
  at: EpochMs,
): readonly ContainerHappening[] {
  const found: ContainerHappening[] = [];
  const say = (
    container: ContainerReading,
    rest: Pick<ContainerHappening, "action" | "exitCode" | "health">,
  ) => found.push({ at, sourceAt: at, id: container.id, name: container.name, isInferred: true, ...rest });
  const known = new Map(before.map((container) => [container.id, container]));
  for (const container of after) {
    const old = known.get(container.id);
    known.delete(container.id);
    if (old === undefined) {
      say(container, { action: "create" });
      if (isUp(container.state)) say(container, { action: "start" });
      continue;
    }
    if (isUp(old.state) && !isUp(container.state))
      say(container, { action: "die", ...exitCodeOf(container) });
    if (!isUp(old.state) && isUp(container.state)) say(container, { action: "start" });
    if (old.state === "running" && container.state === "paused") say(container, { action: "pause" });
    if (old.state === "paused" && container.state === "running") say(container, { action: "unpause" });
    const health = container.health;
    if (
      health !== undefined &&
      health !== "starting" &&
      health !== old.health &&
      container.state === "running"
    )
      say(container, { action: "health", health });
  }
  for (const gone of known.values()) {
    if (isUp(gone.state)) say(gone, { action: "die" });
    say(gone, { action: "destroy" });
  }
  return found;
}

function exitCodeOf(container: ContainerReading): { exitCode?: number } {
  const match = EXITED.exec(container.status);
  return match ? { exitCode: Number(match[1]) } : {};
}
