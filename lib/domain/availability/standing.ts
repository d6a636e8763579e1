import type { ContainerHappening, HostState } from "../host-state.ts";
import type { ContainerId } from "../ids.ts";
import type { ContainerReading } from "../readings.ts";
import type { EpochMs } from "../time.ts";
import { isAlwaysRestarted } from "./service-name.ts";

/**
 * up: wanted, and it runs and is not known to be ill. down: wanted, and not up. off: nobody wants it now, or nobody knows
 * whether: no part of any figure.
 */
export type Standing = "up" | "down" | "off";

/** One container as it was judged last. */
export interface Metered {
  readonly service: string;
  readonly standing: Standing;
  readonly state: ContainerReading["state"];
  readonly health?: ContainerReading["health"];
  /** As labelled: how many there are to be of its service. */
  readonly replicas?: number;
  /** Up until then, because it is still allowed to start. */
  readonly graceUntilAt?: EpochMs;
  /** How this life ended, once that was heard: a list does not tell a crash from a stop that was asked for. */
  readonly death?: { readonly at: EpochMs; readonly standing: Standing };
}

/** A health check that has not passed yet counts as up for as long as its container is allowed to start. */
export function graceEnd(
  id: ContainerId,
  startedAt: EpochMs | undefined,
  host: HostState,
): EpochMs | undefined {
  const inspect = host.inspects.get(id)?.lastGood?.reading;
  const from = startedAt ?? host.lives.get(id)?.startedAt ?? inspect?.startedAt;
  if (inspect === undefined || from === undefined) return undefined;
  return from + (inspect.healthcheck?.startPeriodMs ?? 0);
}

/** What a list says of a container, beside what was known of it before; `between` is the time since the last list. */
export function standingByList(
  container: ContainerReading,
  known: Metered | undefined,
  host: HostState,
  between: { readonly fromAt: EpochMs; readonly toAt: EpochMs; readonly wasApiAway: boolean },
): Pick<Metered, "standing" | "graceUntilAt"> {
  switch (container.state) {
    case "running": {
      if (container.health === "unhealthy") return { standing: "down" };
      if (container.health !== "starting") return { standing: "up" };
      const graceUntilAt = graceEnd(container.id, undefined, host);
      // Until its first inspect nobody knows how long it may take.
      if (graceUntilAt === undefined) return { standing: "off" };
      return graceUntilAt > between.toAt ? { standing: "up", graceUntilAt } : { standing: "down" };
    }
    case "paused":
    case "restarting":
      return { standing: "down" };
    case "exited":
      return { standing: standingOfStopped(known, between) };
    case "created":
      // It was asked for, and its start failed: dockerd said so to its caller and wrote it down here.
      return { standing: host.inspects.get(container.id)?.lastGood?.reading.error ? "down" : "off" };
    default:
      return { standing: "off" };
  }
}

/** Deaths this long before the API went are the daemon's doing: one that ends stops its containers first. */
const ENDING_ENGINE_MS = 15_000;

function standingOfStopped(
  known: Metered | undefined,
  { fromAt, wasApiAway }: { readonly fromAt: EpochMs; readonly wasApiAway: boolean },
): Standing {
  // It was stopped already when it was first seen: by whom and why nobody heard.
  if (known === undefined) return "off";
  if (wasApiAway) {
    const wasRunning = known.state === "running" || known.state === "paused";
    if (known.death === undefined ? wasRunning : known.death.at >= fromAt - ENDING_ENGINE_MS) return "down";
  }
  if (known.death !== undefined) return known.death.standing;
  // Found stopped without a word of how: nobody knows whether that was asked for.
  return known.standing === "down" && known.state !== "running" && known.state !== "paused" ? "down" : "off";
}

/** What a life's event makes of a container; undefined where it changes nothing. */
export function standingByEvent(
  happening: Pick<ContainerHappening, "action" | "exitCode" | "health" | "id"> & { readonly at: EpochMs },
  isAsked: boolean,
  host: HostState,
): Omit<Metered, "service"> | undefined {
  const { id, at } = happening;
  const inspect = host.inspects.get(id)?.lastGood?.reading;
  switch (happening.action) {
    case "start": {
      if (inspect?.healthcheck === undefined) return { standing: "up", state: "running" };
      const graceUntilAt = graceEnd(id, at, host) ?? at;
      return graceUntilAt > at
        ? { standing: "up", state: "running", graceUntilAt }
        : { standing: "down", state: "running" };
    }
    case "die": {
      const isDone = happening.exitCode === 0 && !isAlwaysRestarted(inspect);
      const standing = isAsked || isDone ? "off" : "down";
      return { standing, state: "exited", death: { at, standing } };
    }
    case "destroy":
      return { standing: "off", state: "removing" };
    case "pause":
      return { standing: "down", state: "paused" };
    case "unpause":
      return { standing: "up", state: "running" };
    case "health":
      return { standing: happening.health === "healthy" ? "up" : "down", state: "running" };
    default:
      return undefined;
  }
}
