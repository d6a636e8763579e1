import type { HostState } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { StreamGap, StreamName } from "../../signal.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { sightOfEngine } from "../shared/engine-sight.ts";
import { freshFact, processOf, unitOf } from "../shared/host-facts.ts";
import { settled } from "../shared/judgement.ts";
import { clipped, counted, durationText, toEvidence } from "../shared/text.ts";
import { type Blind, blindToApi, blindToHost } from "./blind.ts";

// A stream that breaks is back within seconds; the gate tries again at least every 30 s.
const CLOSED_MS = 30 * SECOND_MS;
// What was lost is told for as long as somebody may wonder why it is not there.
const LOST_MS = 10 * MINUTE_MS;

/** A source that told something and does not any more, or told only a part: what depends on it is unknown, not fine. */
export const telemetryGap: Mode = {
  id: "telemetry-gap",
  inputs: ["stream-state", "stream-gap"],
  windows: {
    // A restart of sshd or of journald is over by then.
    raiseAfterMs: MINUTE_MS,
    raiseAfterReadings: 1,
    clearAfterMs: MINUTE_MS,
    clearAfterReadings: 1,
  },
  judge: (host, now, open) =>
    (["events", "journal", "host", "api"] as const).flatMap((source): readonly Judgement[] => {
      const blind = look(source, host, now);
      if (blind === "unknown" || blind === "hears") {
        const verdict = blind === "hears" ? "passing" : "unknown";
        return settled(open, source, verdict, now);
      }
      const { variant, title, summary, readAt, sinceAt, evidence, affected } = blind;
      return [
        {
          subject: source,
          verdict: "failing",
          variant,
          severity: "ticket",
          part: "callers",
          title,
          summary,
          readAt,
          sinceAt,
          evidence,
          blast: { affected: [affected], parts: [], notAffected: heardText(source, host, now) },
          facts: { source },
        },
      ];
    }),
};

type Source = StreamName | "host" | "api";

function look(source: Source, host: HostState, now: EpochMs): Blind | "hears" | "unknown" {
  switch (source) {
    case "events":
    case "journal":
      return blindToStream(source, host, now);
    case "host":
      return blindToHost(host, now);
    case "api":
      return blindToApi(host, now);
  }
}

const STREAMS = {
  events: {
    name: "Docker events",
    from: "GET /events",
    affected: "Starts, deaths and health of containers are known only from the list, seconds later",
    canSay: (host: HostState, now: EpochMs) => {
      const { answeringSinceAt } = host.ping;
      const isHere = sightOfEngine(host, now).kind === "answers" && answeringSinceAt !== undefined;
      return isHere && now - answeringSinceAt >= CLOSED_MS;
    },
  },
  journal: {
    name: "Engine log",
    from: "journalctl",
    affected: "What only the log of the engine and the kernel tells is not recognised",
    // Whoever never read it has no right to it: that is told where it is drawn.
    canSay: (host: HostState, now: EpochMs) =>
      host.lastLineAt !== undefined && freshFact(host, "pressure", now) !== undefined,
  },
} as const;

function blindToStream(stream: StreamName, host: HostState, now: EpochMs): Blind | "hears" | "unknown" {
  const { name, from, affected, canSay } = STREAMS[stream];
  const { isOpen, changedAt, reason } = host.streams[stream];
  if (!isOpen && now - changedAt >= CLOSED_MS) {
    // Without a reason it was never tried: Foghorn has only just begun.
    if (reason === undefined || !canSay(host, now)) return "unknown";
    return {
      variant: "closed",
      title: `${name} not heard`,
      summary: `${name} cannot be followed any more, while the host answers otherwise: ${clipped(reason, 200)}. What only this source tells is unknown until it is back.`,
      readAt: now,
      sinceAt: changedAt,
      evidence: [toEvidence(changedAt, from, reason, clipped(reason, 60))],
      affected,
    };
  }
  const lost = host.streamGaps.findLast(
    (gap) => gap.stream === stream && now - gap.toAt <= LOST_MS && isLoss(gap, host, now),
  );
  if (lost === undefined) return isOpen ? "hears" : "unknown";
  const what = lost.lostCount === undefined ? "Some" : counted(lost.lostCount, "record");
  return {
    variant: "lost",
    title: `${name}: a part is missing`,
    summary: `${what} of ${durationText(Math.max(1, lost.toAt - lost.fromAt))} could not be read: ${lost.cause}. Nothing is concluded from that stretch.`,
    readAt: lost.toAt,
    sinceAt: lost.fromAt,
    evidence: [toEvidence(lost.toAt, from, lost.cause, `${what.toLowerCase()} lost`)],
    affected,
  };
}

/** A daemon that was restarted forgets its events, and tells so in other ways: only of one that ran on are they missed. */
function isLoss({ stream, fromAt, toAt, lostCount }: StreamGap, host: HostState, now: EpochMs): boolean {
  if (stream === "journal" || lostCount !== undefined) return true;
  const dockerd = processOf(host, "dockerd", now);
  const startedSecondsAgo = dockerd?.reading?.startedSecondsAgo;
  return (
    dockerd !== undefined &&
    // Read before the stream came back it may still be the old one.
    dockerd.at >= toAt &&
    startedSecondsAgo !== undefined &&
    dockerd.at - startedSecondsAgo * SECOND_MS < fromAt - 2 * SECOND_MS
  );
}

function heardText(source: Source, host: HostState, now: EpochMs): readonly string[] {
  const heard = [
    ...(source !== "api" && sightOfEngine(host, now).kind === "answers" ? ["the API"] : []),
    ...(source !== "events" && host.streams.events.isOpen ? ["events"] : []),
    ...(source !== "journal" && host.streams.journal.isOpen ? ["the engine log"] : []),
    ...(source !== "host" && unitOf(host, "docker.service", now) !== undefined
      ? ["the host's readings"]
      : []),
  ];
  if (heard.length === 0) return [];
  const [first = "", ...others] = heard;
  const words = `${first.charAt(0).toUpperCase()}${first.slice(1)}`;
  return [[words, ...others].join(", ").replace(/, ([^,]*)$/u, " and $1")];
}
