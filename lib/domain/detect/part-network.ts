import type { PartId } from "../anatomy.ts";
import type { NetworkLinksReading } from "../facts.ts";
import type { HostState } from "../host-state.ts";
import { brokenBridges } from "../modes/docker0-missing/mode.ts";
import { expectedRules, whyNoRules } from "../modes/shared/firewall.ts";
import { isPodman } from "../modes/shared/host-facts.ts";
import { bridgeNetworks, linksOf } from "../modes/shared/network.ts";
import { pullFailures } from "../modes/shared/registry/failures.ts";
import { counted } from "../modes/shared/text.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../time.ts";
import { asLastKnown, fromFact, type OwnReading, offPart, outOfSight } from "./part-reading.ts";
import { BY_ITSELF } from "./visibility.ts";

/* Network, below: bridge, ipt, dns. */

const NETWORKS_FRESH_MS = 90 * SECOND_MS;
// A name that did not resolve is worth a line as long as a failed pull is worth a symptom.
const LOOKUPS_WINDOW_MS = 10 * MINUTE_MS;

export const NETWORK_PARTS: Partial<Record<PartId, (host: HostState, now: EpochMs) => OwnReading>> = {
  bridge: readBridge,
  ipt: readFirewall,
  dns: readDns,
};

function readBridge(host: HostState, now: EpochMs): OwnReading {
  const last = host.networks.lastGood;
  if (last === undefined) return outOfSight("networks were not read yet", BY_ITSELF.asked);
  const made = last.reading.filter(({ driver }) => driver === "bridge");
  if (made.length === 0) return { ...offPart("no bridge network"), readAt: last.at };
  const own = made.filter(({ name }) => name !== "bridge").length;
  const nets = `${own} user ${own === 1 ? "net" : "nets"}`;
  const reading: OwnReading = {
    state: "ok",
    ...(upReading(host, now) ?? {
      short: String(made.length),
      reading: counted(made.length, "bridge"),
      lines: [isPodman(host) ? "by podman" : "by dockerd"],
    }),
    readAt: last.at,
  };
  const whole = { ...reading, lines: [...reading.lines, nets] };
  return now - last.at <= NETWORKS_FRESH_MS ? whole : asLastKnown(whole);
}

/** Those that are up by the kernel's word; undefined where the host's interfaces cannot be read. */
function upReading(
  host: HostState,
  now: EpochMs,
): Pick<OwnReading, "short" | "reading" | "lines"> | undefined {
  const links = linksOf(host, now);
  const bridges = bridgeNetworks(host);
  if (links === undefined || bridges.length === 0) return undefined;
  const broken = brokenBridges(bridges, links);
  const up = bridges.length - broken.length;
  const short = `${up}/${bridges.length}`;
  const first = broken[0];
  return {
    short: short.length <= 6 ? short : String(up),
    reading: `${up} of ${bridges.length}`,
    lines: [first === undefined ? "all up" : `${first.network.bridge} ${TROUBLES[first.trouble]}`],
  };
}

const TROUBLES = { gone: "gone", down: "down", "no-address": "no address" } as const;

function readFirewall(host: HostState, now: EpochMs): OwnReading {
  const why = whyNoRules(host, now);
  if (why === "networks were not read yet") return outOfSight(why, BY_ITSELF.asked);
  // The words of a small part end early: what it is stands first, why behind it.
  if (why !== undefined) {
    const [what = why, ...because] = why.split(": ");
    return offPart(what, because);
  }
  return fromFact(host, "firewall", now, () => {
    const firewall = host.facts.firewall.last?.fact.firewall;
    if (firewall === undefined) return undefined;
    const rules = (["filter", "nat"] as const).flatMap((table) => expectedRules(host, table, firewall));
    const chains = rules.filter(({ kind }) => kind === "chain" || kind === "jump");
    const there = chains.filter(({ isPresent }) => isPresent).length;
    const others = rules.filter(({ kind }) => kind === "bridge");
    const short = `${there}/${chains.length}`;
    return {
      state: "ok",
      short: short.length <= 4 ? short : String(there),
      reading: `${there} of ${chains.length}`,
      lines: [
        "chains + jumps",
        `bridge ${others.filter(({ isPresent }) => isPresent).length}/${others.length}`,
        ...(firewall.forwardPolicy ? [`FORWARD ${firewall.forwardPolicy}`] : []),
      ],
    };
  });
}

/** Whom the engine asks for names outside; nobody is asked here, so what is said is what is set and what failed. */
function readDns(host: HostState, now: EpochMs): OwnReading {
  return fromFact(host, "network-links", now, () => {
    const network = host.facts["network-links"].last?.fact.network;
    if (network === undefined) return undefined;
    const servers = upstreamsOf(network);
    const failed = pullFailures(host).filter(
      ({ cause, at }) => cause === "image-pull-dns" && now - at <= LOOKUPS_WINDOW_MS,
    ).length;
    const addresses = servers.slice(0, 3).join(", ");
    if (failed > 0)
      return {
        state: "ok",
        short: "fail",
        reading: `${failed} failed`,
        lines: ["pull lookups", ...(addresses === "" ? [] : [addresses])],
      };
    if (servers.length === 0)
      return { state: "ok", short: "none", reading: "none set", lines: ["in resolv.conf"] };
    const short = `${servers.length} ns`;
    return {
      state: "ok",
      short: short.length <= 4 ? short : "many",
      reading: counted(servers.length, "server"),
      // Its box has no room for an address; the evidence has.
      lines: ["not tried here", addresses],
    };
  });
}

const isLoopback = (address: string): boolean => /^127\.|^::1$/.test(address);

/** The servers behind a stub on a loopback, where they are told; else what the file names, the stub itself too. */
function upstreamsOf({ nameservers, resolvedNameservers }: NetworkLinksReading): readonly string[] {
  const outside = nameservers.filter((address) => !isLoopback(address));
  if (outside.length > 0) return outside;
  const behind = resolvedNameservers.filter((address) => !isLoopback(address));
  return behind.length > 0 ? behind : nameservers;
}
