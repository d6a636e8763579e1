import type { HostState } from "../../host-state.ts";
import type { Mode } from "../../mode.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { openOf, settled } from "../shared/judgement.ts";
import { lineEvidence, linesWith } from "../shared/log-lines.ts";
import { listedText } from "../shared/running.ts";
import { durationText, toEvidence } from "../shared/text.ts";

const TICKET_MS = 2 * SECOND_MS;
const PAGE_MS = MINUTE_MS;
// Below this the reading itself is the error: half of the way there and back.
const LEAVE_MS = SECOND_MS;
// A slower answer says too little of when the clock was read.
const QUICK_MS = 500;
const FRESH_MS = 30 * SECOND_MS;
const LINES_BEFORE_MS = 10 * MINUTE_MS;

/** The host's clock against Foghorn's, by what dockerd says the time is. Certificates and tokens fail by it. */
export const clockSkew: Mode = {
  id: "clock-skew",
  inputs: ["info"],
  windows: {
    // Three readings: one may have waited in a queue between here and there.
    raiseAfterMs: 8 * SECOND_MS,
    raiseAfterReadings: 3,
    clearAfterMs: 30 * SECOND_MS,
    clearAfterReadings: 3,
  },
  judge: (host, now, open) => {
    const skew = skewOf(host, now);
    if (skew === undefined) return settled(open, "", "unknown", now);
    const { ms, at } = skew;
    const size = Math.abs(ms);
    const symptom = openOf(open, "");
    const isOpen = symptom !== undefined && symptom.state !== "recovering";
    const reading = `${ms < 0 ? "-" : "+"}${durationText(size)}; limit 2 s`;
    const evidence = toEvidence(
      at,
      "GET /info",
      `SystemTime ${new Date(skew.at + ms).toISOString()}`,
      reading,
    );
    if (size <= (isOpen ? LEAVE_MS : TICKET_MS)) return settled(open, "", "passing", at, [evidence]);
    const isFar = size > PAGE_MS;
    return [
      {
        subject: "",
        verdict: "failing",
        variant: ms < 0 ? "behind" : "ahead",
        severity: isFar ? "page" : "ticket",
        part: "kernel",
        title: "The host's clock is wrong",
        summary: `The clock of this host is ${durationText(size)} ${ms < 0 ? "behind" : "ahead of"} Foghorn's. ${
          isFar
            ? "Certificates and tokens are refused by it."
            : "Times of its events and logs do not fit those of others."
        } If all hosts show the same, it is Foghorn's own clock.`,
        readAt: at,
        evidence: [
          evidence,
          ...linesWith(host, ["clock-behind", "clock-refused"], now - LINES_BEFORE_MS)
            .slice(0, 2)
            .map((line) => lineEvidence(line)),
        ],
        blast: {
          affected: [
            ...(isFar ? ["TLS, registry tokens, signed requests"] : []),
            "Order of events and logs across hosts; containers have the host's clock",
          ],
          parts: isFar ? ["registry", "tls"] : [],
          notAffected: listedText(host, now),
        },
        facts: { skew: durationText(size), direction: ms < 0 ? "behind" : "ahead" },
      },
    ];
  },
};

export interface Skew {
  readonly at: EpochMs;
  /** Positive: the host is ahead. */
  readonly ms: number;
}

/** Host's clock less ours; undefined without a recent quick answer. */
export function skewOf(host: HostState, now: EpochMs): Skew | undefined {
  const last = host.info.lastGood;
  const ms = last?.reading.clockAheadMs;
  const call = host.info.tries.findLast(({ ok }) => ok);
  if (last === undefined || ms === undefined || call === undefined) return undefined;
  if (now - last.at > FRESH_MS || call.durationMs > QUICK_MS) return undefined;
  return { at: last.at, ms };
}
