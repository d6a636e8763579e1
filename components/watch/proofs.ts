import { PART_IDS, type PartId } from "#lib/domain/anatomy.ts";
import type { HostSummary } from "#lib/protocol/views.ts";
import { formatCount } from "../ui/format.ts";

/** What was checked, and on how many of those that have it. Quiet without this would only be silence. */
export interface Proof {
  readonly name: string;
  readonly detail: string;
  readonly text: string;
  readonly isWhole: boolean;
  /** Hosts on which it cannot be read now. */
  readonly unseen: readonly string[];
}

const AREAS: readonly {
  readonly name: string;
  readonly detail: string;
  readonly parts: readonly PartId[];
}[] = [
  { name: "Engine answers", detail: "socket, ping, list, inspect", parts: ["sock", "dockerd"] },
  { name: "Units and daemon.json", detail: "state, valid on disk, no conflict", parts: ["unit", "config"] },
  { name: "containerd and shims", detail: "answers, one shim per container", parts: ["containerd", "shims"] },
  { name: "Storage", detail: "bytes and inodes of the data root", parts: ["disk"] },
  { name: "Network", detail: "Docker's own iptables chains", parts: ["ipt"] },
  { name: "Kernel", detail: "OOM kills, pressure", parts: ["kernel"] },
];

export function proofsOf(hosts: readonly HostSummary[]): readonly Proof[] {
  const areas = AREAS.map((area): Proof => {
    const having = hosts.filter((host) => area.parts.some((part) => host.parts[part] !== "off"));
    const unseen = having.filter(
      (host) => !host.isHeard || area.parts.some((part) => host.parts[part] === "stale"),
    );
    return {
      name: area.name,
      detail: area.detail,
      text: `${having.length - unseen.length} of ${having.length}`,
      isWhole: unseen.length === 0 && having.length > 0,
      unseen: unseen.map((host) => host.id),
    };
  });
  return [...areas.slice(0, 3), containers(hosts), ...areas.slice(3)];
}

function containers(hosts: readonly HostSummary[]): Proof {
  const known = hosts.filter((host) => host.isHeard && host.containersRunning !== undefined);
  const running = known.reduce((sum, host) => sum + (host.containersRunning ?? 0), 0);
  const onSome = known.length === hosts.length ? "" : ` on ${known.length} of ${hosts.length}`;
  return {
    name: "Containers",
    detail: "restart loops, OOM kills, health",
    text: known.length === 0 ? "unknown" : `${formatCount(running)} running${onSome}`,
    isWhole: known.length === hosts.length,
    unseen: hosts.filter((host) => !known.includes(host)).map((host) => host.id),
  };
}

export interface UnseenParts {
  readonly parts: readonly PartId[];
  readonly hosts: readonly string[];
  readonly isEverywhere: boolean;
}

/** Parts that cannot be read, those together that are missing on the same hosts. A host that is not heard from is said elsewhere. */
export function unseenParts(hosts: readonly HostSummary[]): readonly UnseenParts[] {
  const heard = hosts.filter((host) => host.isHeard);
  const byHosts = new Map<string, { parts: PartId[]; hosts: readonly string[] }>();
  for (const part of PART_IDS) {
    const missing = heard.filter((host) => host.parts[part] === "stale").map((host) => host.id);
    if (missing.length === 0) continue;
    const key = missing.join(" ");
    const group = byHosts.get(key) ?? { parts: [], hosts: missing };
    group.parts.push(part);
    byHosts.set(key, group);
  }
  return [...byHosts.values()].map((group) => ({
    ...group,
    isEverywhere: group.hosts.length === heard.length,
  }));
}

/** Oldest of the newest readings: everything was checked at least this recently. */
export function lastRoundAt(hosts: readonly HostSummary[]): number | undefined {
  const heard = hosts.filter((host) => host.isHeard).flatMap((host) => host.lastHeardAt ?? []);
  return heard.length === 0 ? undefined : Math.min(...heard);
}
