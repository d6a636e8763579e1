import type { ContainerDeath, ContainerHappening, ContainerLife, ImagePull } from "./host-state.ts";
import { type ContainerId, isContainerId } from "./ids.ts";
import type { DockerEvent } from "./signal.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "./time.ts";

const KEEP_MS = 30 * MINUTE_MS;
const MAX_KEPT = 20;
// `docker stop` sends TERM, waits its grace period (10 s unless told), then KILL; longer graces repeat the kill event.
export const STOP_GRACE_MS = 60_000;
// `docker restart` and `docker stop` of 20.10 say so only after the death.
export const STOP_TOLD_AFTER_MS = 1_000;
// HUP, USR1 and USR2 ask a program to reload or dump: a death after them is its own.
const HARMLESS_SIGNALS = new Set(["1", "10", "12"]);

const ACTIONS = new Set<string>([
  "create",
  "start",
  "die",
  "oom",
  "stop",
  "kill",
  "pause",
  "unpause",
  "restart",
  "destroy",
]);

/** The happening an event describes, or undefined when it is about something else (exec noise, images, networks). */
export function toHappening(event: DockerEvent, at: EpochMs): ContainerHappening | undefined {
  if (event.type !== "container" || !isContainerId(event.actorId)) return undefined;
  const action = toAction(event.action);
  if (action === undefined) return undefined;
  const exitCode = Number.parseInt(event.attributes.exitCode ?? "", 10);
  const health = toHealth(event.action);
  return {
    at,
    // Nanoseconds: the last six digits are below a millisecond.
    sourceAt: Number(event.timeNano.slice(0, -6)) || at,
    id: event.actorId,
    name: event.attributes.name ?? event.actorId.slice(0, 12),
    action,
    ...(action === "die" && Number.isFinite(exitCode) && { exitCode }),
    ...(health && { health }),
    ...(action === "kill" && event.attributes.signal !== undefined && { signal: event.attributes.signal }),
  };
}

/** The pull an event tells of; a failed pull has none. */
export function toImagePull(event: DockerEvent, at: EpochMs): ImagePull | undefined {
  if (event.type !== "image" || event.action !== "pull") return undefined;
  return { sourceAt: Number(event.timeNano.slice(0, -6)) || at, ref: event.actorId };
}

function toAction(action: string): ContainerHappening["action"] | undefined {
  if (toHealth(action)) return "health";
  // podman says "remove" and "died" where Docker says "destroy" and "die".
  const name = action === "remove" ? "destroy" : action === "died" ? "die" : action;
  return ACTIONS.has(name) ? (name as ContainerHappening["action"]) : undefined;
}

function toHealth(action: string): "healthy" | "unhealthy" | undefined {
  if (action === "health_status: healthy") return "healthy";
  return action === "health_status: unhealthy" ? "unhealthy" : undefined;
}

export const startLife = (id: ContainerId, name: string): ContainerLife => ({
  id,
  name,
  deaths: [],
  oomsAt: [],
  restartCounts: [],
});

/** Somebody told the daemon to end this life of the container. */
export const asksToStop = ({ action, signal }: Pick<ContainerHappening, "action" | "signal">): boolean =>
  action === "stop" || action === "restart" || (action === "kill" && !HARMLESS_SIGNALS.has(signal ?? ""));

/**
 * A container's story with one more happening; undefined once it is removed. `at` is the happening on our
 * clock; `isEngineTurning` says that the daemon itself went or came around then, which kills containers
 * that are not to blame.
 */
export function foldHappening(
  life: ContainerLife,
  happening: ContainerHappening,
  at: EpochMs,
  isEngineTurning: boolean,
): ContainerLife | undefined {
  const named = happening.name === life.name ? life : { ...life, name: happening.name };
  switch (happening.action) {
    case "destroy":
      return undefined;
    case "start": {
      // Health begins anew with each life: a deploy is no flapping.
      const { stopAskedAt: _over, health: _before, pausedAt: _paused, ...rest } = named;
      return { ...rest, startedAt: at };
    }
    case "stop":
    case "restart":
      // Newer engines report the stop before the death it asked for; older ones report it afterwards.
      return withPlannedDeath({ ...named, stopAskedAt: at }, at);
    case "kill":
      return asksToStop(happening) ? { ...named, stopAskedAt: at } : named;
    case "die":
      return {
        ...named,
        deaths: kept([...named.deaths, toDeath(named, happening, at, isEngineTurning)], at),
      };
    case "oom":
      return {
        ...named,
        oomsAt: [...named.oomsAt, at].filter((oomAt) => at - oomAt < KEEP_MS).slice(-MAX_KEPT),
      };
    case "health":
      return happening.health === undefined ? named : withHealth(named, happening.health, at);
    case "pause":
      return { ...named, pausedAt: at };
    case "unpause": {
      const { pausedAt: _over, ...rest } = named;
      return rest;
    }
    case "create":
      return named;
  }
}

/** Docker tells a change, never the same again; the first word of a life is none. */
function withHealth(life: ContainerLife, status: "healthy" | "unhealthy", at: EpochMs): ContainerLife {
  const isChange = life.health !== undefined && life.health.status !== status;
  const known = life.healthChangedAt ?? [];
  const changes = isChange ? [...known, at].filter((changedAt) => at - changedAt < HOUR_MS) : known;
  return {
    ...life,
    health: { status, at },
    ...(changes.length > 0 && { healthChangedAt: changes.slice(-MAX_KEPT) }),
  };
}

function toDeath(
  life: ContainerLife,
  happening: ContainerHappening,
  at: EpochMs,
  isEngineTurning: boolean,
): ContainerDeath {
  const wasAsked = life.stopAskedAt !== undefined && at - life.stopAskedAt <= STOP_GRACE_MS;
  return {
    at,
    isPlanned: wasAsked || isEngineTurning,
    ...(happening.isInferred && { isInferred: true }),
    ...(happening.exitCode !== undefined && { exitCode: happening.exitCode }),
    ...(life.startedAt !== undefined && { livedMs: Math.max(0, at - life.startedAt) }),
  };
}

/** Within a second of the death, it was asked for. */
function withPlannedDeath(life: ContainerLife, at: EpochMs): ContainerLife {
  const last = life.deaths.at(-1);
  if (last === undefined || last.isPlanned || at - last.at > STOP_TOLD_AFTER_MS) return life;
  return { ...life, deaths: [...life.deaths.slice(0, -1), { ...last, isPlanned: true }] };
}

const kept = (deaths: readonly ContainerDeath[], at: EpochMs): readonly ContainerDeath[] =>
  deaths.filter((death) => at - death.at < KEEP_MS).slice(-MAX_KEPT);
