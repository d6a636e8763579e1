import type { EpochMs } from "../../domain/time.ts";
import type { ParsedEntry } from "./entry.ts";

export interface Gap {
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  readonly cause: string;
}

export interface Resumption {
  /** The line that was handed over last. */
  readonly after: string;
  /** Until when everything was read and stored, by our clock, if anybody knows. */
  readonly seenAt: EpochMs | undefined;
  /** What the journal holds at that cursor: the line itself, or the nearest one after it. */
  readonly first: ParsedEntry | undefined;
  /** The oldest entry of the whole journal. */
  readonly oldest: ParsedEntry | undefined;
  /** What the host's clock is ahead of ours. */
  readonly skewMs: number;
  readonly now: EpochMs;
}

const GONE = "the journal no longer reaches back to the line that was read last";

/**
 * What was lost between the last line and the first one now. A cursor that vanished resumes silently at
 * the nearest entry; on a quiet host that alone proves nothing, since other services push old files out.
 */
export function gapOf({ after, seenAt, first, oldest, skewMs, now }: Resumption): Gap | undefined {
  if (first?.cursor === after) return undefined;
  const knownUntil = Math.max(cursorTime(after), seenAt === undefined ? 0 : seenAt + skewMs);
  if (oldest !== undefined && oldest.sourceAt <= knownUntil) return undefined;
  return { fromAt: knownUntil, toAt: Math.max(knownUntil, oldest?.sourceAt ?? now + skewMs), cause: GONE };
}

/** The time a cursor carries (`t=`, microseconds in hexadecimal). */
export function cursorTime(cursor: string): EpochMs {
  const micros = /(?:^|;)t=([0-9a-f]+)(?:;|$)/.exec(cursor)?.[1];
  return micros === undefined ? 0 : Math.floor(Number.parseInt(micros, 16) / 1_000);
}
