import type { HostState } from "../../host-state.ts";
import { isOverlapping, rangeOf } from "../../ipv4.ts";
import type { Mode } from "../../mode.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { sightOfEngine } from "../shared/engine-sight.ts";
import { settled } from "../shared/judgement.ts";
import { lineEvidence, linesWith } from "../shared/log-lines.ts";
import {
  type BridgeNetwork,
  bridgeNetworks,
  containersText,
  type LinksAt,
  linksOf,
  runningOn,
} from "../shared/network.ts";
import { listedText } from "../shared/running.ts";
import { named, toEvidence } from "../shared/text.ts";
import { isEngineLeaving } from "../shared/wiped.ts";

const LINES_BEFORE_MS = 10 * MINUTE_MS;

type Trouble = "gone" | "down" | "no-address";
interface BrokenBridge {
  readonly network: BridgeNetwork;
  readonly trouble: Trouble;
}

/**
 * An interface that dockerd made for a network is gone, switched off or without its address, while dockerd goes on
 * to list the network as if nothing had happened. Only the kernel knows.
 */
export const docker0Missing: Mode = {
  id: "docker0-missing",
  inputs: ["fact", "networks", "containers"],
  windows: {
    // Two readings: whoever restarts the network of a host takes bridges down and up again.
    raiseAfterMs: 10 * SECOND_MS,
    raiseAfterReadings: 2,
    clearAfterMs: 30 * SECOND_MS,
    clearAfterReadings: 2,
  },
  judge: (host, now, open) => {
    const links = linksOf(host, now);
    const networks = bridgeNetworks(host);
    const isKnown = sightOfEngine(host, now).kind === "answers" && networks.length > 0;
    if (links === undefined || !isKnown || isTooEarly(host, links.at, now))
      return settled(open, "", "unknown", now);
    const broken = brokenBridges(networks, links);
    if (broken.length === 0)
      return settled(open, "", "passing", links.at, [
        toEvidence(links.at, "ip -o link", `${networks.length} bridges up`, `${networks.length} bridges up`),
      ]);
    const sure = broken.filter(({ network }) => isStillThere(host, network, links.at));
    // A network that is being made or removed: the next readings tell.
    return sure.length === 0 ? [] : [judgeBroken(host, now, links, sure)];
  },
};

/** A dockerd that restarts leaves its bridges as they are; only one that was not there yet may still have to make them. */
const isTooEarly = (host: HostState, readAt: EpochMs, now: EpochMs): boolean =>
  isEngineLeaving(host, now) || readAt < (host.engineBackAt ?? 0);

/** Bridges that should be there and are not, or do not carry anything. */
export const brokenBridges = (networks: readonly BridgeNetwork[], links: LinksAt): readonly BrokenBridge[] =>
  networks.flatMap((network) => {
    const trouble = troubleOf(network, links);
    return trouble === undefined ? [] : [{ network, trouble }];
  });

function troubleOf(network: BridgeNetwork, links: LinksAt): Trouble | undefined {
  const link = links.byName.get(network.bridge);
  if (link === undefined) return "gone";
  if (!link.isUp) return "down";
  // A user network may have been made without an address on purpose (inhibit_ipv4); docker0 has one.
  if (network.name !== "bridge") return undefined;
  const subnets = network.subnets.flatMap((subnet) => rangeOf(subnet) ?? []);
  const addresses = links.network.addresses.filter((one) => one.link === network.bridge);
  const isInside = addresses.some(({ address }) => {
    const range = rangeOf(address);
    return range !== undefined && subnets.some((subnet) => isOverlapping(subnet, range));
  });
  return subnets.length === 0 || isInside ? undefined : "no-address";
}

/**
 * docker0 cannot be removed through the API. A user network is proven by readings around this one: listed before it,
 * and after it still listed or with a container on it.
 */
function isStillThere(host: HostState, network: BridgeNetwork, readAt: EpochMs): boolean {
  if (network.name === "bridge") return true;
  const { networks, networksBefore, containers } = host;
  const isListedBefore = [networksBefore, networks.lastGood].some(
    (known) => known !== undefined && known.at <= readAt && known.reading.some(({ id }) => id === network.id),
  );
  if (!isListedBefore) return false;
  if ((networks.lastGood?.at ?? 0) >= readAt) return true;
  const list = containers.lastGood;
  return (
    list !== undefined &&
    list.at >= readAt &&
    list.reading.some(
      (one) => one.state === "running" && one.networks.some(({ name }) => name === network.name),
    )
  );
}

const WORDS: Readonly<Record<Trouble, string>> = {
  gone: "is gone",
  down: "is switched off",
  "no-address": "has lost its address",
};

function judgeBroken(host: HostState, now: EpochMs, links: LinksAt, broken: readonly BrokenBridge[]) {
  const names = broken.map(({ network }) => network.bridge);
  const [first] = broken;
  const trouble = first?.trouble ?? "gone";
  const cut = runningOn(
    host,
    broken.map(({ network }) => network),
    now,
  );
  const whole = bridgeNetworks(host).filter(({ bridge }) => !names.includes(bridge));
  const said = broken.map(
    ({ network, trouble }) => `${network.bridge} (network ${network.name}) ${WORDS[trouble]}`,
  );
  return {
    subject: "",
    verdict: "failing",
    variant: trouble,
    severity: "page",
    part: "bridge",
    title: `${named(names)} ${names.length === 1 ? WORDS[trouble] : "broken"}`,
    summary: `${said.join("; ")}. dockerd still lists the ${broken.length === 1 ? "network" : "networks"} as usual, and containers on it still say running with an address.`,
    readAt: links.at,
    evidence: [
      toEvidence(links.at, "ip -o link", said.join("\n"), said[0]),
      ...linesWith(host, ["bridge-not-found"], now - LINES_BEFORE_MS)
        .slice(0, 2)
        .map((line) => lineEvidence(line)),
    ],
    blast: {
      affected: [
        `All traffic of ${containersText(cut ?? [])}`,
        ...(trouble === "gone" ? [`Starts on ${named(broken.map(({ network }) => network.name))} fail`] : []),
      ],
      parts: ["ctrs"],
      notAffected: [
        ...whole.slice(0, 3).map(({ name, bridge }) => `Network ${name}: ${bridge} is up`),
        ...listedText(host, now),
      ],
    },
    facts: {
      bridge: first?.network.bridge ?? "docker0",
      network: first?.network.name ?? "bridge",
      trouble,
      ...(first?.network.subnets[0] && { subnet: first.network.subnets[0] }),
    },
  } as const;
}
