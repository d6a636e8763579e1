import { FAILURE_WORDS } from "../detect/ladder.ts";
import type { HostState, ProbeHistory } from "../host-state.ts";
import { killsOf } from "../modes/container-oom-killed/mode.ts";
import { freshList } from "../modes/shared/running.ts";
import { durationText, roughly } from "../modes/shared/text.ts";
import type { ApiFailure, ContainerReading } from "../readings.ts";
import type { CheckProbe } from "../runbook.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../time.ts";
import {
  readConfig,
  readConflicts,
  readDisk,
  readFirewall,
  readMistakes,
  readProcess,
  readShims,
  readSocket,
  readUnit,
} from "./host-probes.ts";
import { readLiveRestore } from "./live-restore.ts";
import { readClock, readNetwork } from "./network-probes.ts";
import { type CheckSubject, type ProbeReading, unknown, value } from "./reading.ts";
import {
  readDamagedLayers,
  readDeletedLogs,
  readDockerShare,
  readLogBytes,
  readUnsent,
} from "./storage-probes.ts";

const API_FRESH_MS = 45 * SECOND_MS;
// Inspects go round all containers.
const INSPECT_FRESH_MS = 5 * MINUTE_MS;
const EXITS_WINDOW_MS = 10 * MINUTE_MS;
// Nobody was asked, so nobody can say whether there would have been an answer.
const OUT_OF_SIGHT: readonly ApiFailure[] = ["host-unreachable", "tls", "socket-denied"];
// Something came back, but not what was asked for.
const NO_USE: readonly ApiFailure[] = ["http-status", "malformed", "too-large"];

/** The newest reading of one probe, out of the same state that detectors judge and the picture is drawn from. */
export function readProbe(
  probe: CheckProbe,
  subject: CheckSubject,
  host: HostState,
  now: EpochMs,
): ProbeReading {
  switch (probe) {
    case "api.ping":
      return readApi(host.ping, API_FRESH_MS, now);
    case "api.list":
      return readApi(host.containers, API_FRESH_MS, now);
    case "api.info":
      return readApi(host.info, API_FRESH_MS, now);
    case "api.inspect":
      return readInspect(subject, host, now);
    case "unit.docker":
      return readUnit(host, "docker.service", now);
    case "unit.docker-socket":
      return readUnit(host, "docker.socket", now);
    case "unit.containerd":
      return readUnit(host, "containerd.service", now);
    case "socket.exists":
      return readSocket(host, now, ({ exists }) => exists);
    case "socket.may-open":
      return readSocket(host, now, ({ mayOpen }) => mayOpen);
    case "socket.listens":
      return readSocket(host, now, ({ listens }) => listens);
    case "process.dockerd":
      return readProcess(host, "dockerd", now);
    case "process.containerd":
      return readProcess(host, "containerd", now);
    case "process.shims":
      return readShims(host, now);
    case "config.valid":
      return readConfig(host, now);
    case "config.conflicts":
      return readConflicts(host, now);
    case "config.mistakes":
      return readMistakes(host, now);
    case "engine.live-restore":
      return readLiveRestore(host, now);
    case "containers.running":
      return readRunning(host, now);
    case "container.state":
    case "container.health":
    case "container.exits-10m":
    case "container.oom-30m":
      return readContainer(probe, subject, host, now);
    case "disk.used-ratio":
    case "disk.free-bytes":
    case "disk.free-inode-ratio":
      return readDisk(probe, host, now);
    case "disk.docker-ratio":
      return readDockerShare(host, now);
    case "firewall.filter-chains-missing":
      return readFirewall(host, "filter", now);
    case "firewall.nat-chains-missing":
      return readFirewall(host, "nat", now);
    case "network.forwarding":
    case "network.bridges-broken":
    case "network.blocked":
    case "network.veths-spare":
    case "network.pools-left":
    case "network.overlaps":
    case "network.mtu-excess":
    case "network.nameservers":
    case "network.conntrack-ratio":
      return readNetwork(probe, host, now);
    case "container.log-bytes":
      return readLogBytes(subject, host, now);
    case "logs.deleted":
      return readDeletedLogs(host, now);
    case "logs.unsent-bytes":
      return readUnsent(host, now);
    case "layers.damaged":
      return readDamagedLayers(host, now);
    case "clock.skew-ms":
      return readClock(host, now);
    case "symptom":
      return subject.symptom
        ? value(subject.symptom.state, subject.symptom.state, now)
        : unknown("no symptom belongs to this check");
  }
}

function readApi(history: ProbeHistory<unknown>, freshMs: number, now: EpochMs): ProbeReading {
  const newest = history.tries.at(-1);
  if (newest === undefined) return { kind: "waiting", text: "not asked yet" };
  if (now - newest.at > freshMs) return unknown("no reading for some time", newest.at);
  if (newest.ok)
    return value(Math.round(newest.durationMs * 10) / 10, durationText(newest.durationMs), newest.at);
  const failure = newest.failure ?? "malformed";
  if (OUT_OF_SIGHT.includes(failure)) return unknown(FAILURE_WORDS[failure], newest.at);
  const text =
    failure === "timeout" ? `no answer in ${durationText(newest.durationMs)}` : FAILURE_WORDS[failure];
  return { kind: NO_USE.includes(failure) ? "nothing" : "no-answer", text, readAt: newest.at };
}

function readInspect(subject: CheckSubject, host: HostState, now: EpochMs): ProbeReading {
  const container = listed(subject, host);
  if (subject.container === "") return unknown("no container belongs to this check");
  if (container === undefined)
    return host.containers.lastGood === undefined
      ? { kind: "waiting", text: "not asked yet" }
      : gone(subject, host, now);
  const history = host.inspects.get(container.id);
  return history ? readApi(history, INSPECT_FRESH_MS, now) : { kind: "waiting", text: "not inspected yet" };
}

/** The container under that name in the last list, however old it is. */
const listed = (subject: CheckSubject, host: HostState): ContainerReading | undefined =>
  host.containers.lastGood?.reading.find(({ name }) => name === subject.container);

function removed(subject: CheckSubject, host: HostState, now: EpochMs): ProbeReading {
  const at = host.containers.lastGood?.at;
  if (freshList(host, now) === undefined || at === undefined)
    return unknown("the container list is not known", at);
  return { kind: "nothing", text: `no container is called ${subject.container}`, readAt: at };
}

/** What a container did, or how it answers, nobody can say any more once it is removed. */
function gone(subject: CheckSubject, host: HostState, now: EpochMs): ProbeReading {
  const reading = removed(subject, host, now);
  return reading.kind === "nothing" ? unknown(reading.text, reading.readAt) : reading;
}

function readRunning(host: HostState, now: EpochMs): ProbeReading {
  const list = freshList(host, now);
  const at = host.containers.lastGood?.at;
  if (at === undefined) return { kind: "waiting", text: "not asked yet" };
  if (list === undefined) return unknown("the container list is old", at);
  const running = list.filter(({ state }) => state === "running").length;
  return value(running, `${running} of ${list.length}`, at);
}

function readContainer(
  probe: "container.state" | "container.health" | "container.exits-10m" | "container.oom-30m",
  subject: CheckSubject,
  host: HostState,
  now: EpochMs,
): ProbeReading {
  const at = host.containers.lastGood?.at;
  if (subject.container === "") return unknown("no container belongs to this check");
  if (at === undefined) return { kind: "waiting", text: "not asked yet" };
  const container = listed(subject, host);
  if (freshList(host, now) === undefined) return unknown("the container list is old", at);
  if (container === undefined)
    return probe === "container.state" || probe === "container.health"
      ? removed(subject, host, now)
      : gone(subject, host, now);
  const life = host.lives.get(container.id);
  switch (probe) {
    case "container.state":
      return value(container.state, container.status, at);
    case "container.health": {
      const health =
        container.health ?? host.inspects.get(container.id)?.lastGood?.reading.health?.status ?? "none";
      return value(health, health, at);
    }
    case "container.exits-10m": {
      const exits =
        life?.deaths.filter((death) => !death.isPlanned && now - death.at <= EXITS_WINDOW_MS).length ?? 0;
      // One that was made anew has not lived through the window: that it has not died in it says nothing yet.
      const ageMs = now - container.createdAt;
      if (exits === 0 && ageMs < EXITS_WINDOW_MS)
        return { kind: "waiting", text: `0 since it was made ${roughly(ageMs)} ago`, readAt: at };
      return value(exits, `${exits} in 10 min`, at);
    }
    case "container.oom-30m": {
      const kills = killsOf(host, now).get(container.id)?.length ?? 0;
      return value(kills, `${kills} in 30 min`, at);
    }
  }
}
