import type { HostState } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { Severity } from "../../severity.ts";
import type { ModeId, Symptom } from "../../symptom.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { openOf, settled } from "./judgement.ts";
import { type FoundLine, lineEvidence, linesWith } from "./log-lines.ts";
import { counted, durationText, toEvidence } from "./text.ts";

interface LogModeOptions {
  readonly id: ModeId;
  readonly signatures: readonly string[];
  readonly severity: Severity | ((found: FoundLine) => Severity);
  readonly part: Judgement["part"];
  /** Of one line; nothing where the line names nobody: then the host is meant. */
  readonly subjectOf: (found: FoundLine, host: HostState) => string;
  readonly words: (
    subject: string,
    found: FoundLine,
    host: HostState,
  ) => Pick<Judgement, "title" | "summary" | "blast"> & {
    readonly facts?: Readonly<Record<string, string>>;
  };
  /** When it was seen to succeed again after that line, if it was. */
  readonly succeededAt?: (
    host: HostState,
    subject: string,
    afterAt: EpochMs,
    found: FoundLine,
  ) => EpochMs | undefined;
  /**
   * What a reading says now of the thing a line is about: when it was read as well, that it is not, or that it was not
   * read yet. It ends what was over before Foghorn looked; of what was seen to fail it proves nothing.
   */
  readonly readWellAt?: (host: HostState) => EpochMs | "not-well" | "not-read";
  /** Whether something is known to be as the line said, however long ago that was. */
  readonly isStillSo?: (host: HostState, open: Symptom) => boolean;
  /** How long a line is news. */
  readonly windowMs?: number;
}

const WINDOW_MS = 10 * MINUTE_MS;

/** A line of this form that is told for information is no failure. */
export const isFailure = ({ marked }: FoundLine): boolean => marked.signature.severity !== undefined;

/** Whoever goes on trying fails again within this. */
const QUIET_MS = MINUTE_MS;
/** A first reading that does not come leaves the line alone to say how it is. */
const FIRST_READING_MS = 15 * SECOND_MS;

/** A line from before Foghorn looked, of a thing that is well by its first reading and did not fail again. */
function isOfThePast(
  host: HostState,
  readWellAt: LogModeOptions["readWellAt"],
  open: Symptom | undefined,
  lastAt: EpochMs,
  now: EpochMs,
): boolean {
  const wasSeen = open !== undefined && open.seenAt < host.startedAt;
  if (readWellAt === undefined || wasSeen || lastAt >= host.startedAt) return false;
  const at = readWellAt(host);
  if (at === "not-read") return open === undefined && now - host.startedAt < FIRST_READING_MS;
  return at !== "not-well" && at - lastAt >= QUIET_MS;
}

/**
 * A failure that nothing tells but the engine's log: failing while a line is young, passing when the thing succeeded
 * since or nothing was said for the window, which is then its evidence. Without the log it is unknown.
 */
export function logMode(options: LogModeOptions): Mode {
  const { id, signatures, severity, part, windowMs = WINDOW_MS } = options;
  return {
    id,
    inputs: ["journal-line", "docker-event", "containers"],
    // A line is a fact. Passing already waited for its window.
    windows: { raiseAfterMs: 0, raiseAfterReadings: 1, clearAfterMs: MINUTE_MS, clearAfterReadings: 1 },
    judge: (host, now, open) => {
      const lines = linesWith(host, signatures, now - windowMs).filter(isFailure);
      if (lines.length === 0 && open.length === 0) return [];
      const bySubject = Map.groupBy(lines, (found) => options.subjectOf(found, host));
      const judgements: Judgement[] = [];
      for (const [subject, found] of bySubject) {
        const newest = found[0];
        if (newest === undefined) continue;
        const lastAt = Math.min(newest.line.sourceAt, now);
        const doneAt = options.succeededAt?.(host, subject, lastAt, newest);
        if (doneAt !== undefined) {
          judgements.push(...settled(open, subject, "passing", doneAt));
          continue;
        }
        if (isOfThePast(host, options.readWellAt, openOf(open, subject), lastAt, now)) {
          judgements.push(...settled(open, subject, "passing", now));
          continue;
        }
        const { title, summary, blast, facts = {} } = options.words(subject, newest, host);
        judgements.push({
          subject,
          verdict: "failing",
          severity: typeof severity === "function" ? severity(newest) : severity,
          part,
          title,
          summary,
          readAt: lastAt,
          sinceAt: found.at(-1)?.line.sourceAt ?? lastAt,
          evidence: found.slice(0, 3).map((line) => lineEvidence(line)),
          blast,
          facts: { lines: counted(found.length, "line"), ...facts },
        });
      }
      const canRead = host.streams.journal.isOpen;
      const rest = open.filter((one) => !bySubject.has(one.subject) && !options.isStillSo?.(host, one));
      // Silence is no proof: nobody may have tried.
      const silence = `not said again for ${durationText(windowMs)}`;
      return [
        ...judgements,
        ...rest.flatMap(({ subject }) =>
          canRead
            ? settled(open, subject, "passing", now, [toEvidence(now, "journal", silence, silence)])
            : settled(open, subject, "unknown", now),
        ),
      ];
    },
  };
}
