import { foldSignals, startHostState } from "../fold.ts";
import type { HostState } from "../host-state.ts";
import type { DockerEvent, Signal } from "../signal.ts";
import type { EpochMs } from "../time.ts";
import { isOtherImage, toDeploy, withChange } from "./fold-changes.ts";
import type { KnownService } from "./host-change.ts";

/**
 * The state with what stored events tell of the time before Foghorn was started: deploys, without the digests, which no
 * event has; and what the services ran, to know a successor that came meanwhile. Oldest first.
 */
export function recallChanges(
  state: HostState,
  events: readonly { readonly at: EpochMs; readonly event: DockerEvent }[],
): HostState {
  const [first] = events;
  if (first === undefined) return state;
  const { hostId } = state;
  const signals = events.map(({ at, event }): Signal => ({ hostId, at, kind: "docker-event", event }));
  const past = batchesOf(signals).reduce(foldSignals, startHostState(hostId, first.at));
  const services = new Map(past.services);
  let changes = past.changes;
  for (const [key, known] of past.services) {
    const { previous } = known;
    // The same name with the same tag: whether that was another image, nobody can say any more.
    if (
      previous !== undefined &&
      previous.container === known.container &&
      !isOtherImage(previous.image, known.image)
    )
      changes = withChange(changes, toDeploy(key, known, previous));
  }
  for (const change of state.changes) changes = withChange(changes, change);
  for (const [key, now] of state.services) {
    const before = services.get(key);
    services.set(key, now);
    if (before === undefined || before.containerId === now.containerId || now.previous !== undefined)
      continue;
    if (isOtherImage(before.image, now.image) || before.container === now.container)
      changes = withChange(changes, toDeploy(key, now, before));
  }
  return {
    ...state,
    services: withoutPrevious(services),
    changes,
    changesKnownSinceAt: Math.min(state.changesKnownSinceAt, first.at),
  };
}

/** A removed container takes its story with it: what it died of is read before. */
function batchesOf(signals: readonly Signal[]): readonly (readonly Signal[])[] {
  const batches: Signal[][] = [[]];
  for (const signal of signals) {
    if (signal.kind === "docker-event" && signal.event.action === "destroy") batches.push([]);
    batches.at(-1)?.push(signal);
  }
  return batches;
}

/** What could be told of their predecessors is told. */
function withoutPrevious(services: ReadonlyMap<string, KnownService>): ReadonlyMap<string, KnownService> {
  return new Map(
    [...services].map(([key, { previous, ...service }]) => [
      key,
      service.image.imageId === undefined && previous?.image.imageId !== undefined
        ? { ...service, previous }
        : service,
    ]),
  );
}
