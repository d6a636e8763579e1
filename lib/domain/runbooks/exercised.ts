import type { Runbook } from "../runbook.ts";
import { DAY_MS, type EpochMs } from "../time.ts";

/** An exercise is as good as new for a quarter of a year: by then engines and people are others. */
export const EXERCISE_HOLDS_MS = 90 * DAY_MS;

/** The newest exercise of a runbook, as the moment its day began (UTC); undefined is never. */
export function lastExercised({
  exercised = [],
}: Pick<Runbook, "exercised">): { readonly at: EpochMs; readonly engines: readonly string[] } | undefined {
  const newest = exercised
    .map(({ on }) => on)
    .toSorted()
    .at(-1);
  const at = Date.parse(`${newest}T00:00:00Z`);
  if (newest === undefined || Number.isNaN(at)) return undefined;
  return { at, engines: exercised.filter(({ on }) => on === newest).map(({ engine }) => engine) };
}
