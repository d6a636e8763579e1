import type { RouteReading } from "../../facts.ts";
import type { HostState } from "../../host-state.ts";
import { type Ipv4Range, isOverlapping, rangeOf } from "../../ipv4.ts";
import type { Mode } from "../../mode.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { settled } from "../shared/judgement.ts";
import { type BridgeNetwork, bridgeNetworks, type LinksAt, linksOf, uplinkOf } from "../shared/network.ts";
import { toEvidence } from "../shared/text.ts";

/** One network and the route of the host that leads to the same addresses. */
export interface Overlap {
  readonly network: BridgeNetwork;
  readonly subnet: string;
  readonly route: RouteReading;
  /** The host's own net: nobody there can be reached from here any more. */
  readonly isOfUplink: boolean;
}

/**
 * A network of Docker has addresses that the host routes elsewhere: a VPN that came up later, a --subnet that nobody
 * checked. What lies there cannot be reached from this host and its containers, and nothing says so.
 */
export const addressPoolOverlap: Mode = {
  id: "address-pool-overlap",
  inputs: ["fact", "networks"],
  windows: {
    // Two readings: a route that comes and goes with a tunnel hurts nobody.
    raiseAfterMs: 15 * SECOND_MS,
    raiseAfterReadings: 2,
    clearAfterMs: MINUTE_MS,
    clearAfterReadings: 2,
  },
  judge: (host, now, open) => {
    const links = linksOf(host, now);
    if (links === undefined || host.networks.lastGood === undefined)
      return open.flatMap(({ subject }) => settled(open, subject, "unknown", now));
    const overlaps = overlapsOf(host, links);
    const names = new Set(bridgeNetworks(host).map(({ name }) => name));
    const over = open
      .filter(({ subject }) => !overlaps.some(({ network }) => network.name === subject))
      .flatMap(({ subject }) => settled(open, subject, names.has(subject) ? "passing" : "gone", links.at));
    return [...over, ...overlaps.map((overlap) => judgeOverlap(overlap, links.at))];
  },
};

/** One for each network at most: the host's own net first. */
export function overlapsOf(host: HostState, links: LinksAt): readonly Overlap[] {
  const networks = bridgeNetworks(host);
  const own = new Set(networks.map(({ bridge }) => bridge));
  const uplink = uplinkOf(links)?.name;
  const routes = links.network.routes.flatMap((route) => {
    const range = rangeOf(route.destination);
    // A bridge of a network that was made since the last list is Docker's too.
    const isForeign = !own.has(route.link) && !/^br-[0-9a-f]{12}$/.test(route.link);
    return range === undefined || route.destination === "0.0.0.0/0" || !isForeign ? [] : [{ route, range }];
  });
  return networks.flatMap((network) => {
    const found = network.subnets.flatMap((subnet) => overlapsWith(network, subnet, routes, uplink));
    return found.find(({ isOfUplink }) => isOfUplink) ?? found[0] ?? [];
  });
}

function overlapsWith(
  network: BridgeNetwork,
  subnet: string,
  routes: readonly { readonly route: RouteReading; readonly range: Ipv4Range }[],
  uplink: string | undefined,
): readonly Overlap[] {
  const range = rangeOf(subnet);
  if (range === undefined) return [];
  return routes
    .filter((one) => isOverlapping(one.range, range))
    .map(({ route }) => ({
      network,
      subnet,
      route,
      isOfUplink: route.link === uplink && route.gateway === undefined,
    }));
}

function judgeOverlap({ network, subnet, route, isOfUplink }: Overlap, readAt: EpochMs) {
  const way = `${route.destination} ${route.gateway === undefined ? "" : `via ${route.gateway} `}dev ${route.link}`;
  return {
    subject: network.name,
    verdict: "failing",
    // The net the host itself lives in is what it works with.
    severity: isOfUplink ? "page" : "ticket",
    part: "bridge",
    title: `Network ${network.name} lies over ${route.destination}`,
    summary: `Network ${network.name} has ${subnet}, and the host routes ${way}. ${
      isOfUplink ? "That is the host's own net: its neighbours" : "Hosts there"
    } cannot be reached from this host and its containers where the two meet; Docker checks no --subnet against routes.`,
    readAt,
    evidence: [
      toEvidence(readAt, "/proc/net/route", `${network.bridge} ${subnet}\n${way}`, `${subnet} meets ${way}`),
    ],
    blast: {
      affected: [`Traffic of the host and its containers to ${route.destination}`],
      parts: [],
      notAffected: [`Containers of ${network.name} among each other`],
    },
    facts: {
      network: network.name,
      subnet,
      route: route.destination,
      link: route.link,
      bridge: network.bridge,
    },
  } as const;
}
