import type { HostState } from "../../host-state.ts";
import type { Mode } from "../../mode.ts";
import { type EpochMs, SECOND_MS } from "../../time.ts";
import { settingsOf } from "../shared/firewall.ts";
import { settled } from "../shared/judgement.ts";
import { lineEvidence, linesWith } from "../shared/log-lines.ts";
import { bridgeNetworks, containersText, linksOf, runningOn } from "../shared/network.ts";
import { engineVersionOf } from "../shared/start-cause.ts";
import { counted, named, toEvidence } from "../shared/text.ts";

const LINES_BEFORE_MS = 600_000;
/** From here on the daemon's own resolver asks loopback servers for user networks, from the host's side. */
const ASKS_LOOPBACK_SINCE = 26;

/**
 * All nameservers of the host are loopback addresses, which mean another place inside a container. Docker leaves
 * them out and gives its containers public servers instead: internal names fail, or all of them where those are shut off.
 */
export const dnsHostResolvLoopback: Mode = {
  id: "dns-host-resolv-loopback",
  inputs: ["fact", "networks", "containers"],
  windows: {
    // A network manager writes the file anew in steps.
    raiseAfterMs: 20 * SECOND_MS,
    raiseAfterReadings: 2,
    clearAfterMs: 10 * SECOND_MS,
    clearAfterReadings: 2,
  },
  judge: (host, now, open) => {
    const servers = serversFor(host, now);
    if (servers === undefined) return settled(open, "", "unknown", now);
    const { at, given, usable, isTold } = servers;
    const text = given.map((server) => `nameserver ${server}`).join("\n") || "no nameserver";
    const reading = isTold ? "dns is set for dockerd" : `${usable.length} of ${given.length} within reach`;
    const evidence = toEvidence(at, "/etc/resolv.conf", text, reading);
    // A file without any server is a host without names, which is not this.
    if (isTold || usable.length > 0 || given.length === 0)
      return settled(open, "", "passing", at, [evidence]);
    const isNew = Number.parseInt(engineVersionOf(host) ?? "", 10) >= ASKS_LOOPBACK_SINCE;
    const networks = bridgeNetworks(host).filter(({ name }) => !isNew || name === "bridge");
    const names = runningOn(host, networks, now) ?? [];
    return [
      {
        subject: "",
        verdict: "failing",
        severity: "ticket",
        part: "dns",
        title: "The host's nameservers are out of reach of containers",
        summary: `resolv.conf of the host names ${named(given)} alone. Docker leaves loopback servers out and gives ${isNew ? "containers of the default bridge" : "containers"} 8.8.8.8 and 8.8.4.4: names of your own networks fail there.`,
        readAt: at,
        evidence: [
          evidence,
          ...linesWith(host, ["resolv-loopback"], now - LINES_BEFORE_MS)
            .slice(0, 1)
            .map((line) => lineEvidence(line)),
        ],
        blast: {
          affected: [`Internal names, in ${containersText(names)}`],
          parts: [],
          notAffected: [
            "Names of containers among each other on user networks",
            ...(isNew ? ["User networks: dockerd asks the host's servers for them"] : []),
          ],
        },
        facts: { nameservers: given.join(" ") },
      },
    ];
  },
};

interface Servers {
  readonly at: EpochMs;
  readonly given: readonly string[];
  /** Those that mean the same place inside a container. */
  readonly usable: readonly string[];
  /** dockerd was told which to use. */
  readonly isTold: boolean;
}

/** What containers are given to ask: the file of systemd-resolved where its stub is the only server, as dockerd does. */
export function serversFor(host: HostState, now: EpochMs): Servers | undefined {
  const links = linksOf(host, now);
  if (links === undefined) return undefined;
  const { nameservers, resolvedNameservers } = links.network;
  const isStub = nameservers.length === 1 && nameservers[0] === "127.0.0.53";
  const given = isStub && resolvedNameservers.length > 0 ? resolvedNameservers : nameservers;
  const told = settingsOf(host, now).get("dns") ?? "";
  return { at: links.at, given, usable: given.filter((server) => !isLoopback(server)), isTold: told !== "" };
}

const isLoopback = (server: string): boolean => /^127\.|^::1(?:%|$)/.test(server);

/** "1 of 2 within reach of containers" */
export const serversText = ({ given, usable }: Servers): string =>
  `${usable.length} of ${counted(given.length, "server")}`;
