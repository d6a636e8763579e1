import type { HostState } from "../domain/host-state.ts";
import type { ContainerId } from "../domain/ids.ts";
import type { ContainerReading } from "../domain/readings.ts";
import type { DockerEvent } from "../domain/signal.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../domain/time.ts";

/** Many that do not run must not keep those that do from their turn. */
const MAX_STILL = 20;
/** A start that fails says so to nobody but its caller: no event, only the container's own error. */
const YOUNG_MS = MINUTE_MS;
const YOUNG_AGAIN_MS = 3 * SECOND_MS;
const OLD_AGAIN_MS = MINUTE_MS;

export interface InspectTurns {
  /** Whose inspect is worth asking for: all that run, and of the others those that have something to tell. */
  readonly due: (host: HostState, now: EpochMs) => readonly ContainerReading[];
  /** A start that failed leaves the network it had joined. Returns whose turn that makes it. */
  readonly take: (event: DockerEvent) => ContainerId | undefined;
  /** Its word is in. */
  readonly told: (id: ContainerId) => void;
}

export function createInspectTurns(): InspectTurns {
  const left = new Set<ContainerId>();

  const isDue = (container: ContainerReading, host: HostState, now: EpochMs): boolean => {
    if (left.has(container.id)) return true;
    const last = host.inspects.get(container.id)?.tries.at(-1);
    if (last === undefined) return true;
    const known = host.inspects.get(container.id)?.lastGood?.reading.state;
    // The list says "removing" where inspect says "dead": a removal that failed is both.
    const isSame = known === container.state || (container.state === "removing" && known === "dead");
    const isYoung = now - container.createdAt < YOUNG_MS;
    const isOpen = !isSame || container.state === "created";
    return isOpen && now - last.at >= (isYoung || !isSame ? YOUNG_AGAIN_MS : OLD_AGAIN_MS);
  };

  return {
    due(host, now) {
      const all = host.containers.lastGood?.reading ?? [];
      const running = all.filter(({ state }) => state === "running");
      const still = all.filter(({ state }) => state !== "running").filter((each) => isDue(each, host, now));
      return [...running, ...still.slice(0, MAX_STILL)];
    },
    take(event) {
      const id = event.attributes.container;
      if (event.type !== "network" || event.action !== "disconnect" || id === undefined) return undefined;
      if (left.size >= MAX_STILL) left.clear();
      left.add(id as ContainerId);
      return id as ContainerId;
    },
    told: (id) => void left.delete(id),
  };
}
