import type { DaemonHistory, HostState } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { Symptom } from "../../symptom.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "../../time.ts";
import { daemonFacts, eachDaemon, type RunningDaemon } from "../shared/each-daemon.ts";
import { freshFact } from "../shared/host-facts.ts";
import { openOf, settled } from "../shared/judgement.ts";
import { listedText } from "../shared/running.ts";
import { bytesText, durationText, percentText, toEvidence } from "../shared/text.ts";
import { type Trend, trendOf } from "../shared/trend.ts";

const MIB = 1_048_576;
// Idle it takes tens of megabytes; what is usual on a host is judged by that host, once it was seen for a day.
const LIMIT_BYTES = 1_536 * MIB;
const TIMES_USUAL = 3;
const ENOUGH_USUAL = 24;
// A quarter of all memory is too much for it wherever that is not a matter of a few hundred megabytes.
const PAGE_RATIO = 0.25;
const FLOOR_BYTES = 512 * MIB;
// A leak by its slope: a straight line over six hours.
const SLOPE_BYTES_PER_HOUR = 50 * MIB;
const SLOPE_FIT = 0.8;
const SLOPE_MS = 6 * HOUR_MS - 10 * MINUTE_MS;
// A shorter line says when memory is used up, not that anything leaks.
const PROJECTION_MS = 30 * MINUTE_MS;
const PAGE_WITHIN_MS = 2 * HOUR_MS;
const LOWER_EDGE = 0.8;

/** dockerd or containerd takes far more memory than it needs, or more with every hour, until the host has none left. */
export const daemonMemoryHigh: Mode = {
  id: "daemon-memory-high",
  inputs: ["fact"],
  windows: {
    // Go returns memory late: what a build or a load took is back within minutes.
    raiseAfterMs: 15 * MINUTE_MS,
    raiseAfterReadings: 30,
    clearAfterMs: 30 * MINUTE_MS,
    clearAfterReadings: 30,
  },
  judge: eachDaemon(judgeOne),
};

function judgeOne(
  running: RunningDaemon,
  host: HostState,
  now: EpochMs,
  open: readonly Symptom[],
): readonly Judgement[] {
  const { daemon, readAt, history } = running;
  const bytes = running.process.rssBytes;
  if (bytes === undefined) return settled(open, daemon, "passing", readAt);
  const edge = openOf(open, daemon) === undefined ? 1 : LOWER_EDGE;
  const memory = freshFact(host, "pressure", now)?.fact.pressure;
  const limit = limitOf(history, memory?.memoryTotalBytes);
  const trend = trendOf(history.memory);
  const isLeak = trend !== undefined && isGrowth(trend, SLOPE_MS, SLOPE_BYTES_PER_HOUR * edge);
  if (bytes <= limit.bytes * edge && !isLeak) return settled(open, daemon, "passing", readAt);
  const fullInMs = fullIn(trend, memory?.memoryAvailableBytes);
  const ratio = memory === undefined ? 0 : bytes / memory.memoryTotalBytes;
  const isPage =
    (ratio > PAGE_RATIO && bytes > FLOOR_BYTES) || (fullInMs ?? Number.POSITIVE_INFINITY) < PAGE_WITHIN_MS;
  const share = memory === undefined ? "" : `, ${percentText(ratio)} of the host's memory`;
  const rate = trend === undefined ? "" : `${bytesText(Math.max(0, trend.bytesPerHour))} more each hour`;
  return [
    {
      subject: daemon,
      verdict: "failing",
      variant: bytes > limit.bytes * edge ? "large" : "grows",
      severity: isPage ? "page" : "ticket",
      part: daemon,
      title: `${daemon} takes much memory`,
      summary: `${daemon} holds ${bytesText(bytes)}${share}${isLeak ? `, and ${rate} for ${durationText(trend.overMs)}` : ""}. ${
        fullInMs !== undefined && fullInMs < PAGE_WITHIN_MS
          ? `At this rate the host has none left in ${durationText(fullInMs)}, and the kernel kills something.`
          : "It needs a few tens of megabytes: calls that never end, clients that listen, or a fault of this version hold the rest."
      }`,
      readAt,
      evidence: [
        toEvidence(
          readAt,
          `/proc/${history.pid}/stat`,
          `rss ${bytes} bytes; usual ${limit.usual === undefined ? "not known yet" : `${limit.usual} bytes`}`,
          `${bytesText(bytes)} resident, limit ${bytesText(limit.bytes)}`,
        ),
        ...(trend === undefined || trend.overMs < PROJECTION_MS
          ? []
          : [
              toEvidence(
                readAt,
                `${daemon} over time`,
                `slope ${Math.round(trend.bytesPerHour)} bytes/h, R2 ${trend.fit.toFixed(2)}, over ${durationText(trend.overMs)}`,
                `${rate}, limit ${bytesText(SLOPE_BYTES_PER_HOUR)}`,
              ),
            ]),
      ],
      blast: {
        affected: ["Memory of the host; when it is used up the kernel kills what is largest"],
        parts: [],
        notAffected: listedText(host, now),
      },
      facts: daemonFacts(running),
    },
  ];
}

const isGrowth = ({ overMs, fit, bytesPerHour }: Trend, leastMs: number, leastPerHour: number): boolean =>
  overMs >= leastMs && fit > SLOPE_FIT && bytesPerHour > leastPerHour;

function fullIn(trend: Trend | undefined, availableBytes: number | undefined): number | undefined {
  if (trend === undefined || availableBytes === undefined || !isGrowth(trend, PROJECTION_MS, 0))
    return undefined;
  return (availableBytes / trend.bytesPerHour) * HOUR_MS;
}

/** The larger of what is a lot anywhere and what is a lot here; on a small host a quarter of its memory. */
function limitOf(
  { usualMemory }: DaemonHistory,
  totalBytes: number | undefined,
): { readonly bytes: number; readonly usual?: number } {
  const sorted = usualMemory.map(({ bytes }) => bytes).sort((a, b) => a - b);
  const usual = sorted.length < ENOUGH_USUAL ? undefined : sorted[Math.floor(sorted.length / 2)];
  const large = Math.max(LIMIT_BYTES, TIMES_USUAL * (usual ?? 0));
  const quarter =
    totalBytes === undefined ? Number.POSITIVE_INFINITY : Math.max(FLOOR_BYTES, totalBytes * PAGE_RATIO);
  return { bytes: Math.min(large, quarter), ...(usual !== undefined && { usual }) };
}
