import type { EpochMs } from "../../domain/time.ts";
import type { LogFrame, LogLine } from "../../gate-protocol/answers.ts";

/*
 * 2,000 lines a second of one container, bursts of 10,000; what is over is counted exactly. Once the limit
 * is reached nothing passes for a quarter of a second, so a flood is a few large gaps and not one per line.
 */

const LINES_PER_SECOND = 2_000;
const BURST_LINES = 10_000;
const RESUME_LINES = 500;

export interface FloodLimit {
  /** Frames for these lines, in order: the lines, and the count of those that are left out. */
  readonly take: (lines: readonly LogLine[], now: EpochMs) => readonly LogFrame[];
  /** A count is held back until the flood ends or pauses. */
  readonly isHolding: () => boolean;
  /** The count that is not yet told. */
  readonly rest: () => readonly LogFrame[];
}

const atOf = (line: LogLine): EpochMs => Number(BigInt(line.timeNano) / 1_000_000n);

export function createFloodLimit(startedAt: EpochMs): FloodLimit {
  let tokens = BURST_LINES;
  let refilledAt = startedAt;
  let skipped: { count: number; fromAt: EpochMs; toAt: EpochMs } | undefined;

  function refill(now: EpochMs): void {
    const earned = (Math.max(0, now - refilledAt) / 1_000) * LINES_PER_SECOND;
    tokens = Math.min(BURST_LINES, tokens + earned);
    refilledAt = now;
  }

  function skip(line: LogLine): void {
    const at = atOf(line);
    skipped ??= { count: 0, fromAt: at, toAt: at };
    skipped.count += 1;
    skipped.toAt = at;
  }

  function rest(): readonly LogFrame[] {
    if (skipped === undefined) return [];
    const frame: LogFrame = { kind: "skipped", ...skipped };
    skipped = undefined;
    return [frame];
  }

  return {
    take(lines, now) {
      refill(now);
      const frames: LogFrame[] = [];
      let passing: LogLine[] = [];
      for (const line of lines) {
        const isPassing = skipped === undefined ? tokens >= 1 : tokens >= RESUME_LINES;
        if (!isPassing) {
          if (passing.length > 0) frames.push({ kind: "lines", lines: passing });
          passing = [];
          skip(line);
          continue;
        }
        if (skipped !== undefined) frames.push(...rest());
        tokens -= 1;
        passing.push(line);
      }
      if (passing.length > 0) frames.push({ kind: "lines", lines: passing });
      return frames;
    },
    isHolding: () => skipped !== undefined,
    rest,
  };
}
