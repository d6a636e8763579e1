import type { PartId } from "../anatomy.ts";
import { dataRootDisk } from "../fold-facts.ts";
import { usualOf } from "../fold-series.ts";
import type { HostState } from "../host-state.ts";
import { freeInodeRatioOf, msUntilEmpty, usedRatioOf } from "../modes/shared/disk.ts";
import { sightOfEngine } from "../modes/shared/engine-sight.ts";
import { bytesText, counted, durationText, percentText } from "../modes/shared/text.ts";
import type { DiskUsageReading } from "../readings.ts";
import { DAY_MS, type EpochMs, MINUTE_MS } from "../time.ts";
import { asLastKnown, fromFact, type OwnReading, outOfSight } from "./part-reading.ts";
import { BY_ITSELF } from "./visibility.ts";

/* Storage, below: images, volumes, cache, disk. */

const INFO_FRESH_MS = MINUTE_MS;
// Three rounds of the walk that dockerd makes for it, once a quarter of an hour.
const USAGE_FRESH_MS = 45 * MINUTE_MS;

export const STORAGE_PARTS: Partial<Record<PartId, (host: HostState, now: EpochMs) => OwnReading>> = {
  images: readImages,
  volumes: (host, now) => fromUsage(host, now, volumesReading),
  cache: (host, now) => fromUsage(host, now, cacheReading),
  disk: readDisk,
};

function readImages(host: HostState, now: EpochMs): OwnReading {
  const last = host.info.lastGood;
  if (last === undefined) return outOfSight("dockerd did not answer /info yet", BY_ITSELF.asked);
  const { images, storageDriver } = last.reading;
  const usage = host.diskUsage.lastGood?.reading.images;
  const sizes = usage && usage.count > 0 ? [`${bytesText(usage.bytes)}`, unusedText(usage)] : [];
  const reading: OwnReading = {
    state: "ok",
    short: images > 99_999 ? "many" : String(images),
    reading: counted(images, "image"),
    lines: [storageDriver, ...sizes],
    readAt: last.at,
  };
  return now - last.at <= INFO_FRESH_MS ? reading : asLastKnown(reading);
}

const unusedText = ({ unusedCount, reclaimableBytes }: DiskUsageReading["images"]): string =>
  unusedCount === 0 ? "all in use" : `${unusedCount} unused, ${bytesText(reclaimableBytes)}`;

/** A reading of what Docker counts of its disk: asked for seldom, and last known as soon as dockerd does not answer. */
function fromUsage(host: HostState, now: EpochMs, read: (usage: DiskUsageReading) => OwnReading): OwnReading {
  const { lastGood, tries } = host.diskUsage;
  const failed = tries.at(-1)?.ok === false ? tries.at(-1) : undefined;
  if (lastGood === undefined)
    return failed === undefined
      ? outOfSight("dockerd has not counted its disk yet", BY_ITSELF.seldom)
      : outOfSight(
          `dockerd could not count its disk: ${failed.message ?? failed.failure ?? "no answer"}`,
          BY_ITSELF.asked,
        );
  const reading = { ...read(lastGood.reading), readAt: lastGood.at };
  const isOfNow = now - lastGood.at <= USAGE_FRESH_MS && sightOfEngine(host, now).kind === "answers";
  return isOfNow ? reading : asLastKnown(reading);
}

function volumesReading({ volumes }: DiskUsageReading): OwnReading {
  const { count, bytes, unusedCount, unusedBytes } = volumes;
  return {
    state: "ok",
    short: count > 99_999 ? "many" : String(count),
    reading: counted(count, "volume"),
    lines: count === 0 ? [] : [bytesText(bytes), unusedVolumes(unusedCount, unusedBytes)],
  };
}

const unusedVolumes = (count: number, bytes: number): string =>
  count === 0 ? "all in use" : `${count} unused, ${bytesText(bytes)}`;

function cacheReading({ buildCache }: DiskUsageReading): OwnReading {
  const { count, bytes, reclaimableBytes } = buildCache;
  if (count === 0) return { state: "ok", short: "empty", reading: "empty", lines: [] };
  return {
    state: "ok",
    short: bytesShort(bytes),
    reading: bytesText(bytes),
    lines: [`${bytesText(reclaimableBytes)} reclaimable`, counted(count, "record")],
  };
}

/** "9.2 GB", "1000GB": six characters at most. */
const bytesShort = (bytes: number): string => {
  const text = bytesText(bytes);
  return text.length <= 6 ? text : text.replace(" ", "");
};

function readDisk(host: HostState, now: EpochMs): OwnReading {
  return fromFact(host, "disk", now, () => {
    const disk = dataRootDisk(host, host.facts.disk.last?.fact.disks ?? []);
    if (disk === undefined) return undefined;
    const used = percentText(usedRatioOf(disk));
    const free = freeInodeRatioOf(disk);
    const fullInMs = msUntilEmpty(host.diskHistory, ({ availableBytes }) => availableBytes, now);
    const usualRatio = usualOf(host.series["disk-used-ratio"]);
    const trend =
      fullInMs !== undefined && fullInMs < 90 * DAY_MS ? [`full in ${durationText(fullInMs)}`] : [];
    return {
      state: "ok",
      short: used,
      reading: `${used} used`,
      lines: [
        free === undefined ? "inodes without limit" : `inodes ${percentText(1 - free)}`,
        `${bytesText(disk.availableBytes)} left`,
        ...trend,
      ],
      ...(usualRatio !== undefined && { usual: percentText(usualRatio) }),
    };
  });
}
