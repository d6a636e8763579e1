import { FORM_BUCKET_MS } from "../../fold-line-forms.ts";
import type { LineForm } from "../../host-state.ts";
import type { Mode } from "../../mode.ts";
import { MINUTE_MS, SECOND_MS } from "../../time.ts";
import { settled } from "../shared/judgement.ts";
import { lineEvidence, linesWith } from "../shared/log-lines.ts";
import { counted, toEvidence } from "../shared/text.ts";

const LINES_PER_SECOND = 100;
const FULL_BUCKET = (LINES_PER_SECOND * FORM_BUCKET_MS) / SECOND_MS;
// 30 s of it: three tens of seconds in a row.
const BUCKETS = 3;
// At a hundred lines a second: that many seconds without one are its end, also where lines take a moment to come.
const OVER_AFTER_MS = 8 * SECOND_MS;
const SUPPRESSED_COUNTS_MS = 2 * MINUTE_MS;

/** The engine writes the same line over and over; journald may leave out others, and with them what tells the cause. */
export const daemonLogFlood: Mode = {
  id: "daemon-log-flood",
  inputs: ["journal-line"],
  windows: { raiseAfterMs: 0, raiseAfterReadings: 1, clearAfterMs: MINUTE_MS, clearAfterReadings: 1 },
  judge: (host, now, open) => {
    const suppressed = linesWith(host, ["journal-suppressed"], now - SUPPRESSED_COUNTS_MS);
    let worst: LineForm | undefined;
    for (const form of host.lineForms.values()) {
      if (now - form.lastAt > OVER_AFTER_MS || !isFlood(form)) continue;
      if (worst === undefined || form.count > worst.count) worst = form;
    }
    const [newest] = suppressed;
    if (worst === undefined && newest === undefined)
      return settled(open, "", host.streams.journal.isOpen ? "passing" : "unknown", now);
    const readAt = Math.max(worst?.lastAt ?? 0, newest?.line.sourceAt ?? 0);
    const left = suppressed.reduce((sum, { marked }) => sum + Number(marked.values[0] ?? 0), 0);
    const rate = worst === undefined ? 0 : rateOf(worst);
    return [
      {
        subject: "",
        verdict: "failing",
        severity: "ticket",
        part: "log",
        title: "Engine log floods",
        summary:
          worst === undefined
            ? `journald left out ${counted(left, "line")} of the engine's log: it wrote too many, and what tells a cause may be among them.`
            : `${worst.unit} writes the same line ${rate} times a second${left > 0 ? `, and journald left out ${counted(left, "line")}: what tells a cause may be among them` : ""}.`,
        readAt: Math.min(readAt, now),
        sinceAt: worst?.recent[0]?.fromAt ?? newest?.line.sourceAt ?? readAt,
        evidence: [
          ...(worst === undefined
            ? []
            : [
                toEvidence(
                  worst.lastAt,
                  `journal ${worst.unit}.service`,
                  worst.text,
                  `${rate} lines/s; limit ${LINES_PER_SECOND}`,
                ),
              ]),
          ...suppressed.slice(0, 2).map((line) => lineEvidence(line)),
        ],
        blast: {
          affected: ["The engine log: other lines are pushed out", "Processor and disk, by what is written"],
          parts: [],
          notAffected: [],
        },
        facts: {},
      },
    ];
  },
};

const rateOf = ({ recent }: LineForm): number =>
  Math.round(Math.max(...recent.map(({ count }) => count)) / (FORM_BUCKET_MS / SECOND_MS));

/** Enough lines in each of the last full tens of seconds; the newest one need not be full yet. */
function isFlood({ recent }: LineForm): boolean {
  const run: number[] = [];
  for (const { fromAt, count } of recent.toReversed()) {
    const isFull = count >= FULL_BUCKET;
    const follows = run.length === 0 || (run.at(-1) ?? 0) - fromAt === FORM_BUCKET_MS;
    if (isFull && follows) run.push(fromAt);
    else if (run.length > 0) break;
  }
  return run.length >= BUCKETS;
}
