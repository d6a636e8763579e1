import type { FactName } from "../domain/facts.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "../domain/time.ts";

/** API readings that are asked for on a timer; inspects go round robin beside them. */
export type TimedProbe = "ping" | "containers" | "info" | "version" | "networks";

export interface Cadence {
  readonly everyMs: number;
  readonly deadlineMs: number;
}

/**
 * How often each reading is asked for. A fault must be seen within 5 s, within 10 s where only a
 * timeout tells: interval plus deadline stays below that for the readings that decide.
 */
export const API_CADENCE: Record<TimedProbe, Cadence> = {
  ping: { everyMs: 2 * SECOND_MS, deadlineMs: 5 * SECOND_MS },
  // Costs the daemon 30 ms at 500 containers: twice the interval of a ping.
  containers: { everyMs: 4 * SECOND_MS, deadlineMs: 5 * SECOND_MS },
  // The only cheap call that also asks containerd; it tells a hung containerd from a hung dockerd.
  info: { everyMs: 4 * SECOND_MS, deadlineMs: 5 * SECOND_MS },
  version: { everyMs: MINUTE_MS, deadlineMs: 5 * SECOND_MS },
  networks: { everyMs: 15 * SECOND_MS, deadlineMs: 5 * SECOND_MS },
};

/**
 * /info waits for more than containerd: on 20.10 also for a registry's name that is being looked up. One that waits
 * this long has /version asked beside it, which waits for containerd alone.
 */
export const INFO_WAITS_MS = 500;

/**
 * The daemon walks its whole disk for this: growth is a matter of days, and its detectors ask no more. While a disk runs
 * full it is asked sooner: see `wantsDiskCount`.
 */
export const DISK_USAGE_CADENCE: Cadence = { everyMs: 15 * MINUTE_MS, deadlineMs: 30 * SECOND_MS };
/** A walk that takes long is asked for as much more rarely: at most a hundredth of the time is spent on it. */
export const WALK_REST_FACTOR = 100;
/** Between two looks through the layers … */
export const LAYERS_REST_MS = 15 * MINUTE_MS;
/** … and while one is known to be damaged, or a look did not come to its end. */
export const LAYERS_DAMAGED_REST_MS = MINUTE_MS;

/** A pull without progress is judged over two minutes: where none is under way it is looked for this rarely. */
export const PULLS_REST_MS = 15 * SECOND_MS;

export const FACT_CADENCE: Record<FactName, Cadence> = {
  // What tells that others are worth reading: see `CALM_EVERY_MS`.
  glance: { everyMs: 6 * SECOND_MS, deadlineMs: 4 * SECOND_MS },
  units: { everyMs: 2 * SECOND_MS, deadlineMs: 4 * SECOND_MS },
  socket: { everyMs: 3 * SECOND_MS, deadlineMs: 4 * SECOND_MS },
  processes: { everyMs: 4 * SECOND_MS, deadlineMs: 4 * SECOND_MS },
  "config-file": { everyMs: 4 * SECOND_MS, deadlineMs: 4 * SECOND_MS },
  "unit-files": { everyMs: 8 * SECOND_MS, deadlineMs: 4 * SECOND_MS },
  // What fills, or is taken away, tells nobody: these turns decide how soon a page is seen.
  disk: { everyMs: 6 * SECOND_MS, deadlineMs: 4 * SECOND_MS },
  "log-files": { everyMs: MINUTE_MS, deadlineMs: 4 * SECOND_MS },
  "log-sinks": { everyMs: 3 * SECOND_MS, deadlineMs: 4 * SECOND_MS },
  // Whether it is time, which it is at once for damage that was just reported: see `wantsFact`.
  layers: { everyMs: 4 * SECOND_MS, deadlineMs: 4 * SECOND_MS },
  // What those two found, each by itself: whether it is over must not wait for the next look through everything.
  suspects: { everyMs: 4 * SECOND_MS, deadlineMs: 4 * SECOND_MS },
  // Only once dockerd met one: see `wantsFact`.
  "torn-logs": { everyMs: 4 * SECOND_MS, deadlineMs: 4 * SECOND_MS },
  pulls: { everyMs: 5 * SECOND_MS, deadlineMs: 4 * SECOND_MS },
  firewall: { everyMs: 7 * SECOND_MS, deadlineMs: 4 * SECOND_MS },
  pressure: { everyMs: 10 * SECOND_MS, deadlineMs: 4 * SECOND_MS },
  "network-links": { everyMs: 6 * SECOND_MS, deadlineMs: 4 * SECOND_MS },
  // Looked at when dockerd starts, which is when it reads it; between two starts it only grows old.
  certificate: { everyMs: 6 * HOUR_MS, deadlineMs: 4 * SECOND_MS },
  // Zombies, forks and quotas are a matter of minutes.
  cgroups: { everyMs: 30 * SECOND_MS, deadlineMs: 4 * SECOND_MS },
  boot: { everyMs: 30 * SECOND_MS, deadlineMs: 4 * SECOND_MS },
};

/** Every running container is inspected once in this time while there are few of them … */
export const INSPECT_ROUND_MS = 4 * SECOND_MS;
/** … and never more often than this, however many there are. */
export const INSPECT_MIN_GAP_MS = 250;
export const INSPECT_DEADLINE_MS = 5 * SECOND_MS;
/** The first silence may be a moment's: the second question tells soon … */
export const INSPECT_SILENT_PAUSE_MS = SECOND_MS;
/** … and a container whose inspect hangs is not asked again before this: each try leaves a stuck call in dockerd. */
export const INSPECT_HUNG_PAUSE_MS = 5 * SECOND_MS;
/** Hung inspects left open on one host at a time. */
export const INSPECT_CONCURRENCY = 2;

/**
 * On a host that is well these are read this rarely: a stream, a ping, an event or the glance tells when they change, and
 * then they are read at once. See `mayRest`.
 */
export const CALM_EVERY_MS: Partial<Record<"info" | FactName, number>> = {
  // Read sooner, with each connection: see `CONNECT_EVERY_MS`.
  units: 65 * SECOND_MS,
  socket: MINUTE_MS,
  disk: MINUTE_MS,
  "config-file": 2 * MINUTE_MS,
  "network-links": MINUTE_MS,
  processes: 8 * SECOND_MS,
  "unit-files": 2 * MINUTE_MS,
  pressure: 20 * SECOND_MS,
  // dockerd starts three programs to answer it: the dearest of all calls.
  info: 20 * SECOND_MS,
};

/** What was hurried keeps its full pace for this long: one reading alone tells many detectors nothing. */
export const AWAKE_MS = 30 * SECOND_MS;

/** A ping of such a host: one that hangs is still told within ten seconds, its deadline included. */
export const CALM_PING_EVERY_MS = 3 * SECOND_MS;

/** On such a host a ping makes a connection of its own this rarely: the gate asks systemd before each. */
export const CONNECT_EVERY_MS = MINUTE_MS;

/** A host without a way to its facts is asked this rarely whether that changed. */
export const NO_CHANNEL_EVERY_MS = 30 * SECOND_MS;

const isQuick = ([, { everyMs }]: readonly [string, Cadence]): boolean => everyMs <= 15 * SECOND_MS;

/** What costs so little that it is asked for every few seconds anyway: a person may ask for it at any time. */
export const QUICK_PROBES: readonly (TimedProbe | FactName)[] = [
  ...Object.entries(API_CADENCE).filter(isQuick),
  ...Object.entries(FACT_CADENCE).filter(isQuick),
].map(([name]) => name as TimedProbe | FactName);

/** When a probe is due again: on its interval, counted from its start, but never at once after a slow answer. */
export function nextDueAt(startedAt: EpochMs, endedAt: EpochMs, everyMs: number): EpochMs {
  return Math.max(startedAt + everyMs, endedAt + Math.min(everyMs, SECOND_MS / 2));
}

/** Time between two inspects on a host with this many running containers. */
export function inspectGapMs(runningCount: number): number {
  return Math.max(INSPECT_MIN_GAP_MS, INSPECT_ROUND_MS / Math.max(1, runningCount));
}

/** Spreads hosts and probes over an interval, the same at each start: 200 hosts are not asked in one burst. */
export function firstDelayMs(key: string, everyMs: number): number {
  let hash = 2_166_136_261;
  for (const char of key) hash = Math.imul(hash ^ char.charCodeAt(0), 16_777_619) >>> 0;
  return hash % Math.min(everyMs, SECOND_MS);
}
