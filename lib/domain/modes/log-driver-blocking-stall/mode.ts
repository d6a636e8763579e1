import type { Judgement, Mode } from "../../mode.ts";
import { MINUTE_MS, SECOND_MS } from "../../time.ts";
import { settled } from "../shared/judgement.ts";
import { listedText } from "../shared/running.ts";
import { stalledSinks } from "../shared/stalled-sinks.ts";
import { bytesText, counted, named, toEvidence } from "../shared/text.ts";

/**
 * A log sink took the connection and does not read. Containers that log to it wait in their next write: no error
 * anywhere, no processor used, and docker stop hangs with them.
 */
export const logDriverBlockingStall: Mode = {
  id: "log-driver-blocking-stall",
  inputs: ["fact"],
  windows: {
    // A sink may be slow for a moment, and catch up.
    raiseAfterMs: 30 * SECOND_MS,
    raiseAfterReadings: 3,
    clearAfterMs: MINUTE_MS,
    clearAfterReadings: 3,
  },
  judge: (host, now, open) => {
    const stalled = stalledSinks(host, now);
    if (stalled === undefined) return open.flatMap(({ subject }) => settled(open, subject, "unknown", now));
    const judgements = stalled.sinks.flatMap((sink): readonly Judgement[] => {
      const blocked = sink.logs.filter(({ isBlocking }) => isBlocking);
      if (blocked.length === 0) return [];
      const names = blocked.map(({ inspect }) => inspect.name).sort();
      const [first] = names;
      return [
        {
          subject: sink.peer,
          verdict: "failing",
          severity: "page",
          part: "log",
          title: "Log sink does not read",
          summary: `${sink.peer} leaves ${bytesText(sink.unsentBytes)} of log lines unread. ${named(names)} ${names.length === 1 ? "logs" : "log"} to it in blocking mode: ${names.length === 1 ? "it stands" : "they stand"} still in the next line ${names.length === 1 ? "it writes" : "they write"}, and docker stop hangs.`,
          readAt: sink.readAt,
          evidence: [
            toEvidence(
              sink.readAt,
              `ss -tn ${sink.peer}`,
              `Send-Q ${sink.unsentBytes} to ${sink.peer}`,
              `Send-Q ${bytesText(sink.unsentBytes)}; limit 66 kB`,
            ),
          ],
          blast: {
            affected: [`${counted(names.length, "container")}: ${named(names)}`],
            parts: ["ctrs"],
            notAffected: listedText(host, now),
          },
          facts: { sink: sink.peer, port: String(sink.port), ...(first && { container: first }) },
        },
      ];
    });
    const failing = new Set(judgements.map(({ subject }) => subject));
    const rest = open.filter(({ subject }) => !failing.has(subject));
    return [...judgements, ...rest.flatMap(({ subject }) => settled(open, subject, "passing", stalled.at))];
  },
};
