import type { DiskReading } from "../../facts.ts";
import { dataRootDisk } from "../../fold-facts.ts";
import type { DiskSample, HostState } from "../../host-state.ts";
import { type EpochMs, MINUTE_MS } from "../../time.ts";
import { freshFact } from "./host-facts.ts";
import { type FoundLine, linesWith } from "./log-lines.ts";

const SLOPE_WINDOW_MS = 30 * MINUTE_MS;
// Less than ten minutes of samples is a burst, not a trend.
const ENOUGH_MS = 10 * MINUTE_MS;
const NO_SPACE_WINDOW_MS = 2 * MINUTE_MS;

export interface RootDisk {
  readonly at: EpochMs;
  readonly disk: DiskReading;
}

/** The disk under the data root as it was read just now. */
export function rootDiskOf(host: HostState, now: EpochMs): RootDisk | undefined {
  const fact = freshFact(host, "disk", now);
  const disk = fact && dataRootDisk(host, fact.fact.disks);
  return fact !== undefined && disk !== undefined ? { at: fact.at, disk } : undefined;
}

/** Part that containers can no longer use, 0 to 1: what is kept for root counts as used. */
export const usedRatioOf = (disk: Pick<DiskReading, "totalBytes" | "availableBytes">): number =>
  disk.totalBytes > 0 ? 1 - disk.availableBytes / disk.totalBytes : 0;

/** Part of the inodes that is free, 0 to 1; undefined where the file system makes them as it goes. */
export const freeInodeRatioOf = (
  disk: Pick<DiskReading, "totalInodes" | "freeInodes">,
): number | undefined => (disk.totalInodes > 0 ? disk.freeInodes / disk.totalInodes : undefined);

/** Time until nothing is left, by the slope of the last half hour; undefined without a trend towards it. */
export function msUntilEmpty(
  history: readonly DiskSample[],
  leftOf: (sample: DiskSample) => number,
  now: EpochMs,
): number | undefined {
  const samples = history.filter(({ at }) => now - at <= SLOPE_WINDOW_MS);
  const [first] = samples;
  const last = samples.at(-1);
  if (first === undefined || last === undefined || last.at - first.at < ENOUGH_MS) return undefined;
  const slope = slopeOf(samples.map((sample) => [sample.at - first.at, leftOf(sample)]));
  // A disk that was full for some minutes and is free again leans as well, though nothing was lost between the ends.
  const lost = (leftOf(last) - leftOf(first)) / (last.at - first.at);
  const rate = Math.max(slope, lost);
  return rate >= 0 ? undefined : leftOf(last) / -rate;
}

/** Least squares, value per millisecond: one big file written and removed does not make a trend. */
function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  let above = 0;
  let below = 0;
  for (const [x, y] of points) {
    above += (x - meanX) * (y - meanY);
    below += (x - meanX) ** 2;
  }
  return below === 0 ? 0 : above / below;
}

// ext4 keeps 16 MiB to itself that not even root may use; and what a start writes before anything else: its databases'
// first pages, a pid file, temporary directories.
const START_BYTES = (16 + 1) * 1_048_576;
const START_INODES = 16;

/** No room for a start: bytes, root's reserve included, or inodes. False also where the disk cannot be read. */
export function isDiskFullForStart(host: HostState, now: EpochMs): boolean {
  const disk = rootDiskOf(host, now)?.disk;
  if (disk === undefined) return false;
  const hasInodes = disk.totalInodes === 0 || disk.freeInodes >= START_INODES;
  return rootBytesOf(disk) < START_BYTES || !hasInodes;
}

/** Bytes that root may still write beyond what ext4 keeps, below which a start fails: 0 then. */
export const startBytesOf = (disk: DiskReading): number =>
  rootBytesOf(disk) < START_BYTES ? 0 : rootBytesOf(disk);

/** With root's reserve. */
const rootBytesOf = ({ totalBytes, usedBytes }: DiskReading): number => totalBytes - usedBytes;

/** ENOSPC in the engine's log within the last two minutes, or longer since `sinceAt`; newest first. */
export const noSpaceLines = (host: HostState, now: EpochMs, sinceAt = now): readonly FoundLine[] =>
  linesWith(host, ["no-space"], Math.min(now - NO_SPACE_WINDOW_MS, sinceAt));
