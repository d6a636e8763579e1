import type { LinkReading, NetworkLinksReading } from "../../facts.ts";
import type { HostState } from "../../host-state.ts";
import type { NetworkReading } from "../../readings.ts";
import type { EpochMs } from "../../time.ts";
import { freshFact, isRootless } from "./host-facts.ts";
import { freshList } from "./running.ts";
import { named } from "./text.ts";

export type BridgeNetwork = NetworkReading & { readonly bridge: string };

/** Networks of the bridge driver with the interface each has on the host, internal ones too. */
export const bridgeNetworks = (host: HostState): readonly BridgeNetwork[] =>
  (host.networks.lastGood?.reading ?? []).flatMap((network) =>
    network.driver === "bridge" && network.bridge !== undefined
      ? [{ ...network, bridge: network.bridge }]
      : [],
  );

/** Swarm hangs tasks on it that the list does not name. */
export const SWARM_BRIDGE = "docker_gwbridge";

export interface LinksAt {
  readonly at: EpochMs;
  readonly network: NetworkLinksReading;
  readonly byName: ReadonlyMap<string, LinkReading>;
}

const indexed = new WeakMap<NetworkLinksReading, ReadonlyMap<string, LinkReading>>();

/** The host's network as it was read just now; undefined where it cannot be read or is not the one dockerd lives in. */
export function linksOf(host: HostState, now: EpochMs): LinksAt | undefined {
  if (host.ping.lastGood?.reading.engine === "podman" || isRootless(host)) return undefined;
  const fact = freshFact(host, "network-links", now);
  if (fact === undefined) return undefined;
  const { network } = fact.fact;
  const byName = indexed.get(network) ?? new Map(network.links.map((link) => [link.name, link]));
  indexed.set(network, byName);
  return { at: fact.at, network, byName };
}

/** The interface of the default route. */
export const uplinkOf = ({ network, byName }: LinksAt): LinkReading | undefined =>
  byName.get(network.routes.find(({ destination }) => destination === "0.0.0.0/0")?.link ?? "");

/** Containers that run on one of these networks by the newest list; undefined where the list is old. */
export function runningOn(
  host: HostState,
  networks: readonly NetworkReading[],
  now: EpochMs,
): readonly string[] | undefined {
  const names = new Set(networks.map(({ name }) => name));
  return freshList(host, now)
    ?.filter(
      (container) => ALIVE.has(container.state) && container.networks.some(({ name }) => names.has(name)),
    )
    .map(({ name }) => name);
}

const ALIVE: ReadonlySet<string> = new Set(["running", "paused", "restarting"]);

/** "4 containers: cache, web and 2 more" */
export const containersText = (names: readonly string[]): string =>
  names.length === 0
    ? "no container at the moment"
    : `${names.length} ${names.length === 1 ? "container" : "containers"}: ${named(names.toSorted())}`;
