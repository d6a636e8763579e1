import type { HostState } from "../host-state.ts";
import { brokenBridges } from "../modes/docker0-missing/mode.ts";
import { forwardingOf } from "../modes/ip-forward-disabled/mode.ts";
import { blockedNetworks } from "../modes/shared/blocked.ts";
import { whyNoRules } from "../modes/shared/firewall.ts";
import { freshFact } from "../modes/shared/host-facts.ts";
import { bridgeNetworks, linksOf } from "../modes/shared/network.ts";
import { counted, named } from "../modes/shared/text.ts";
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
  }
}
