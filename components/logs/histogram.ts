import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "#lib/domain/time.ts";
import { isLine, type LogRow, washOf } from "./log-row.ts";

export interface Bucket {
  readonly fromAt: EpochMs;
  readonly count: number;
  /** Of those, drawn as errors and as warnings. */
  readonly errors: number;
  readonly warnings: number;
  /** Something is missing here: a gap, or lines that were left out. */
  readonly hasGap: boolean;
  /** First row of the bucket; absent where nothing was written. */
  readonly firstKey?: string;
}

export interface Histogram {
  readonly stepMs: number;
  readonly buckets: readonly Bucket[];
  readonly highest: number;
}

const BUCKETS_AT_MOST = 72;
const STEPS_MS: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR_MS),
  ...[1, 2, 7, 14, 30, 90, 365].map((count) => count * DAY_MS),
];

/** Rows counted over time, oldest first. At most 72 buckets of one round length, whatever the rows span. */
export function histogram(rows: readonly LogRow[]): Histogram | undefined {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    if (!isLine(row)) continue;
    if (row.at < first) first = row.at;
    if (row.at > last) last = row.at;
  }
  if (last < first) return undefined;
  const stepMs =
    STEPS_MS.find((step) => Math.floor(last / step) - Math.floor(first / step) < BUCKETS_AT_MOST) ??
    Math.ceil((last - first + 1) / (BUCKETS_AT_MOST - 1));
  const start = Math.floor(first / stepMs) * stepMs;
  const buckets = Array.from({ length: Math.floor((last - start) / stepMs) + 1 }, (_, index) => ({
    fromAt: start + index * stepMs,
    count: 0,
    errors: 0,
    warnings: 0,
    hasGap: false,
    firstKey: undefined as string | undefined,
  }));
  for (const row of rows) {
    const bucket = buckets[Math.floor((row.at - start) / stepMs)];
    if (bucket === undefined) continue;
    if (row.gap !== undefined || row.skipped !== undefined || row.life?.kind === "missing")
      bucket.hasGap = true;
    if (!isLine(row)) continue;
    const wash = washOf(row);
    bucket.firstKey ??= row.key;
    bucket.count += 1;
    if (wash === "e") bucket.errors += 1;
    if (wash === "w") bucket.warnings += 1;
  }
  return {
    stepMs,
    highest: Math.max(...buckets.map(({ count }) => count)),
    buckets: buckets.map(({ firstKey, ...bucket }) =>
      firstKey === undefined ? bucket : { ...bucket, firstKey },
    ),
  };
}

/** "15 s", "1 min", "6 h", "2 d". */
export function stepWords(stepMs: number): string {
  if (stepMs < MINUTE_MS) return `${stepMs / SECOND_MS} s`;
  if (stepMs < HOUR_MS) return `${stepMs / MINUTE_MS} min`;
  return stepMs < DAY_MS ? `${stepMs / HOUR_MS} h` : `${Math.round(stepMs / DAY_MS)} d`;
}
