import type { HostState } from "../../host-state.ts";
import type { Mode } from "../../mode.ts";
import { type EpochMs, MINUTE_MS } from "../../time.ts";
import { settled } from "../shared/judgement.ts";
import { lineEvidence, linesWith } from "../shared/log-lines.ts";
import { bridgeNetworks, linksOf, SWARM_BRIDGE } from "../shared/network.ts";
import { freshList } from "../shared/running.ts";
import { counted, toEvidence } from "../shared/text.ts";

// Fewer are left over for a while by any host on which much starts and stops.
const MORE_THAN = 5;
// The kernel takes 1,024 ports on a bridge.
const PORT_LIMIT = 1_024;
const NEAR_LIMIT = 1_000;
const CHURN_MS = 15_000;
const LINE_WINDOW_MS = 10 * MINUTE_MS;
// Docker's own names: others, of lxc or kube, may share a bridge.
const DOCKERS = /^veth[0-9a-f]{7}$/;

/** More interfaces hang on Docker's bridges than containers have: those of containers that ended while nobody cleared up. */
export const vethLeak: Mode = {
  id: "veth-leak",
  inputs: ["fact", "containers"],
  windows: {
    // By the catalogue: a surplus that stays for ten minutes, in more than one reading.
    raiseAfterMs: 10 * MINUTE_MS,
    raiseAfterReadings: 2,
    clearAfterMs: MINUTE_MS,
    clearAfterReadings: 2,
  },
  judge: (host, now, open) => {
    const found = vethsOf(host, now);
    if (found === undefined) return settled(open, "", "unknown", now);
    // What starts or ends just now is in one reading and not in the other; what is told late happened long before.
    const isMoving = host.happenings.some(
      ({ sourceAt, action }) => MOVES.has(action) && Math.abs(found.at - sourceAt) < CHURN_MS,
    );
    const { at, ports, endpoints, fullest } = found;
    const spare = ports - endpoints;
    const isNearLimit = fullest.ports >= NEAR_LIMIT;
    if (isMoving && !isNearLimit) return [];
    const reading = `${counted(ports, "interface")} of ${counted(endpoints, "container")}; limit +${MORE_THAN}`;
    const evidence = toEvidence(
      at,
      "ip -o link",
      `${reading}\nmost: ${fullest.bridge} ${fullest.ports}`,
      reading,
    );
    if (spare <= MORE_THAN && !isNearLimit) return settled(open, "", "passing", at, [evidence]);
    return [
      {
        subject: "",
        verdict: "failing",
        variant: isNearLimit ? "bridge-full" : "spare",
        severity: isNearLimit ? "page" : "ticket",
        part: "bridge",
        title: isNearLimit ? `${fullest.bridge} is nearly full` : "Interfaces of containers that are gone",
        summary: isNearLimit
          ? `${fullest.ports} interfaces hang on ${fullest.bridge}; the kernel takes ${PORT_LIMIT}. Beyond that no container starts on its network.`
          : `${counted(ports, "interface")} of Docker hang on its bridges, but containers have ${endpoints}: ${spare} belong to nobody.`,
        readAt: at,
        evidence: [
          evidence,
          ...linesWith(host, ["bridge-full"], now - LINE_WINDOW_MS)
            .slice(0, 1)
            .map((line) => lineEvidence(line)),
        ],
        blast: {
          affected: isNearLimit
            ? [`Starts on ${fullest.bridge}`]
            : ["Nothing yet; a bridge takes 1,024 interfaces"],
          parts: [],
          notAffected: ["Containers that run"],
        },
        facts: { bridge: fullest.bridge, spare: String(Math.max(0, spare)) },
        ...(isNearLimit && { raiseAfterMs: 0 }),
      },
    ];
  },
};

const MOVES: ReadonlySet<string> = new Set(["create", "start", "die", "destroy"]);
const HAS_ENDPOINT: ReadonlySet<string> = new Set(["running", "paused", "restarting"]);

export interface FoundVeths {
  readonly at: EpochMs;
  /** Docker's interfaces on its bridges. */
  readonly ports: number;
  /** Containers with an end on them. */
  readonly endpoints: number;
  /** All ports count here: the kernel does not ask whose they are. */
  readonly fullest: { readonly bridge: string; readonly ports: number };
}

/** Undefined without a list, networks or links of the moment. */
export function vethsOf(host: HostState, now: EpochMs): FoundVeths | undefined {
  const links = linksOf(host, now);
  const list = freshList(host, now);
  const networks = bridgeNetworks(host).filter(({ name }) => name !== SWARM_BRIDGE);
  if (links === undefined || list === undefined || networks.length === 0) return undefined;
  const byBridge = new Map(networks.map(({ bridge }) => [bridge, 0]));
  let ports = 0;
  for (const { name, master, isPaired } of links.network.links) {
    const before = byBridge.get(master ?? "");
    if (master === undefined || before === undefined) continue;
    byBridge.set(master, before + 1);
    if (isPaired && DOCKERS.test(name)) ports += 1;
  }
  const names = new Set(networks.map(({ name }) => name));
  let endpoints = 0;
  for (const container of list)
    if (HAS_ENDPOINT.has(container.state))
      endpoints += container.networks.filter(({ name }) => names.has(name)).length;
  const [bridge = "docker0", most = 0] = [...byBridge].sort(([, a], [, b]) => b - a)[0] ?? [];
  return { at: links.at, ports, endpoints, fullest: { bridge, ports: most } };
}
