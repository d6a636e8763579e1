import { nextStartFlags, runningFlags } from "../../daemon-config/start-arguments.ts";
import type { FirewallReading } from "../../facts.ts";
import type { HostState } from "../../host-state.ts";
import type { ContainerReading, NetworkReading } from "../../readings.ts";
import type { EpochMs } from "../../time.ts";
import { freshFact, isRootless } from "./host-facts.ts";
import { engineVersionOf, parsedConfig } from "./start-cause.ts";

export type FirewallTable = "filter" | "nat";

/** Something Docker puts into a table of a healthy host. */
export interface ExpectedRule {
  /** chain and jump: there whatever runs. bridge and port: of one network, of one published port. */
  readonly kind: "chain" | "jump" | "bridge" | "port";
  /** As `iptables -S` would print it, or the chain's name. */
  readonly text: string;
  /** The bridge it is for. */
  readonly bridge?: string;
  readonly isPresent: boolean;
}

interface Rules {
  readonly chains: ReadonlySet<string>;
  /** Rules by "table chain", without the leading -A and the chain's name. */
  readonly byChain: ReadonlyMap<string, readonly string[]>;
  /** "tcp 8080" of each DNAT rule in nat DOCKER: a thousand ports are looked up, not searched for. */
  readonly forwarded: ReadonlySet<string>;
}

const parsed = new WeakMap<FirewallReading, Rules>();

/**
 * Chains and rules of all backends together: what stands in the other backend is not missing. Parsed once
 * per reading; two modes and a picture ask each second.
 */
function rulesOf(reading: FirewallReading): Rules {
  const known = parsed.get(reading);
  if (known !== undefined) return known;
  const chains = new Set(reading.chains.map((chain) => chain.replace(":", " ")));
  const byChain = new Map<string, string[]>();
  for (const text of reading.rules) {
    let table = "";
    for (const line of text.split("\n")) {
      if (line.startsWith("*")) table = line.slice(1).trim();
      else if (line.startsWith(":")) chains.add(`${table} ${line.slice(1).split(" ", 1)[0]}`);
      else {
        const match = /^(?:\[\d+:\d+\] )?-A (\S+) (.*)$/.exec(line);
        if (match === null) continue;
        const key = `${table} ${match[1]}`;
        const rules = byChain.get(key);
        if (rules) rules.push(match[2] ?? "");
        else byChain.set(key, [match[2] ?? ""]);
      }
    }
  }
  const rules = { chains, byChain, forwarded: forwardedPorts(byChain.get("nat DOCKER") ?? []) };
  parsed.set(reading, rules);
  return rules;
}

function forwardedPorts(rules: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const rule of rules) {
    const match = /-p (\w+) .*--dport (\d+) .*-j DNAT/.exec(rule);
    if (match) found.add(`${match[1]} ${match[2]}`);
  }
  return found;
}

/** From here on Docker keeps its rules in chains of its own below FORWARD. */
const FORWARD_CHAIN_SINCE = 28;

interface Compared {
  readonly networks: unknown;
  readonly containers: unknown;
  readonly version: string | undefined;
  readonly rules: readonly ExpectedRule[];
}

const compared = new WeakMap<FirewallReading, Map<FirewallTable, Compared>>();

/** What Docker should have in this table, and whether it is there. Compared anew only when a reading is new. */
export function expectedRules(
  host: HostState,
  table: FirewallTable,
  firewall: FirewallReading,
): readonly ExpectedRule[] {
  const networks = host.networks.lastGood;
  const containers = host.containers.lastGood;
  const version = engineVersionOf(host);
  const known = compared.get(firewall) ?? new Map<FirewallTable, Compared>();
  compared.set(firewall, known);
  const before = known.get(table);
  const isSame =
    before?.networks === networks && before?.containers === containers && before?.version === version;
  if (before !== undefined && isSame) return before.rules;
  const rules = compare(host, table, firewall);
  known.set(table, { networks, containers, version, rules });
  return rules;
}

function compare(host: HostState, table: FirewallTable, firewall: FirewallReading): readonly ExpectedRule[] {
  const rules = rulesOf(firewall);
  const has = (chain: string, test: (rule: string) => boolean): boolean =>
    rules.byChain.get(`${table} ${chain}`)?.some(test) === true;
  const chain = (name: string): ExpectedRule => ({
    kind: "chain",
    text: name,
    isPresent: rules.chains.has(`${table} ${name}`),
  });
  const jump = (from: string, to: string): ExpectedRule => ({
    kind: "jump",
    text: `${from} -j ${to}`,
    isPresent: has(from, (rule) => rule.endsWith(`-j ${to}`) || rule.includes(`-j ${to} `)),
  });
  const bridges = bridgesOf(host);
  const major = Number.parseInt(engineVersionOf(host) ?? "", 10);
  if (table === "nat")
    return [
      chain("DOCKER"),
      jump("PREROUTING", "DOCKER"),
      jump("OUTPUT", "DOCKER"),
      ...bridges.filter(({ isMasqueraded }) => isMasqueraded).flatMap((network) => masquerades(network, has)),
      ...portRules(host, rules.forwarded),
    ];
  if (major >= FORWARD_CHAIN_SINCE)
    return [
      ...["DOCKER", "DOCKER-USER", "DOCKER-FORWARD"].map(chain),
      jump("FORWARD", "DOCKER-USER"),
      jump("FORWARD", "DOCKER-FORWARD"),
    ];
  return [
    ...["DOCKER", "DOCKER-USER", "DOCKER-ISOLATION-STAGE-1", "DOCKER-ISOLATION-STAGE-2"].map(chain),
    jump("FORWARD", "DOCKER-USER"),
    jump("FORWARD", "DOCKER-ISOLATION-STAGE-1"),
    ...bridges.flatMap(({ bridge }) => bridgeRules(bridge, has)),
  ];
}

type Has = (chain: string, test: (rule: string) => boolean) => boolean;

const bridgesOf = (host: HostState): readonly (NetworkReading & { bridge: string })[] =>
  (host.networks.lastGood?.reading ?? []).flatMap((network) =>
    network.driver === "bridge" && network.bridge !== undefined && !network.isInternal
      ? [{ ...network, bridge: network.bridge }]
      : [],
  );

const bridgeRules = (bridge: string, has: Has): readonly ExpectedRule[] => [
  {
    kind: "bridge",
    text: `FORWARD -o ${bridge} -j DOCKER`,
    bridge,
    isPresent: has("FORWARD", (rule) => rule.includes(`-o ${bridge} `) && rule.endsWith("-j DOCKER")),
  },
  {
    kind: "bridge",
    text: `FORWARD -i ${bridge} ! -o ${bridge} -j ACCEPT`,
    bridge,
    isPresent: has(
      "FORWARD",
      (rule) => rule.startsWith(`-i ${bridge} ! -o ${bridge} `) && rule.endsWith("-j ACCEPT"),
    ),
  },
];

const masquerades = (network: NetworkReading & { bridge: string }, has: Has): readonly ExpectedRule[] =>
  network.subnets
    // IPv6 has a table of its own, which is not read.
    .filter((subnet) => !subnet.includes(":"))
    .map((subnet) => ({
      kind: "bridge",
      text: `POSTROUTING -s ${subnet} ! -o ${network.bridge} -j MASQUERADE`,
      bridge: network.bridge,
      isPresent: has(
        "POSTROUTING",
        (rule) =>
          rule.includes(`-s ${subnet} `) &&
          rule.includes(`! -o ${network.bridge} `) &&
          rule.includes("-j MASQUERADE"),
      ),
    }));

function portRules(host: HostState, forwarded: ReadonlySet<string>): readonly ExpectedRule[] {
  const found = new Map<string, ExpectedRule>();
  for (const container of publishing(host))
    for (const { hostPort, containerPort, protocol } of container.ports) {
      const text = `DOCKER -p ${protocol} --dport ${hostPort} -j DNAT to ${container.name}:${containerPort}`;
      if (hostPort === 0 || found.has(text)) continue;
      found.set(text, { kind: "port", text, isPresent: forwarded.has(`${protocol} ${hostPort}`) });
    }
  return [...found.values()];
}

const publishing = (host: HostState): readonly ContainerReading[] =>
  (host.containers.lastGood?.reading ?? []).filter(
    ({ state, ports, networkMode }) => state === "running" && networkMode !== "host" && ports.length > 0,
  );

/** Why these rules cannot be expected of this host; undefined where they can. */
export function whyNoRules(host: HostState, now: EpochMs): string | undefined {
  if (host.ping.lastGood?.reading.engine === "podman") return "podman keeps other chains";
  if (host.networks.lastGood === undefined) return "networks were not read yet";
  if (bridgesOf(host).length === 0) return "no bridge network";
  if (isRootless(host)) return "rootless: own network namespace";
  const settings = settingsOf(host, now);
  if (settings.get("iptables") === "false") return "iptables is off in the configuration";
  return settings.get("firewall-backend") === "nftables" ? "Docker uses nftables itself" : undefined;
}

/** What dockerd was told, by flag and by daemon.json, as far as both can be read; values as text. */
export function settingsOf(host: HostState, now: EpochMs): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const file = freshFact(host, "config-file", now)?.fact.file;
  const config = file?.exists ? parsedConfig(host, file) : undefined;
  if (config?.ok) for (const { key, value } of config.keys) found.set(key, String(value));
  const files = freshFact(host, "unit-files", now)?.fact.files;
  const flags = files && (runningFlags(files) ?? nextStartFlags(files));
  for (const { name, value } of flags ?? []) found.set(name, value || "true");
  return found;
}
