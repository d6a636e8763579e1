import type { EpochMs } from "./time.ts";

/** The newest is replaced by the next until `everyMs` lies between it and the one before: always there, never many. */
export function withSample<Sample extends { readonly at: EpochMs }>(
  samples: readonly Sample[],
  sample: Sample,
  everyMs: number,
  limit: number,
): readonly Sample[] {
  const before = samples.at(-2);
  const isYoung = before !== undefined && (samples.at(-1)?.at ?? 0) - before.at < everyMs;
  return [...(isYoung ? samples.slice(0, -1) : samples), sample].slice(-limit);
}
