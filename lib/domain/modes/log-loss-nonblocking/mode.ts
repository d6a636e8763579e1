import type { Judgement, Mode } from "../../mode.ts";
import { MINUTE_MS, SECOND_MS } from "../../time.ts";
import { settled } from "../shared/judgement.ts";
import { lineEvidence, linesWith } from "../shared/log-lines.ts";
import { stalledSinks } from "../shared/stalled-sinks.ts";
import { bytesText, named, toEvidence } from "../shared/text.ts";

const LINE_COUNTS_MS = 10 * MINUTE_MS;
/** Said of settings, by a start or a create that fails for them: nothing was written that could be lost. */
const REFUSED_OPTION = /(?:unknown|must specify a value for) log opt '/;

/**
 * Lines are dropped on their way to a sink: of a non-blocking driver without a word, since its ring forgets the oldest
 * when the sink does not read; of others by their own word.
 */
export const logLossNonblocking: Mode = {
  id: "log-loss-nonblocking",
  inputs: ["fact", "journal-line"],
  windows: {
    // The ring holds a moment of a slow sink.
    raiseAfterMs: 30 * SECOND_MS,
    raiseAfterReadings: 1,
    clearAfterMs: MINUTE_MS,
    clearAfterReadings: 1,
  },
  judge: (host, now, open) => {
    const stalled = stalledSinks(host, now);
    const judgements: Judgement[] = [];
    for (const sink of stalled?.sinks ?? []) {
      const names = sink.logs.filter(({ isBlocking }) => !isBlocking).map(({ inspect }) => inspect.name);
      if (names.length === 0) continue;
      const [first] = names.sort();
      judgements.push({
        ...WORDS,
        subject: sink.peer,
        summary: `${sink.peer} leaves ${bytesText(sink.unsentBytes)} unread, and ${named(names)} ${names.length === 1 ? "does" : "do"} not wait for it: the oldest lines are dropped, and nothing counts them.`,
        readAt: sink.readAt,
        evidence: [
          toEvidence(
            sink.readAt,
            `ss -tn ${sink.peer}`,
            `Send-Q ${sink.unsentBytes} to ${sink.peer}`,
            `Send-Q ${bytesText(sink.unsentBytes)}; limit 66 kB`,
          ),
        ],
        facts: { sink: sink.peer, port: String(sink.port), ...(first && { container: first }) },
      });
    }
    const lines = linesWith(host, ["log-buffer-full", "log-line-not-sent"], now - LINE_COUNTS_MS).filter(
      ({ line }) => !REFUSED_OPTION.test(line.text),
    );
    const [newest] = lines;
    if (newest !== undefined)
      judgements.push({
        ...WORDS,
        subject: "",
        summary:
          "A log driver says that it could not hand lines on: its buffer is full, or its sink does not take them. They are lost.",
        readAt: Math.min(newest.line.sourceAt, now),
        evidence: lines.slice(0, 3).map((line) => lineEvidence(line)),
        facts: {},
        raiseAfterMs: 0,
      });
    const failing = new Set(judgements.map(({ subject }) => subject));
    return [
      ...judgements,
      ...open
        .filter(({ subject }) => !failing.has(subject))
        .flatMap(({ subject }) => {
          const isKnown = subject === "" ? host.streams.journal.isOpen : stalled !== undefined;
          return settled(
            open,
            subject,
            isKnown ? "passing" : "unknown",
            subject === "" ? now : (stalled?.at ?? now),
          );
        }),
    ];
  },
};

const WORDS = {
  verdict: "failing",
  severity: "ticket",
  part: "log",
  title: "Log lines dropped",
  blast: {
    affected: ["What the sink will show: lines are missing, and nothing marks the place"],
    parts: [],
    notAffected: ["The containers themselves"],
  },
} as const;
