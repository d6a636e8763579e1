import type { FactName } from "../facts.ts";
import type { HostState } from "../host-state.ts";
import { type EngineSight, sightOfEngine } from "../modes/shared/engine-sight.ts";
import type { EpochMs } from "../time.ts";
import { factSight, whyNoLog, whyNotOpened } from "./visibility.ts";

/** One thing Foghorn sees of a host, or does not, with the age and the reason. */
export interface SightItem {
  readonly what: string;
  readonly state: "live" | "last-known" | "not-visible";
  readonly at?: EpochMs;
  readonly reason?: string;
  readonly change?: string;
}

const FACTS: readonly (readonly [FactName, string])[] = [
  ["units", "Units of systemd"],
  ["processes", "Processes: dockerd, containerd, shims"],
  ["socket", "The API's socket file"],
  ["disk", "Disk and inodes"],
  ["config-file", "daemon.json"],
  ["unit-files", "Flags of dockerd"],
  ["firewall", "iptables"],
  ["cgroups", "Processes, quotas and zombies of containers"],
  ["pressure", "Memory, pressure, conntrack"],
  ["network-links", "Interfaces, routes, resolv.conf"],
  ["log-files", "Sizes of container logs"],
  ["layers", "Layers on the disk"],
];

/** What Foghorn still sees of this host: the API first, then the two streams, then the host itself. */
export function sightOf(host: HostState, now: EpochMs): readonly SightItem[] {
  return [
    apiSight(host, now),
    listSight(host, now),
    streamSight(host, "events", "Docker events"),
    streamSight(host, "journal", "Engine log"),
    ...FACTS.map(([name, what]): SightItem => {
      const sight = factSight(host, name, now);
      if (sight.kind === "live") return { what, state: "live", at: sight.at };
      const { reason, change } = sight.why;
      return sight.kind === "last-known"
        ? { what, state: "last-known", at: sight.at, reason, change }
        : { what, state: "not-visible", reason, change };
    }),
  ];
}

function apiSight(host: HostState, now: EpochMs): SightItem {
  const what = "Docker API";
  const sight = sightOfEngine(host, now);
  if (sight.kind === "answers") return { what, state: "live", at: sight.readAt };
  const why = whyNoAnswer(host, sight);
  const last = host.ping.lastGood;
  return last ? { what, state: "last-known", at: last.at, ...why } : { what, state: "not-visible", ...why };
}

function whyNoAnswer(
  host: HostState,
  sight: Exclude<EngineSight, { kind: "answers" }>,
): Pick<SightItem, "reason" | "change"> {
  switch (sight.kind) {
    case "denied":
      return whyNotOpened(host);
    case "silent":
      return { reason: "it accepts and does not answer" };
    case "down":
      return { reason: "nobody serves it" };
    case "unknown":
      return { reason: sight.reason };
  }
}

function listSight(host: HostState, now: EpochMs): SightItem {
  const what = "Containers, images, networks, health";
  const last = host.containers.lastGood;
  const newest = host.containers.tries.at(-1);
  if (last === undefined) return { what, state: "not-visible", reason: "no list was read yet" };
  const isLive = newest?.ok === true && sightOfEngine(host, now).kind === "answers";
  return {
    what,
    state: isLive ? "live" : "last-known",
    at: last.at,
    ...(!isLive && { reason: "from the last list" }),
  };
}

function streamSight(host: HostState, stream: "events" | "journal", what: string): SightItem {
  const { isOpen, changedAt, reason } = host.streams[stream];
  if (isOpen)
    return { what, state: "live", at: stream === "journal" ? (host.lastLineAt ?? changedAt) : changedAt };
  const wasOpen = stream === "journal" ? host.lastLineAt !== undefined : host.happenings.length > 0;
  return {
    what,
    state: wasOpen ? "last-known" : "not-visible",
    ...(wasOpen && { at: changedAt }),
    ...(stream === "journal" ? whyNoLog(host) : reason !== undefined && { reason }),
  };
}
