import type { HostState } from "../../host-state.ts";
import type { Mode } from "../../mode.ts";
import type { Evidence } from "../../symptom.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { settingsOf } from "../shared/firewall.ts";
import { freshFact, isRootless } from "../shared/host-facts.ts";
import { settled } from "../shared/judgement.ts";
import { bridgeNetworks, containersText, linksOf, runningOn } from "../shared/network.ts";
import { listedText } from "../shared/running.ts";
import { engineVersionOf } from "../shared/start-cause.ts";
import { named, toEvidence } from "../shared/text.ts";

/**
 * net.ipv4.ip_forward is 0, for all interfaces or for a bridge of Docker. dockerd switches it on once, when it
 * starts; whoever applies sysctls later takes it away again, and no local check of a port notices.
 */
export const ipForwardDisabled: Mode = {
  id: "ip-forward-disabled",
  inputs: ["fact", "info", "networks", "containers"],
  windows: {
    // A network manager that restarts may take it away and give it back within seconds.
    raiseAfterMs: 10 * SECOND_MS,
    raiseAfterReadings: 2,
    // Whatever set it may run again: configuration runs come in bursts.
    clearAfterMs: MINUTE_MS,
    clearAfterReadings: 2,
  },
  judge: (host, now, open) => {
    const reading = isRootless(host) ? undefined : forwardingOf(host, now);
    const bridges = bridgeNetworks(host).filter(({ isInternal }) => !isInternal);
    if (reading === undefined || bridges.length === 0) return settled(open, "", "unknown", now);
    const ofLinks = new Set(reading.linksOff);
    const cut = reading.isForwarding ? bridges.filter(({ bridge }) => ofLinks.has(bridge)) : bridges;
    if (cut.length === 0) return settled(open, "", "passing", reading.at, [reading.evidence]);
    const names = runningOn(host, cut, now) ?? [];
    const isMeant = settingsOf(host, now).get("ip-forward") === "false";
    return [
      {
        subject: "",
        verdict: "failing",
        variant: reading.isForwarding ? "one-bridge" : "host",
        // Nobody is cut off yet, or dockerd was told to leave it: somebody should look, by daylight.
        severity: names.length > 0 && !isMeant ? "page" : "ticket",
        part: "kernel",
        title: reading.isForwarding
          ? "A bridge does not forward packets"
          : "The kernel does not forward packets",
        summary: `${
          reading.isForwarding
            ? `forwarding is 0 on ${named(cut.map(({ bridge }) => bridge))}`
            : "net.ipv4.ip_forward is 0"
        }, so nothing passes between containers and outside${isMeant ? "; dockerd was told to leave it (ip-forward: false)" : ""}. Ports still answer on the host itself, through docker-proxy.`,
        readAt: reading.at,
        evidence: [reading.evidence],
        blast: {
          affected: [
            `To the outside, and from outside to published ports: ${containersText(names)}`,
            "Between networks",
          ],
          parts: ["bridge"],
          notAffected: [
            "Firewall rules are not the reason",
            "Containers of one network reach each other",
            ...listedText(host, now),
          ],
        },
        facts: {
          setting: reading.isForwarding
            ? `net.ipv4.conf.${cut[0]?.bridge ?? "docker0"}.forwarding`
            : "net.ipv4.ip_forward",
          ...(cut[0] && { bridge: cut[0].bridge }),
        },
      },
    ];
  },
};

interface Forwarding {
  readonly at: EpochMs;
  readonly isForwarding: boolean;
  readonly linksOff: readonly string[];
  readonly evidence: Evidence;
}

/** The newest word on it: of the kernel where the host can be read, else of /info where its version warns. */
export function forwardingOf(host: HostState, now: EpochMs): Forwarding | undefined {
  const links = linksOf(host, now);
  const firewall = freshFact(host, "firewall", now);
  const quick = firewall?.fact.firewall.isForwarding;
  // The switch for all sets that of each interface as well: what was read of those before it changed is no longer so.
  const isUnchanged = quick === links?.network.isForwarding;
  if (firewall !== undefined && quick !== undefined && firewall.at > (links?.at ?? 0))
    return ofKernel(firewall.at, quick, isUnchanged ? (links?.network.linksNotForwarding ?? []) : []);
  const whole = links?.network.isForwarding;
  if (links !== undefined && whole !== undefined)
    return ofKernel(links.at, whole, links.network.linksNotForwarding);
  return ofInfo(host, now);
}

const ofKernel = (at: EpochMs, isForwarding: boolean, linksOff: readonly string[]): Forwarding => ({
  at,
  isForwarding,
  linksOff,
  evidence: toEvidence(
    at,
    "sysctl",
    [
      `net.ipv4.ip_forward = ${isForwarding ? 1 : 0}`,
      ...linksOff.map((link) => `net.ipv4.conf.${link}.forwarding = 0`),
    ].join("\n"),
    linksOff.length > 0 && isForwarding
      ? `net.ipv4.conf.${linksOff[0]}.forwarding = 0`
      : `net.ipv4.ip_forward = ${isForwarding ? 1 : 0}`,
  ),
});

const INFO_FRESH_MS = 30 * SECOND_MS;
// From here on a clean /info proves nothing.
const WARNS_BEFORE = 23;

function ofInfo(host: HostState, now: EpochMs): Forwarding | undefined {
  const last = host.info.lastGood;
  if (last === undefined || now - last.at > INFO_FRESH_MS) return undefined;
  const warning = last.reading.warnings.find((text) => text.includes("IPv4 forwarding is disabled"));
  const warns = Number.parseInt(engineVersionOf(host) ?? "", 10) < WARNS_BEFORE;
  if (warning === undefined && !warns) return undefined;
  const text = warning ?? "no warning about IPv4 forwarding";
  return {
    at: last.at,
    isForwarding: warning === undefined,
    linksOff: [],
    evidence: toEvidence(last.at, "GET /info", text, text),
  };
}
