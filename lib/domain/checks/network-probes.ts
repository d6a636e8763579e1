import type { HostState } from "../host-state.ts";
import { poolUseOf } from "../modes/address-pool-exhausted/mode.ts";
import { overlapsOf } from "../modes/address-pool-overlap/mode.ts";
import { skewOf } from "../modes/clock-skew/mode.ts";
import { tableOf } from "../modes/conntrack-full/mode.ts";
import { serversFor, serversText } from "../modes/dns-host-resolv-loopback/mode.ts";
import { brokenBridges } from "../modes/docker0-missing/mode.ts";
import { forwardingOf } from "../modes/ip-forward-disabled/mode.ts";
import { mtuOf } from "../modes/mtu-mismatch/mode.ts";
import { blockedNetworks } from "../modes/shared/blocked.ts";
import { whyNoRules } from "../modes/shared/firewall.ts";
import { freshFact } from "../modes/shared/host-facts.ts";
import { bridgeNetworks, linksOf } from "../modes/shared/network.ts";
import { counted, durationText, named } from "../modes/shared/text.ts";
import { vethsOf } from "../modes/veth-leak/mode.ts";
import type { CheckProbe } from "../runbook.ts";
import type { EpochMs } from "../time.ts";
import { withoutFact } from "./host-probes.ts";
import { type ProbeReading, unknown, value } from "./reading.ts";

export type NetworkProbe = Extract<CheckProbe, `network.${string}`>;

/** What the detectors of the network read, for checks. */
export function readNetwork(probe: NetworkProbe, host: HostState, now: EpochMs): ProbeReading {
  switch (probe) {
    case "network.forwarding": {
      const reading = forwardingOf(host, now);
      if (reading === undefined) return withoutFact(host, "network-links", now);
      return value(reading.isForwarding, `ip_forward is ${reading.isForwarding ? 1 : 0}`, reading.at);
    }
    case "network.bridges-broken": {
      const links = linksOf(host, now);
      if (links === undefined) return withoutFact(host, "network-links", now);
      const networks = bridgeNetworks(host);
      if (networks.length === 0) return unknown("networks were not read yet", links.at);
      const broken = brokenBridges(networks, links);
      const text = broken.map(({ network, trouble }) => `${network.bridge}: ${trouble}`);
      return value(broken.length, text.length > 0 ? named(text) : `${networks.length} up`, links.at);
    }
    case "network.blocked": {
      const fact = freshFact(host, "firewall", now);
      if (fact === undefined) return withoutFact(host, "firewall", now);
      const why = whyNoRules(host, now);
      if (why !== undefined) return unknown(why, fact.at);
      const { blocked, of } = blockedNetworks(host, fact.fact.firewall, now);
      return value(blocked.length, `${blocked.length} of ${counted(of, "network")}`, fact.at);
    }
    case "network.veths-spare": {
      const found = vethsOf(host, now);
      if (found === undefined) return withoutFact(host, "network-links", now);
      const spare = Math.max(0, found.ports - found.endpoints);
      return value(spare, `${found.ports} for ${counted(found.endpoints, "container")}`, found.at);
    }
    case "network.pools-left": {
      const found = poolUseOf(host, now);
      if (found === undefined)
        return host.networks.lastGood === undefined
          ? { kind: "waiting", text: "not asked yet" }
          : unknown("networks were not read for some time", host.networks.lastGood.at);
      const left = Math.max(0, found.use.capacity - found.use.taken);
      return value(left, `${left} of ${found.use.capacity} left`, found.at);
    }
    case "network.overlaps": {
      const links = linksOf(host, now);
      if (links === undefined) return withoutFact(host, "network-links", now);
      const overlaps = overlapsOf(host, links);
      const names = overlaps.map(({ network, route }) => `${network.name} on ${route.destination}`);
      return value(overlaps.length, names.length > 0 ? named(names) : "none", links.at);
    }
    case "network.mtu-excess": {
      const found = mtuOf(host, now);
      if (found === undefined) return withoutFact(host, "network-links", now);
      const widest = Math.max(...found.larger.map(({ mtuBytes }) => mtuBytes), found.uplink.mtuBytes);
      const excess = widest - found.uplink.mtuBytes;
      const text =
        excess === 0 ? `within ${found.uplink.mtuBytes}` : `${widest} above ${found.uplink.mtuBytes}`;
      return value(excess, text, found.at);
    }
    case "network.nameservers": {
      const servers = serversFor(host, now);
      if (servers === undefined) return withoutFact(host, "network-links", now);
      return value(servers.usable.length, serversText(servers), servers.at);
    }
    case "network.conntrack-ratio": {
      const table = tableOf(host, now);
      if (table === undefined) return withoutFact(host, "pressure", now);
      return value(table.ratio, `${table.used} of ${table.max}`, table.at);
    }
  }
}

export function readClock(host: HostState, now: EpochMs): ProbeReading {
  const skew = skewOf(host, now);
  if (skew === undefined)
    return host.info.lastGood === undefined
      ? { kind: "waiting", text: "not asked yet" }
      : unknown("no quick answer that tells the time", host.info.lastGood.at);
  const ms = Math.round(Math.abs(skew.ms));
  return value(ms, `${durationText(ms)} ${skew.ms < 0 ? "behind" : "ahead"}`, skew.at);
}
