import { z } from "zod";
import { toContainerId } from "../../../domain/ids.ts";
import type { DiskUsageReading } from "../../../domain/readings.ts";
import { containerId, count, flag, listOf, project, text } from "./fields.ts";
import type { Redact } from "./inspect.ts";

const SMALLEST_WRITABLE_BYTES = 1_048_576;
const WRITABLE_LIMIT = 50;
const NAMED_VOLUMES = 5;

const Usage = z.object({
  LayersSize: count,
  Images: listOf(
    z.object({ Containers: count, Size: count, SharedSize: count, RepoTags: listOf(z.string()) }),
  ),
  Containers: listOf(z.object({ Id: containerId, SizeRw: count })),
  Volumes: listOf(
    z.object({ Name: text(256), UsageData: z.object({ Size: count, RefCount: count }).nullish() }),
  ),
  BuildCache: listOf(z.object({ Size: count, InUse: flag, Shared: flag })),
});

// Docker says -1 where it did not count.
const counted = (value: number): number => Math.max(0, value);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + counted(value), 0);

/** `/system/df` as totals: names only of volumes that nobody uses, no commands, labels or ports. */
export function toDiskUsage(value: unknown, redact: Redact): DiskUsageReading {
  const usage = project(Usage, value);
  const unusedImages = usage.Images.filter(({ Containers }) => Containers === 0);
  const isNamed = (tags: readonly string[]): boolean => tags.some((tag) => tag !== "<none>:<none>");
  const volumes = usage.Volumes.map(({ Name, UsageData }) => ({
    name: Name,
    bytes: counted(UsageData?.Size ?? 0),
    isUnused: UsageData?.RefCount === 0,
  }));
  const unused = volumes.filter(({ isUnused }) => isUnused).sort((a, b) => b.bytes - a.bytes);
  return {
    images: {
      count: usage.Images.length,
      bytes: counted(usage.LayersSize),
      unusedCount: unusedImages.length,
      reclaimableBytes: sum(unusedImages.map(({ Size, SharedSize }) => counted(Size) - counted(SharedSize))),
      danglingCount: unusedImages.filter(({ RepoTags }) => !isNamed(RepoTags)).length,
    },
    volumes: {
      count: volumes.length,
      bytes: sum(volumes.map(({ bytes }) => bytes)),
      unusedCount: unused.length,
      unusedBytes: sum(unused.map(({ bytes }) => bytes)),
      largestUnused: unused.slice(0, NAMED_VOLUMES).map(({ name, bytes }) => ({ name: redact(name), bytes })),
    },
    buildCache: {
      count: usage.BuildCache.length,
      bytes: sum(usage.BuildCache.filter(({ Shared }) => !Shared).map(({ Size }) => Size)),
      reclaimableBytes: sum(
        usage.BuildCache.filter(({ InUse, Shared }) => !InUse && !Shared).map(({ Size }) => Size),
      ),
    },
    writable: usage.Containers.filter(({ SizeRw }) => SizeRw >= SMALLEST_WRITABLE_BYTES)
      .sort((a, b) => b.SizeRw - a.SizeRw)
      .slice(0, WRITABLE_LIMIT)
      .map(({ Id, SizeRw }) => ({ id: toContainerId(Id), bytes: SizeRw })),
  };
}
