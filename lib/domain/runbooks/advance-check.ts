import type { CheckReading, StepState } from "../runbook.ts";
import type { EpochMs } from "../time.ts";

/** So many readings in a row say the same before a step is ticked or un-ticked: one odd answer is no state. */
export const READINGS_NEEDED = 2;

/** `pass` holds while it is met, `confirm` for ever once it was. */
export type CheckMeaning = "pass" | "confirm";

/** The run of equal outcomes that lasts now. */
export interface CheckRun {
  readonly outcome: "passing" | "failing";
  readonly count: number;
  readonly readAt?: EpochMs;
}

/**
 * What one more reading makes of a step. The same reading seen twice counts once; unknown and waiting end the run.
 * A hand that ticked or skipped a step is not overruled; a check that ticked itself is taken back when it fails, and
 * what was confirmed stays so: that it was there is true for ever.
 */
export function advanceCheck(
  run: CheckRun | undefined,
  reading: CheckReading,
  mark: StepState["mark"],
  meaning: CheckMeaning = "pass",
): { readonly run: CheckRun | undefined; readonly to?: "passed" | "confirmed" | "regressed" } {
  const { outcome, readAt } = reading;
  if (outcome !== "passing" && outcome !== "failing") return { run: undefined };
  const isSameReading = run?.outcome === outcome && readAt !== undefined && run.readAt === readAt;
  const count = run?.outcome === outcome ? run.count + (isSameReading ? 0 : 1) : 1;
  const next: CheckRun = { outcome, count, ...(readAt !== undefined && { readAt }) };
  if (count < READINGS_NEEDED) return { run: next };
  if (outcome === "passing" && (mark === "open" || mark === "regressed"))
    return { run: next, to: meaning === "confirm" ? "confirmed" : "passed" };
  if (outcome === "failing" && mark === "passed") return { run: next, to: "regressed" };
  return { run: next };
}
