import type { HostState } from "../../host-state.ts";
import type { JournalLine } from "../../signal.ts";
import type { ModeId } from "../../symptom.ts";
import { type EpochMs, SECOND_MS } from "../../time.ts";
import { ABOUTS } from "../abouts.ts";
import { type FoundLine, linesWith } from "./log-lines.ts";

// The line is written when the start fails, the ping notices up to a round later.
const LINE_SLACK_MS = 10 * SECOND_MS;
// One attempt says what it has to say at its end, within this; the next begins no sooner than systemd's pause.
const ATTEMPT_MS = 5 * SECOND_MS;

/** Forms of the last words of a start that failed for a known reason: those of every mode that explains a daemon that is down. */
const CAUSES = Object.values(ABOUTS)
  // The fallback knows no cause.
  .filter(({ id, explains }) => explains?.includes("daemon-down") === true && id !== "daemon-start-failed")
  .flatMap(({ id, signatures }) => signatures.map((signature) => ({ mode: id, signature })));

/** What the newest failed start said. */
export interface LastWords {
  readonly at: EpochMs;
  /** The modes its words stand for, with the lines, newest first. More than one where the words leave it open. */
  readonly causes: ReadonlyMap<ModeId, readonly FoundLine[]>;
}

interface Known {
  readonly sinceAt: EpochMs;
  readonly words: LastWords | undefined;
}

const known = new WeakMap<readonly JournalLine[], Known>();

/**
 * The words of the newest start that failed since the daemon last answered; undefined where there are none that a
 * signature knows. An earlier attempt may have failed for a reason that is mended by now: only the newest counts.
 * Read once for each state of the lines, since every mode asks each second.
 */
export function lastWordsOf(host: HostState): LastWords | undefined {
  const sinceAt = failuresSince(host);
  const before = known.get(host.markedLines);
  if (before?.sinceAt === sinceAt) return before.words;
  const words = readWords(host, sinceAt);
  known.set(host.markedLines, { sinceAt, words });
  return words;
}

/** When the failures began that may be why the daemon does not answer: since it last did, or last said that it is up. */
export const failuresSince = (host: HostState): EpochMs =>
  Math.max(
    (host.ping.lastGood?.at ?? 0) - LINE_SLACK_MS,
    linesWith(host, ["engine-ready"], 0)[0]?.line.sourceAt ?? 0,
  );

/**
 * When dockerd last said that it is up, if that is newer than the words of any start that failed: it came up, and the
 * next ping will say so. Undefined where it did not.
 */
export function cameUpAt(host: HostState): EpochMs | undefined {
  const sinceAt = failuresSince(host);
  const readyAt = linesWith(host, ["engine-ready"], sinceAt)[0]?.line.sourceAt;
  const failedAt = linesWith(host, ["engine-start-failed", "engine-start-refused", "start-limit"], sinceAt)[0]
    ?.line;
  const isUp =
    readyAt !== undefined && readyAt > (failedAt?.sourceAt ?? 0) && lastWordsOf(host) === undefined;
  return isUp ? readyAt : undefined;
}

function readWords(host: HostState, sinceAt: EpochMs): LastWords | undefined {
  const readyAt = linesWith(host, ["engine-ready"], sinceAt)[0]?.line.sourceAt ?? sinceAt;
  const found = CAUSES.flatMap(({ mode, signature }) =>
    linesWith(host, [signature.id], Math.max(sinceAt, readyAt))
      // What is written in passing is no reason for a failed start.
      .filter(({ marked }) => marked.signature.severity === "page")
      .map((line) => ({ mode, line, isEffect: signature.isEffect === true })),
  );
  if (found.length === 0) return undefined;
  const at = Math.max(...found.map(({ line }) => line.line.sourceAt));
  const newest = found.filter(({ line }) => line.line.sourceAt >= at - ATTEMPT_MS);
  // What a deeper fault leaves behind as well is no cause beside it.
  const deepest = newest.some(({ isEffect }) => !isEffect)
    ? newest.filter(({ isEffect }) => !isEffect)
    : newest;
  const causes = new Map<ModeId, FoundLine[]>();
  for (const { mode, line } of deepest) causes.set(mode, [...(causes.get(mode) ?? []), line]);
  return { at, causes };
}
