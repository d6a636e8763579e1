import type { UnitReading } from "../../facts.ts";
import type { HostState, ProbeHistory, ProbeTry } from "../../host-state.ts";
import type { ApiFailure } from "../../readings.ts";
import type { EpochMs } from "../../time.ts";
import { isInMotion, socketOf, unitOf } from "./host-facts.ts";

/**
 * What GET /_ping and the rungs below it say of the daemon. `silent`: something accepts and never answers.
 * `unknown`: nobody can say, which is neither fine nor broken.
 */
export type EngineSight =
  | {
      readonly kind: "answers";
      readonly readAt: EpochMs;
      readonly durationMs: number;
      readonly status: string;
    }
  | {
      readonly kind: "silent";
      readonly readAt: EpochMs;
      readonly sinceAt: EpochMs;
      readonly tries: number;
      /** How long the newest call was waited for. */
      readonly waitedMs: number;
    }
  | {
      readonly kind: "down";
      readonly variant: "missing" | "refused" | "restarting" | "stopped";
      readonly readAt: EpochMs;
      readonly sinceAt: EpochMs;
      readonly tries: number;
      readonly failure: ApiFailure;
    }
  | { readonly kind: "denied"; readonly readAt: EpochMs; readonly sinceAt: EpochMs; readonly tries: number }
  | { readonly kind: "unknown"; readonly readAt: EpochMs; readonly reason: string };

// A ping every 2 s with 3 s of patience: three rounds without any result, and nothing is known any more.
const PING_FRESH_MS = 20_000;
// Where systemd cannot be read the gate connects to a dead daemon only every 30 s, and says `not-tried` in between.
const TOLD_FRESH_MS = 75_000;

const ANSWERS: readonly ApiFailure[] = ["http-status", "malformed", "too-large"];

/** The one judgement of the way to the daemon that every mode shares, so that no two can disagree. */
export function sightOfEngine(host: HostState, now: EpochMs): EngineSight {
  const newest = host.ping.tries.at(-1);
  if (newest === undefined) return { kind: "unknown", readAt: now, reason: "not asked yet" };
  if (now - newest.at > PING_FRESH_MS)
    return { kind: "unknown", readAt: newest.at, reason: "no reading for some time" };
  if (newest.ok || (newest.failure !== undefined && ANSWERS.includes(newest.failure)))
    return {
      kind: "answers",
      readAt: newest.at,
      durationMs: newest.durationMs,
      status: newest.ok ? "OK" : (newest.message ?? ""),
    };
  return newest.failure === "not-tried"
    ? sightNotTried(host, newest, now)
    : sightOfFailure(host, newest, now);
}

function sightNotTried(host: HostState, newest: ProbeTry, now: EpochMs): EngineSight {
  const unit = unitOf(host, "docker.service", now);
  if (unit !== undefined) {
    if (unit.reading.activeState === "active")
      return { kind: "unknown", readAt: newest.at, reason: "the unit came up, the API was not asked yet" };
    return down(host, newest, isStarting(unit.reading) ? "restarting" : "stopped");
  }
  const told = host.ping.tries.findLast(({ failure }) => failure !== "not-tried");
  if (told === undefined || told.ok || now - told.at > TOLD_FRESH_MS)
    return { kind: "unknown", readAt: newest.at, reason: newest.message ?? "not tried" };
  return sightOfFailure(host, { ...told, at: told.at }, now);
}

function sightOfFailure(host: HostState, failed: ProbeTry, now: EpochMs): EngineSight {
  const unit = unitOf(host, "docker.service", now)?.reading;
  const comesUp = unit !== undefined && isStarting(unit);
  const isRetried = comesUp && isRetriedBySystemd(unit);
  switch (failed.failure) {
    case "socket-denied":
      return denied(host, failed);
    case "socket-missing":
      return down(host, failed, isRetried ? "restarting" : "missing");
    case "connection-refused":
      return down(host, failed, isRetried ? "restarting" : "refused");
    case "connection-reset":
      return sightOfReset(host, failed, now);
    case "timeout":
      // docker.socket accepts for a dockerd that is not there: systemd knows better than the connection.
      if (unit !== undefined && unit.activeState !== "active")
        return down(host, failed, comesUp ? "restarting" : "stopped");
      return {
        kind: "silent",
        waitedMs: failed.durationMs,
        readAt: failed.at,
        sinceAt: sinceOf(host, failed),
        tries: failuresInARow(host.ping),
      };
    default:
      // TLS and the way to the host: the daemon behind may be fine.
      return { kind: "unknown", readAt: failed.at, reason: failed.message ?? failed.failure ?? "unknown" };
  }
}

/** systemd brings the unit up; one that stops is not about to serve. */
const isStarting = (unit: UnitReading): boolean => isInMotion(unit) && unit.activeState !== "deactivating";

/** Not the first start after somebody asked for one: systemd tries again by itself. */
export const isRetriedBySystemd = (unit: UnitReading): boolean =>
  unit.subState === "auto-restart" || unit.restarts > 0;

/** Through a forward every connect succeeds: what a reset means stands in stat, id and ss, not in the connection. */
function sightOfReset(host: HostState, failed: ProbeTry, now: EpochMs): EngineSight {
  const unit = unitOf(host, "docker.service", now)?.reading;
  const socket = socketOf(host, now)?.reading;
  const isUp = unit === undefined || unit.activeState === "active";
  // A start that is under way makes the socket first and gives it to its group afterwards.
  if (isUp && socket?.exists === true && socket.mayOpen === false) return denied(host, failed);
  if (unit !== undefined && isStarting(unit)) return down(host, failed, "restarting");
  if (socket?.exists === false) return down(host, failed, "missing");
  if (socket?.listens === false) return down(host, failed, "refused");
  if (unit !== undefined && unit.activeState !== "active")
    return down(host, failed, socket?.listens === true ? "stopped" : "refused");
  // Without facts one reset may be a restart in passing; twice in a row nobody serves.
  const canAsk = host.facts.socket.last !== undefined || host.facts.units.last !== undefined;
  if (!canAsk && failuresInARow(host.ping) >= 2) return down(host, failed, "refused");
  return {
    kind: "unknown",
    readAt: failed.at,
    reason: "the connection was reset, and the host does not say why",
  };
}

function down(
  host: HostState,
  failed: ProbeTry,
  variant: Extract<EngineSight, { kind: "down" }>["variant"],
): EngineSight {
  return {
    kind: "down",
    variant,
    readAt: failed.at,
    sinceAt: sinceOf(host, failed),
    tries: failuresInARow(host.ping),
    failure: failed.failure ?? "not-tried",
  };
}

const denied = (host: HostState, failed: ProbeTry): EngineSight => ({
  kind: "denied",
  readAt: failed.at,
  sinceAt: sinceOf(host, failed),
  tries: failuresInARow(host.ping),
});

/** A timeout is told at its end; the silence began when the call did. */
function sinceOf(host: HostState, failed: ProbeTry): EpochMs {
  const first = host.ping.failingSinceAt ?? failed.at;
  const firstTry = host.ping.tries.find(({ at }) => at === first);
  return first - (firstTry?.durationMs ?? 0);
}

/**
 * Since when nobody serves: systemd's own time where it falls between the last answer and the first failure; it is the
 * better witness.
 */
export function downSince(
  host: HostState,
  sight: Extract<EngineSight, { kind: "down" }>,
  now: EpochMs,
): EpochMs {
  const changedAt = unitOf(host, "docker.service", now)?.reading.stateChangedAt;
  const lastAnswerAt = host.ping.lastGood?.at;
  if (changedAt === undefined || changedAt > sight.sinceAt) return sight.sinceAt;
  // Unit states change again and again while systemd retries; before the last answer it was another story.
  return lastAnswerAt === undefined || changedAt >= lastAnswerAt ? changedAt : sight.sinceAt;
}

// An answer slower than this is none to build on.
const QUICK_PING_MS = 1_000;
// One ping every 2 s, or 3 s: with none answered this late in the wait, one is on its way and has yet to tell.
const LATE_PING_MS = 4_000;

/**
 * A ping that was asked and answered at once while this call waited, and as long as it did; undefined when any ping of
 * that time was not, or when the last of them may be waiting as well: then all of dockerd may have fallen silent. A call that began while all of dockerd hung ends in a timeout after dockerd is well again: that is no word
 * about what the call asked for.
 */
export function quickPingBeside({ ping }: Pick<HostState, "ping">, silent: ProbeTry): ProbeTry | undefined {
  const from = silent.at - silent.durationMs;
  const beside = ping.tries.filter(({ at, durationMs }) => at >= from && at - durationMs <= silent.at);
  const isQuick = ({ ok, durationMs }: ProbeTry) => ok && durationMs < QUICK_PING_MS;
  const last = beside.every(isQuick) ? beside.at(-1) : undefined;
  return last !== undefined && last.at >= silent.at - LATE_PING_MS ? last : undefined;
}

/** Failures since the last answer. */
export const failuresInARow = ({ failedTries }: ProbeHistory<unknown>): number => failedTries ?? 0;
