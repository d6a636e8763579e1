import type { SizeSample } from "./host-state.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "./time.ts";

const EVERY_MS = 5 * MINUTE_MS;
const KEEP_MS = HOUR_MS + EVERY_MS;
// What is smaller cannot have grown by anything that matters.
const SMALLEST_BYTES = 50 * 1_048_576;

/** Sizes under one heading ("log", "layer"), one sample per five minutes; what shrank begins anew. */
export function foldGrowth(
  growth: ReadonlyMap<string, readonly SizeSample[]>,
  heading: string,
  sizes: readonly { readonly id: string; readonly bytes: number }[],
  at: EpochMs,
): ReadonlyMap<string, readonly SizeSample[]> {
  const next = new Map([...growth].filter(([key]) => !key.startsWith(`${heading} `)));
  for (const { id, bytes } of sizes) {
    if (bytes < SMALLEST_BYTES) continue;
    const key = `${heading} ${id}`;
    next.set(key, withSample(growth.get(key) ?? [], { at, bytes }));
  }
  return next;
}

function withSample(samples: readonly SizeSample[], sample: SizeSample): readonly SizeSample[] {
  const newest = samples.at(-1);
  if (newest !== undefined && sample.bytes < newest.bytes) return [sample];
  const kept = samples.filter(({ at }) => sample.at - at <= KEEP_MS);
  const before = kept.at(-2);
  const isSoon = newest !== undefined && before !== undefined && newest.at - before.at < EVERY_MS;
  return [...(isSoon ? kept.slice(0, -1) : kept), sample];
}
