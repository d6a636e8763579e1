import type { HostState } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { Evidence } from "../../symptom.ts";
import { type EpochMs, SECOND_MS } from "../../time.ts";
import { settled } from "../shared/judgement.ts";
import { lineEvidence, linesWith } from "../shared/log-lines.ts";
import { named, toEvidence } from "../shared/text.ts";

/** "… API is accessible on http://0.0.0.0:2375 without encryption." of 20.10 to 29, whatever stands before and after. */
const ACCESSIBLE = /API is accessible on (https?:\/\/\S+) without ([^.\n]*)/;
const LOOPBACK = /^https?:\/\/(?:127\.|localhost\b|\[::1\])/;
// Asked every 4 s with 5 s of patience.
const INFO_FRESH_MS = 30 * SECOND_MS;
// The warnings of a start are older than its first answer: newer engines wait 15 s before they listen.
const START_TAKES_MS = 60 * SECOND_MS;

/**
 * The Docker API listens on TCP and asks nobody for a certificate: whoever reaches that port is root here. The daemon
 * says so itself in `/info`. Its log says so at each start, also at one that never comes to listen: that is evidence, and
 * decides nothing.
 */
export const daemonTcpExposed: Mode = {
  id: "daemon-tcp-exposed",
  inputs: ["info"],
  // The daemon's own word of what it does: nothing to wait for, either way.
  windows: { raiseAfterMs: 0, raiseAfterReadings: 1, clearAfterMs: 10 * SECOND_MS, clearAfterReadings: 2 },
  judge: (host, now, open) => {
    const info = host.info.lastGood;
    const isFresh = info !== undefined && now - info.at <= INFO_FRESH_MS;
    const urls = isFresh ? openUrls(info.reading.warnings) : [];
    if (isFresh && urls.length > 0) return [judgeOpen(host, now, info.at, urls, info.reading.warnings)];
    return settled(open, "", isFresh ? "passing" : "unknown", isFresh ? info.at : now, [
      ...(isFresh ? [toEvidence(info.at, "GET /info", "no warning of an open API", "not open on TCP")] : []),
    ]);
  },
};

const openUrls = (warnings: readonly string[]): readonly string[] => [
  ...new Set(warnings.flatMap((warning) => ACCESSIBLE.exec(warning)?.[1] ?? [])),
];

function judgeOpen(
  host: HostState,
  now: EpochMs,
  readAt: EpochMs,
  urls: readonly string[],
  warnings: readonly string[],
): Judgement {
  const isLocal = urls.length > 0 && urls.every((url) => LOOPBACK.test(url));
  const isEncrypted = urls.length > 0 && urls.every((url) => url.startsWith("https:"));
  const where = urls.length > 0 ? named(urls) : "a TCP port";
  const evidence: readonly Evidence[] = [
    ...warnings
      .filter((warning) => ACCESSIBLE.test(warning))
      .map((warning) => toEvidence(readAt, "GET /info", warning, ACCESSIBLE.exec(warning)?.[0] ?? warning)),
    ...linesWith(host, ["tcp-exposed"], now - START_TAKES_MS)
      .slice(0, 2)
      .map((line) => lineEvidence(line)),
  ];
  return {
    subject: "",
    verdict: "failing",
    variant: isLocal ? "loopback" : isEncrypted ? "unverified" : "plain",
    // On loopback every account and every page in a browser of this host is root; from outside nobody is.
    severity: isLocal ? "ticket" : "page",
    part: "tls",
    title: isLocal ? "Docker API open on loopback" : "Docker API open on TCP",
    summary: isEncrypted
      ? `dockerd listens on ${where} with TLS, but asks no client for a certificate: whoever reaches it is root on this host.`
      : `dockerd listens on ${where} without TLS: whoever ${isLocal ? "has an account here" : "reaches it"} is root on this host.`,
    readAt,
    evidence,
    blast: {
      affected: ["This host and all that its containers may reach: anybody can start a privileged container"],
      parts: ["sock"],
      notAffected: ["dockerd answers as usual"],
    },
    facts: {
      ...(urls[0] !== undefined && { url: urls[0], port: /:(\d+)/.exec(urls[0].slice(6))?.[1] ?? "" }),
    },
  };
}
