import { type EpochMs, MINUTE_MS } from "../../time.ts";

// The stretch that is judged: a minute before anything is said, two of them at most.
const SHORTEST_MS = MINUTE_MS - 10_000;
const LONGEST_MS = 2 * MINUTE_MS;

/** First and last sample of the newest one to two minutes of counters; undefined while they are too few or too old. */
export function newestStretch<Sample extends { readonly at: EpochMs }>(
  samples: readonly Sample[],
  now: EpochMs,
): { readonly first: Sample; readonly last: Sample; readonly overMs: number } | undefined {
  const last = samples.at(-1);
  if (last === undefined || now - last.at > MINUTE_MS) return undefined;
  const first = samples.find(({ at }) => last.at - at >= SHORTEST_MS && last.at - at <= LONGEST_MS);
  return first && { first, last, overMs: last.at - first.at };
}

// Long enough that a tick more or less is none, short enough that what ended is seen to have ended.
const MOMENT_MS = 3_500;

/** The newest sample and the last one at least this long before it: what is, where a stretch says what was. */
export function newestMoment<Sample extends { readonly at: EpochMs }>(
  samples: readonly Sample[],
): { readonly first: Sample; readonly last: Sample; readonly overMs: number } | undefined {
  const last = samples.at(-1);
  const first = last && samples.findLast(({ at }) => last.at - at >= MOMENT_MS);
  return last && first && { first, last, overMs: last.at - first.at };
}
