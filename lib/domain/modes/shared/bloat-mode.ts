import type { DiskReading } from "../../facts.ts";
import type { HostState } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { DiskUsageReading } from "../../readings.ts";
import type { ModeId } from "../../symptom.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "../../time.ts";
import { rootDiskOf } from "./disk.ts";
import { settled } from "./judgement.ts";
import { bytesText, percentText, toEvidence } from "./text.ts";

export const GIB = 1_073_741_824;
// Asked once in a quarter of an hour, and more rarely where the walk takes long.
const FRESH_MS = 2 * HOUR_MS;
// Lower edge: what swings around a limit is not told anew each time.
const LEAVE_PART = 0.8;

export interface Bloat {
  readonly bytes: number;
  readonly summary: string;
  /** The answer's own numbers. */
  readonly text: string;
  readonly facts?: Readonly<Record<string, string>>;
}

interface BloatOptions {
  readonly id: ModeId;
  readonly title: string;
  readonly part: Judgement["part"];
  readonly limitBytes: number;
  /** Part of the disk that is too much on a small one. */
  readonly limitRatio: number;
  /** A few gigabytes of a small disk are none to speak of below this. */
  readonly floorBytes: number;
  readonly of: (usage: DiskUsageReading) => Bloat;
  readonly affected: string;
}

export const usageOf = (
  { diskUsage: { lastGood } }: Pick<HostState, "diskUsage">,
  now: EpochMs,
): { readonly at: EpochMs; readonly reading: DiskUsageReading } | undefined =>
  lastGood !== undefined && now - lastGood.at <= FRESH_MS ? lastGood : undefined;

/**
 * One kind of what Docker keeps, by its own count, against a limit: a risk on the Host page and nowhere else. Said
 * again only when there is a new count.
 */
export function bloatMode(options: BloatOptions): Mode {
  const { id, title, part, of } = options;
  return {
    id,
    inputs: ["disk-usage"],
    windows: { raiseAfterMs: 0, raiseAfterReadings: 1, clearAfterMs: MINUTE_MS, clearAfterReadings: 1 },
    judge: (host, now, open) => {
      const usage = usageOf(host, now);
      if (usage === undefined) return settled(open, "", "unknown", now);
      const { bytes, summary, text, facts = {} } = of(usage.reading);
      const disk = rootDiskOf(host, now)?.disk;
      const limit = limitOf(options, disk) * (open.length > 0 ? LEAVE_PART : 1);
      if (bytes <= limit) return settled(open, "", "passing", usage.at);
      const ratio = disk !== undefined && disk.totalBytes > 0 ? bytes / disk.totalBytes : undefined;
      const share = ratio === undefined ? "" : `, ${percentText(Math.min(1, ratio))} of the disk`;
      return [
        {
          subject: "",
          verdict: "failing",
          severity: "notice",
          part,
          title,
          summary,
          readAt: usage.at,
          evidence: [
            toEvidence(
              usage.at,
              "GET /system/df",
              text,
              `${bytesText(bytes)}${share}; limit ${bytesText(limit)}`,
            ),
          ],
          blast: { affected: [options.affected], parts: [], notAffected: [] },
          facts: { size: bytesText(bytes), ...(disk && { dataRoot: disk.path }), ...facts },
        },
      ];
    },
  };
}

function limitOf(
  { limitBytes, limitRatio, floorBytes }: BloatOptions,
  disk: DiskReading | undefined,
): number {
  if (disk === undefined || disk.totalBytes <= 0) return limitBytes;
  return Math.min(limitBytes, Math.max(floorBytes, disk.totalBytes * limitRatio));
}
