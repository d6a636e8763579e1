import type { JournalLine } from "../../domain/signal.ts";
import type { EpochMs } from "../../domain/time.ts";

const WINDOW_MS = 10_000;
// A memory report of one container is some three telling lines; a sick disk prints thousands.
const LINES_PER_WINDOW = 200;

/**
 * Lets through a bounded number of kernel lines per ten seconds of their own time. What was left out is
 * told as a gap when the window is over, with its count in the cause.
 */
export function createKernelLimit(onGap: (fromAt: EpochMs, toAt: EpochMs, cause: string) => void): {
  readonly admits: (line: JournalLine) => boolean;
} {
  let windowAt = Number.NEGATIVE_INFINITY;
  let count = 0;
  let skippedFromAt = 0;
  let skippedToAt = 0;
  let skipped = 0;
  return {
    admits: ({ unit, sourceAt }) => {
      if (sourceAt - windowAt >= WINDOW_MS || sourceAt < windowAt) {
        if (skipped > 0) {
          const cause = `${skipped} kernel lines left out: more than ${LINES_PER_WINDOW} in ${WINDOW_MS / 1_000} s`;
          onGap(skippedFromAt, skippedToAt, cause);
        }
        windowAt = sourceAt;
        count = 0;
        skipped = 0;
      }
      if (unit !== "kernel") return true;
      count += 1;
      if (count <= LINES_PER_WINDOW) return true;
      if (skipped === 0) skippedFromAt = sourceAt;
      skippedToAt = sourceAt;
      skipped += 1;
      return false;
    },
  };
}
