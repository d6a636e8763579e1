import type { FirewallReading } from "../../facts.ts";
import type { HostState } from "../../host-state.ts";
import { rangeOf } from "../../ipv4.ts";
import type { EpochMs } from "../../time.ts";
import { type BridgeNetwork, bridgeNetworks, linksOf, uplinkOf } from "./network.ts";
import { type FilterTable, type PathEnd, pathOf, readFilterTable } from "./packet-path.ts";

/** A network whose packets are thrown away on the way out or on the way back. */
export interface BlockedNetwork {
  readonly network: BridgeNetwork;
  readonly way: "out" | "back";
  readonly chain: string;
  /** As iptables prints it, without the chain; or "policy DROP". */
  readonly rule: string;
}

export interface Blocked {
  readonly blocked: readonly BlockedNetwork[];
  /** Networks that were judged. */
  readonly of: number;
}

interface Judged extends Blocked {
  readonly networks: unknown;
  readonly uplink: string;
}

const tables = new WeakMap<FirewallReading, readonly FilterTable[]>();
const judged = new WeakMap<FirewallReading, Judged>();
// Each costs a walk through FORWARD: beyond this many a host's networks are much the same.
const MAX_NETWORKS = 64;

/**
 * Follows a packet of each bridge network to the outside and its answer back, through the rules of every backend:
 * the kernel asks them all. Walked anew only when a reading is new.
 */
export function blockedNetworks(host: HostState, firewall: FirewallReading, now: EpochMs): Blocked {
  const links = linksOf(host, now);
  const uplink = (links && uplinkOf(links)?.name) ?? "";
  const networks = host.networks.lastGood;
  const known = judged.get(firewall);
  if (known !== undefined && known.networks === networks && known.uplink === uplink) return known;
  const filters = tables.get(firewall) ?? firewall.rules.map(readFilterTable);
  tables.set(firewall, filters);
  const all = bridgeNetworks(host)
    .filter(({ isInternal }) => !isInternal)
    .slice(0, MAX_NETWORKS);
  const blocked = all.flatMap((network) => blockOf(network, uplink, filters) ?? []);
  const result = { blocked, of: all.length, networks, uplink };
  judged.set(firewall, result);
  return result;
}

function blockOf(
  network: BridgeNetwork,
  uplink: string,
  filters: readonly FilterTable[],
): BlockedNetwork | undefined {
  const subnet = network.subnets.flatMap((text) => rangeOf(text) ?? [])[0];
  if (subnet === undefined) return undefined;
  const ways = [
    {
      way: "out",
      packet: { inLink: network.bridge, outLink: uplink, from: "container", subnet, state: "NEW" },
    },
    {
      way: "back",
      packet: { inLink: uplink, outLink: network.bridge, from: "outside", subnet, state: "ESTABLISHED" },
    },
  ] as const;
  for (const { way, packet } of ways)
    for (const filter of filters) {
      const end: PathEnd = pathOf(filter, packet);
      if (end.kind === "dropped") return { network, way, chain: end.chain, rule: end.rule };
    }
  return undefined;
}
