import type { PartId } from "../anatomy.ts";
import type { SocketReading } from "../facts.ts";
import { usualOf } from "../fold-series.ts";
import type { HostState, ProbeHistory } from "../host-state.ts";
import { failuresInARow, sightOfEngine } from "../modes/shared/engine-sight.ts";
import { isPodman, isRootless, isShim, processOf } from "../modes/shared/host-facts.ts";
import { runningByShims } from "../modes/shared/running.ts";
import { meantRights, wrongRights } from "../modes/shared/socket-rights.ts";
import { counted, durationText, silenceText } from "../modes/shared/text.ts";
import { unheldContainers } from "../modes/shared/unheld.ts";
import type { ContainerReading } from "../readings.ts";
import { type EpochMs, SECOND_MS } from "../time.ts";
import { type ContainerCount, containerCount } from "./container-count.ts";
import { asLastKnown, fromFact, type OwnReading, outOfSight } from "./part-reading.ts";
import { BY_ITSELF, changeToReach } from "./visibility.ts";

/* The way of a call, left to right: callers, sock, dockerd, containerd, shims, ctrs. */

const PROBE_FRESH_MS = 30 * SECOND_MS;

export const PATH_PARTS: Partial<Record<PartId, (host: HostState, now: EpochMs) => OwnReading>> = {
  callers: (host, now) =>
    fromFact(host, "socket", now, () => {
      const queued = host.facts.socket.last?.fact.socket.queued;
      if (queued === undefined)
        return isRootless(host)
          ? outOfSight(
              "a user's daemon listens in a network namespace of its own, where the queue is not shown",
              "Nothing: from outside nobody can see it.",
            )
          : undefined;
      return {
        state: "ok",
        short: queued > 999 ? "999+" : String(queued),
        reading: `${counted(queued, "call")} ${queued === 1 ? "waits" : "wait"}`,
        usual: "0",
        lines: ["in the socket's listen queue", ...ownCalls(host, queued, now)],
      };
    }),
  sock: readSock,
  dockerd: readDockerd,
  containerd: readContainerd,
  shims: readShims,
  ctrs: readContainers,
};

/** A daemon that accepts nothing leaves our own given-up probes in its queue, and nothing tells them from others'. */
const ownCalls = (host: HostState, queued: number, now: EpochMs): readonly string[] =>
  queued > 0 && sightOfEngine(host, now).kind === "silent" ? ["including Foghorn's own"] : [];

function readSock(host: HostState, now: EpochMs): OwnReading {
  const sight = sightOfEngine(host, now);
  const socket = host.facts.socket.last?.fact.socket;
  const rights = socket?.mode ? [[socket.mode, socket.owner, socket.group].filter(Boolean).join(" ")] : [];
  const lines = [...(socket ? [socket.path] : []), ...rights, ...otherRights(host, socket)];
  const words = { readAt: sight.readAt, lines };
  switch (sight.kind) {
    case "answers":
      return { state: "ok", short: "open", reading: "accepts and answers", ...words };
    case "silent":
      return { state: "ok", short: "open", reading: "accepts, no answer", ...words };
    case "denied":
      return { state: "ok", short: "denied", reading: "permission denied", ...words };
    case "down":
      return { state: "ok", short: "shut", reading: SOCKET_WORDS[sight.variant], ...words };
    case "unknown":
      return {
        ...outOfSight(sight.reason, changeToReach(sight.reason)),
        reading: sight.reason,
        lines,
      };
  }
}

/** Said and not lit: Foghorn may come in all the same, and somebody may want the others out. */
function otherRights(host: HostState, socket: SocketReading | undefined): readonly string[] {
  const meant = meantRights(host);
  if (meant === undefined || wrongRights(socket, meant) === undefined) return [];
  return [`${meant.by} makes it ${meant.mode ?? "0660"}, group ${meant.group}`];
}

const SOCKET_WORDS = {
  missing: "no such file",
  refused: "connection refused",
  restarting: "nobody serves it yet",
  stopped: "systemd listens, nobody serves it",
};

function readDockerd(host: HostState, now: EpochMs): OwnReading {
  const sight = sightOfEngine(host, now);
  const process = processOf(host, "dockerd", now);
  const version = host.version.lastGood?.reading.engineVersion ?? host.info.lastGood?.reading.engineVersion;
  const pid = process?.reading ? [`pid ${process.reading.pid}, state ${process.reading.state}`] : [];
  const lines = [...pid, ...(version ? [`${isPodman(host) ? "podman" : "Docker"} ${version}`] : [])];
  const usualMs = usualOf(host.series["list-ms"]);
  const usual = usualMs === undefined ? {} : { usual: durationText(usualMs) };
  const list = host.containers;
  const newest = list.tries.at(-1);
  const lastAt = list.lastGood?.at;
  const lasts = lastAt === undefined ? "" : ` for ${durationText(Math.max(0, now - lastAt))}`;
  switch (sight.kind) {
    case "down":
      return {
        state: "ok",
        short: "down",
        reading: lasts === "" ? "does not serve" : `not serving${lasts}`,
        lines,
        readAt: sight.readAt,
        ...usual,
      };
    case "silent":
      return {
        state: "ok",
        short: "silent",
        reading: `no answer${lasts}`,
        lines,
        readAt: sight.readAt,
        ...usual,
      };
    case "answers":
      break;
    case "denied":
    case "unknown": {
      const why = sight.kind === "denied" ? "its socket may not be opened" : sight.reason;
      return {
        ...outOfSight(why, changeToReach(why)),
        ...(process?.reading && { reading: "process alive, API not visible" }),
        lines,
      };
    }
  }
  if (newest === undefined || now - newest.at > PROBE_FRESH_MS)
    return {
      state: "ok",
      short: msShort(sight.durationMs),
      reading: `ping ${durationText(sight.durationMs)}`,
      lines,
      readAt: sight.readAt,
    };
  if (newest.ok)
    return {
      state: "ok",
      short: msShort(newest.durationMs),
      reading: `list ${durationText(newest.durationMs)}`,
      lines,
      readAt: newest.at,
      ...usual,
    };
  // Lit by the ladder itself: three lists in a row without an answer, whatever the cause is.
  return {
    state: failuresInARow(list) >= 3 ? "hit" : "ok",
    short: "silent",
    reading: `list: no answer${lasts}`,
    lines: [...lines, "Cause not found yet."],
    readAt: newest.at,
    ...usual,
  };
}

/** "9 ms", "0.3ms", "4.1 s": six characters at most. */
function msShort(ms: number): string {
  if (ms < 1) return `${Math.round(ms * 10) / 10}ms`;
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

function readContainerd(host: HostState, now: EpochMs): OwnReading {
  const process = processOf(host, "containerd", now)?.reading;
  const shims = runningByShims(host, now);
  const lines = [
    ...(process ? [`pid ${process.pid}, state ${process.state}`] : []),
    ...(shims ? [`${counted(shims.length, "shim")} alive`] : []),
  ];
  const usualMs = usualOf(host.series["info-ms"]);
  const reading = fromProbe(host.info, now, (ms, at) => ({
    state: "ok",
    short: msShort(ms),
    reading: `info ${durationText(ms)}`,
    lines,
    readAt: at,
    ...(usualMs !== undefined && { usual: durationText(usualMs) }),
  }));
  if (reading !== undefined) return reading;
  const newest = host.info.tries.at(-1);
  if (newest?.failure === "timeout" && now - newest.at <= PROBE_FRESH_MS)
    return {
      state: "stale",
      short: "silent",
      reading: `info: ${silenceText(newest.durationMs)}`,
      lines,
      readAt: newest.at,
    };
  const known = host.info.lastGood;
  if (known === undefined) return outOfSight("dockerd did not answer /info yet", BY_ITSELF.asked);
  return { state: "stale", short: "?", reading: "not asked now", lines, readAt: known.at };
}

/** A reading of a probe that answered just now. */
function fromProbe(
  history: ProbeHistory<unknown>,
  now: EpochMs,
  read: (durationMs: number, at: EpochMs) => OwnReading,
): OwnReading | undefined {
  const newest = history.tries.at(-1);
  if (newest === undefined || !newest.ok || now - newest.at > PROBE_FRESH_MS) return undefined;
  return read(newest.durationMs, newest.at);
}

function readShims(host: HostState, now: EpochMs): OwnReading {
  return fromFact(host, "processes", now, () => {
    const processes = host.facts.processes.last;
    const live = processes?.fact.processes.filter(isShim) ?? [];
    const gone = unheldContainers(host, now).map(({ container }) => container.name);
    return {
      state: gone.length > 0 ? "warn" : "ok",
      short: live.length > 9_999 ? "many" : String(live.length),
      reading: `${live.length} live`,
      lines: gone.length > 0 ? [`${gone.length} gone: ${gone[0]}`] : ["0 gone"],
    };
  });
}

function readContainers(host: HostState, now: EpochMs): OwnReading {
  const count = containerCount(host, now);
  if (count === undefined) return outOfSight("no list was read yet", BY_ITSELF.asked);
  const last = host.containers.lastGood;
  if (count.by === "shims" || last === undefined) {
    const of = count.expected === undefined ? "" : ` of ${count.expected}`;
    return {
      state: "ok",
      short: `${count.running} run`.slice(0, 6),
      reading: `${count.running}${of} run`,
      lines: ["counted by their shims"],
      readAt: count.at,
    };
  }
  const reading = { ...listReading(count, last.reading), readAt: count.at };
  return count.by === "list" ? reading : asLastKnown(reading);
}

function listReading({ running, expected }: ContainerCount, list: readonly ContainerReading[]): OwnReading {
  const short = expected === undefined ? String(running) : `${running}/${expected}`;
  const states = Map.groupBy(list, ({ state }) => state);
  const lines = ["paused", "restarting", "exited", "dead"].flatMap((state) => {
    const count = [...states].find(([known]) => known === state)?.[1].length ?? 0;
    return count > 0 ? [`${count} ${state}`] : [];
  });
  return {
    state: "ok",
    short: short.length <= 6 ? short : String(running).slice(0, 6),
    reading: expected === undefined ? String(running) : `${running} of ${expected}`,
    lines: lines.slice(0, 3),
  };
}
