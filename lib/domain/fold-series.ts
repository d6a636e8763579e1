import type { DiskReading } from "./facts.ts";
import type { DiskSample, Series, SeriesName } from "./host-state.ts";
import type { EpochMs } from "./time.ts";

const POINT_EVERY_MS = 10_000;
const MAX_POINTS = 60;
const GOOD_EVERY_MS = 30_000;
const MAX_GOOD = 120;
// Five minutes of good values: fewer say what it is now, not what is usual.
const ENOUGH_FOR_USUAL = 10;
const DISK_EVERY_MS = 30_000;
const MAX_DISK_SAMPLES = 120;

export const EMPTY_SERIES: Series = { points: [], good: [] };

/** The series with one more value; null where the probe failed. Values between two steps replace the newest point. */
export function foldValue(series: Series, value: number | null, at: EpochMs): Series {
  const newest = series.points.at(-1);
  const previous = series.points.at(-2);
  const replaces = newest !== undefined && previous !== undefined && newest.at - previous.at < POINT_EVERY_MS;
  const kept = replaces ? series.points.slice(0, -1) : series.points;
  const points = [...kept.slice(-(MAX_POINTS - 1)), { at, value }];
  const lastGood = series.good.at(-1);
  const isDue = value !== null && (lastGood === undefined || at - lastGood.at >= GOOD_EVERY_MS);
  const good = isDue ? [...series.good.slice(-(MAX_GOOD - 1)), { at, value }] : series.good;
  return { points, good };
}

/** Median of the good values, or undefined while there are too few to call anything usual. */
export function usualOf(series: Series): number | undefined {
  if (series.good.length < ENOUGH_FOR_USUAL) return undefined;
  const sorted = series.good.map(({ value }) => value).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** The disk history with one more sample; another path starts it anew. */
export function foldDisk(
  history: readonly DiskSample[],
  disk: DiskReading,
  at: EpochMs,
): readonly DiskSample[] {
  const newest = history.at(-1);
  if (newest?.path === disk.path && at - newest.at < DISK_EVERY_MS) return history;
  const sample: DiskSample = {
    at,
    path: disk.path,
    totalBytes: disk.totalBytes,
    availableBytes: disk.availableBytes,
    totalInodes: disk.totalInodes,
    freeInodes: disk.freeInodes,
  };
  if (newest?.path !== disk.path) return [sample];
  return [...history.slice(-(MAX_DISK_SAMPLES - 1)), sample];
}

export const startSeries = (): Record<SeriesName, Series> => ({
  "ping-ms": EMPTY_SERIES,
  "list-ms": EMPTY_SERIES,
  "info-ms": EMPTY_SERIES,
  "rss-bytes": EMPTY_SERIES,
  goroutines: EMPTY_SERIES,
  "open-files": EMPTY_SERIES,
  "disk-used-ratio": EMPTY_SERIES,
  "containers-running": EMPTY_SERIES,
  queued: EMPTY_SERIES,
});
