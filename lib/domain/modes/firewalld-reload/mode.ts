import type { HostState } from "../../host-state.ts";
import type { Mode } from "../../mode.ts";
import { MINUTE_MS, SECOND_MS } from "../../time.ts";
import { sightOfEngine } from "../shared/engine-sight.ts";
import { expectedRules, whyNoRules } from "../shared/firewall.ts";
import { freshFact } from "../shared/host-facts.ts";
import { settled } from "../shared/judgement.ts";
import { lineEvidence, linesWith } from "../shared/log-lines.ts";
import { linksOf } from "../shared/network.ts";
import { listedText } from "../shared/running.ts";
import { counted, named, toEvidence } from "../shared/text.ts";
import { isWhileStarting } from "../shared/wiped.ts";

const LINES_BEFORE_MS = 10 * MINUTE_MS;

/**
 * firewalld manages this host, and rules of Docker are missing: its reload writes everything anew and leaves those
 * out unless dockerd hears of it and puts them back. The wiped tables are shown beneath it.
 */
export const firewalldReload: Mode = {
  id: "firewalld-reload",
  inputs: ["fact", "networks"],
  windows: {
    // dockerd puts its rules back by itself within seconds of a reload that it heard of.
    raiseAfterMs: 10 * SECOND_MS,
    raiseAfterReadings: 2,
    clearAfterMs: MINUTE_MS,
    clearAfterReadings: 2,
  },
  judge: (host, now, open) => {
    const fact = freshFact(host, "firewall", now);
    const links = linksOf(host, now);
    const isKnown = sightOfEngine(host, now).kind === "answers" && whyNoRules(host, now) === undefined;
    if (fact === undefined || links === undefined || !isKnown || isWhileStarting(host, fact.at, now))
      return settled(open, "", "unknown", now);
    const tables = missingBase(host, fact.fact.firewall);
    const missing = tables.flat();
    const reading = `${counted(missing.length, "chain or jump", "chains and jumps")} missing`;
    const evidence = toEvidence(fact.at, "iptables-save", missing.join("\n") || "none missing", reading);
    // A reload takes from both tables; one table alone was wiped by somebody else.
    if (tables.some((table) => table.length === 0) || !links.network.isFirewalldActive)
      return settled(open, "", "passing", fact.at, [evidence]);
    const lines = linesWith(host, ["firewalld-refused", "firewalld-spoken-to"], now - LINES_BEFORE_MS);
    return [
      {
        subject: "",
        verdict: "failing",
        severity: "page",
        part: "ipt",
        title: "Docker's rules gone under firewalld",
        summary: `firewalld runs on this host and ${counted(missing.length, "rule")} of Docker ${missing.length === 1 ? "is" : "are"} missing (${named(missing)}). A reload of firewalld writes its own rules anew and drops those of others.`,
        readAt: fact.at,
        evidence: [
          evidence,
          toEvidence(links.at, "cgroup of firewalld.service", "firewalld is active", "firewalld is active"),
          ...lines.slice(0, 2).map((line) => lineEvidence(line)),
        ],
        blast: {
          affected: ["Containers to the outside, published ports, isolation between networks"],
          parts: ["bridge"],
          notAffected: ["dockerd answers", ...listedText(host, now)],
        },
        facts: { missing: String(missing.length) },
      },
    ];
  },
};

/** Chains and jumps of both tables: they never come and go while dockerd runs. */
function missingBase(
  host: HostState,
  firewall: Parameters<typeof expectedRules>[2],
): readonly (readonly string[])[] {
  return (["filter", "nat"] as const).map((table) =>
    expectedRules(host, table, firewall)
      .filter(({ kind, isPresent }) => !isPresent && (kind === "chain" || kind === "jump"))
      .map(({ text }) => `${table} ${text}`),
  );
}
