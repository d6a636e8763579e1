import type { HostState } from "../../host-state.ts";
import type { EpochMs } from "../../time.ts";
import { usageOf } from "./bloat-mode.ts";
import { rootDiskOf } from "./disk.ts";
import { seldomFact } from "./host-facts.ts";
import { bytesText } from "./text.ts";

// Less than this part of what is used did not fill the disk: pruning all of it would not help.
const LITTLE_RATIO = 0.2;
// Between the least and the most that Docker may hold, of what is used: beyond it nobody can say.
const SURE_WITHIN_RATIO = 0.1;

export interface DockerShare {
  /** Docker counts once in a quarter of an hour, and sooner while the disk fills. */
  readonly countedAt: EpochMs;
  readonly bytes: number;
  /** With all that came onto the disk since the count, whoever wrote it. */
  readonly mostBytes: number;
  readonly usedBytes: number;
  readonly isLittle: boolean;
  /** Too much came since the count: whose it is nobody can say before the next. */
  readonly isUnsure: boolean;
}

/**
 * What Docker keeps on the disk of its data root: images, volumes, build cache, what containers wrote, and their logs.
 * Bind mounts are somebody else's directories. Undefined where a part of it cannot be counted: then nobody can say.
 */
export function dockerShare(host: HostState, now: EpochMs): DockerShare | undefined {
  const disk = rootDiskOf(host, now)?.disk;
  const usage = usageOf(host, now);
  const logs = seldomFact(host, "log-files", now)?.fact.logs;
  if (disk === undefined || usage === undefined || logs === undefined) return undefined;
  const { images, volumes, buildCache, writable } = usage.reading;
  const counted = [images.bytes, volumes.bytes, buildCache.bytes, ...writable.map(({ bytes }) => bytes)];
  const kept = [...logs.files, ...(logs.removed ?? [])].map(({ bytes }) => bytes);
  const bytes = Math.min(
    disk.usedBytes,
    [...counted, ...kept].reduce((sum, one) => sum + one, 0),
  );
  const then = host.diskHistory.findLast(({ at, path }) => path === disk.path && at <= usage.at);
  // What was there before the first look at the disk came before the count: they are taken together.
  const before = then ?? host.diskHistory[0];
  const grown = before === undefined ? 0 : Math.max(0, before.availableBytes - disk.availableBytes);
  const mostBytes = Math.min(disk.usedBytes, bytes + grown);
  return {
    countedAt: usage.at,
    bytes,
    mostBytes,
    usedBytes: disk.usedBytes,
    isUnsure: mostBytes - bytes > SURE_WITHIN_RATIO * disk.usedBytes,
    isLittle: mostBytes < LITTLE_RATIO * disk.usedBytes,
  };
}

/** "Docker 1.2 GB of 38 GB used" */
export const shareText = ({ bytes, mostBytes, usedBytes }: DockerShare): string =>
  `Docker ${bytesText(bytes)}${mostBytes > bytes * 1.1 ? ` to ${bytesText(mostBytes)}` : ""} of ${bytesText(usedBytes)} used`;
