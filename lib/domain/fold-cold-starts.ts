import type { ColdStart, ContainerHappening, HostState } from "./host-state.ts";
import type { EpochMs } from "./time.ts";

const MAX_SERVICES = 500;
const MAX_STARTS = 10;

type ColdStarts = HostState["coldStarts"];

/** A container's name without the number of its replica: shop-web-2 and shop-web-1 are one service. */
export const serviceOf = (containerName: string): string => containerName.replace(/[-_]\d+$/, "");

/**
 * The starts with one more happening. What was found by comparing lists has no time, and while the daemon itself comes up
 * everything starts at once: neither says how long a service takes.
 */
export function foldColdStart(
  starts: ColdStarts,
  { action, id, name, sourceAt, health, isInferred }: ContainerHappening,
  at: EpochMs,
  isEngineTurning: boolean,
): ColdStarts {
  if (isInferred === true) return starts;
  const service = serviceOf(name);
  const known = starts.get(service) ?? [];
  const pending = known.find((start) => start.id === id && start.readyMs === undefined);
  switch (action) {
    case "start": {
      if (isEngineTurning) return starts;
      const others = known.filter((start) => start.id !== id || start.readyMs !== undefined);
      return withStarts(starts, service, [...others, { id, startedAt: at, sourceAt }]);
    }
    case "health": {
      if (health !== "healthy" || pending === undefined) return starts;
      const ready = { ...pending, readyMs: Math.max(0, sourceAt - pending.sourceAt) };
      return withStarts(
        starts,
        service,
        known.map((start) => (start === pending ? ready : start)),
      );
    }
    case "die":
    case "destroy":
      if (pending === undefined) return starts;
      return withStarts(
        starts,
        service,
        known.filter((start) => start !== pending),
      );
    default:
      return starts;
  }
}

/** The service that started last stands last; those that did not start for longest are forgotten first. */
function withStarts(starts: ColdStarts, service: string, list: readonly ColdStart[]): ColdStarts {
  const next = new Map(starts);
  next.delete(service);
  if (list.length > 0) next.set(service, list.slice(-MAX_STARTS));
  for (const key of next.keys()) {
    if (next.size <= MAX_SERVICES) break;
    next.delete(key);
  }
  return next;
}
