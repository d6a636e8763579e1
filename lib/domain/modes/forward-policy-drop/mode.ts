import type { FirewallReading } from "../../facts.ts";
import type { HostState } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { type Blocked, type BlockedNetwork, blockedNetworks } from "../shared/blocked.ts";
import { sightOfEngine } from "../shared/engine-sight.ts";
import { expectedRules, whyNoRules } from "../shared/firewall.ts";
import { freshFact } from "../shared/host-facts.ts";
import { settled } from "../shared/judgement.ts";
import { containersText, runningOn } from "../shared/network.ts";
import { listedText } from "../shared/running.ts";
import { counted, named, toEvidence } from "../shared/text.ts";
import { isWhileStarting } from "../shared/wiped.ts";

const OWN_CHAIN = "DOCKER-USER";

/**
 * Docker's rules are whole, and something above or beside them throws the packets of containers away: ufw, kube,
 * a hardening run, rules of the other backend. A policy of DROP behind Docker's own accepts is its normal state.
 */
export const forwardPolicyDrop: Mode = {
  id: "forward-policy-drop",
  inputs: ["fact", "networks"],
  windows: {
    // As with wiped rules: a firewall that reloads puts its rules in one by one.
    raiseAfterMs: 10 * SECOND_MS,
    raiseAfterReadings: 2,
    clearAfterMs: MINUTE_MS,
    clearAfterReadings: 2,
  },
  judge: (host, now, open) => {
    const fact = freshFact(host, "firewall", now);
    const isKnown = sightOfEngine(host, now).kind === "answers" && whyNoRules(host, now) === undefined;
    if (fact === undefined || !isKnown || isWhileStarting(host, fact.at, now))
      return settled(open, "", "unknown", now);
    const { firewall } = fact.fact;
    // With rules of Docker missing that is what is wrong: the policy then does what it is there for.
    const isWiped = expectedRules(host, "filter", firewall).some(({ isPresent }) => !isPresent);
    if (isWiped) return settled(open, "", "unknown", now);
    const found = blockedNetworks(host, firewall, now);
    const foreign = found.blocked.filter((one) => !isMeant(one, found));
    if (foreign.length > 0) return [judgeBlocked(host, now, fact.at, firewall, found.of, foreign)];
    const reading = `${counted(found.of, "network")}: a way out and back`;
    return settled(open, "", "passing", fact.at, [
      toEvidence(fact.at, "iptables-save -t filter", reading, reading),
    ]);
  },
};

/** DOCKER-USER is where people put what they mean to block; only a chain that stops every network is a mistake. */
const isMeant = ({ chain }: BlockedNetwork, { blocked, of }: Blocked): boolean =>
  chain === OWN_CHAIN && blocked.length < of;

function judgeBlocked(
  host: HostState,
  now: EpochMs,
  readAt: EpochMs,
  firewall: FirewallReading,
  of: number,
  blocked: readonly BlockedNetwork[],
): Judgement {
  const [first] = blocked;
  const rule = `${first?.chain} ${first?.rule}`;
  const networks = blocked.map(({ network }) => network);
  const names = runningOn(host, networks, now) ?? [];
  const isPolicy = first?.rule.startsWith("policy ") === true;
  return {
    subject: "",
    verdict: "failing",
    variant: isPolicy ? "policy" : "rule",
    // One network of several may have been cut off on purpose by a rule that names it.
    severity: blocked.length === of ? "page" : "ticket",
    part: "ipt",
    title: isPolicy ? "iptables: FORWARD drops by its policy" : "iptables: a rule drops container traffic",
    summary: `All of Docker's own rules are there, but ${isPolicy ? `the FORWARD ${first?.rule}` : `“${rule}”`} throws packets of ${named(networks.map(({ name }) => name))} away ${first?.way === "out" ? "on the way out" : "on the way back"}. The host itself and its local port checks notice nothing.`,
    readAt,
    evidence: [
      toEvidence(
        readAt,
        "iptables-save -t filter",
        blocked.map(({ network, chain, rule }) => `${network.bridge}: -A ${chain} ${rule}`).join("\n"),
        rule,
      ),
    ],
    blast: {
      affected: [`To the outside: ${containersText(names)}`, "Published ports from outside"],
      parts: ["bridge"],
      notAffected: [
        "Docker's own filter rules are whole",
        ...(of > blocked.length ? [`${of - blocked.length} of ${counted(of, "network")} passes`] : []),
        ...listedText(host, now),
      ],
    },
    facts: {
      chain: first?.chain ?? "FORWARD",
      rule: first?.rule ?? "",
      bridge: networks[0]?.bridge ?? "docker0",
      ...(firewall.forwardPolicy && { forwardPolicy: firewall.forwardPolicy }),
    },
  };
}
