import { usualOf } from "../../fold-series.ts";
import type { HostState, ProbeTry, Series } from "../../host-state.ts";
import type { Mode } from "../../mode.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { freshFact, unitOf } from "../shared/host-facts.ts";
import { settled } from "../shared/judgement.ts";
import { runOnText } from "../shared/running.ts";
import { durationText, percentText, toEvidence } from "../shared/text.ts";

// People notice half a second; a host that is always slow is judged by what is usual there.
const SLOW_MS = 500;
const TIMES_USUAL = 10;
const PAGE_MS = 5 * SECOND_MS;
// Nineteen of twenty answers; fewer than ten say nothing.
const PART = 0.95;
const ENOUGH = 10;
const WINDOW_MS = 2 * MINUTE_MS;
// The last twenty answers are half a minute: what is slow is so at more than one moment of the window, of one in 10 s.
const LATE_MOMENTS = 3;
// One that comes up starts its containers first: its answers are late then, and will not be.
const COMES_UP_MS = 30 * SECOND_MS;

/** dockerd answers, but late: it is busy, starved, or waits for a disk. */
export const daemonSlow: Mode = {
  id: "daemon-slow",
  inputs: ["ping", "containers"],
  windows: {
    // Three windows of two minutes, the first of which was over when it was first found.
    raiseAfterMs: 4 * MINUTE_MS,
    raiseAfterReadings: 20,
    clearAfterMs: 5 * MINUTE_MS,
    clearAfterReadings: 20,
  },
  judge: (host, now, open) => {
    const fromAt = Math.max(now - WINDOW_MS, cameUpAt(host, now) + COMES_UP_MS);
    const calls = [
      latencyOf("/_ping", host.ping.tries, host.series["ping-ms"], fromAt),
      latencyOf("the list", host.containers.tries, host.series["list-ms"], fromAt),
    ].filter((each) => each !== undefined);
    if (calls.length === 0) return settled(open, "", "unknown", now);
    // What recovered is slow again by the whole limit, what is slow is over below the half of it.
    const isSlow = open.some(({ state }) => state !== "recovering");
    const edge = isSlow ? 0.5 : 1;
    const slow = calls.filter(
      ({ lateMs, limitMs, lateMoments }) =>
        lateMs > limitMs * edge && (isSlow || lateMoments >= LATE_MOMENTS),
    );
    const worst = slow.toSorted((a, b) => b.lateMs - a.lateMs)[0];
    if (worst === undefined) return settled(open, "", "passing", Math.max(...calls.map(({ at }) => at)));
    return [
      {
        subject: "",
        verdict: "failing",
        severity: worst.lateMs > PAGE_MS ? "page" : "ticket",
        part: "dockerd",
        title: "dockerd slow",
        summary: `dockerd answers, but ${worst.name} takes up to ${durationText(worst.lateMs)}${worst.usualMs === undefined ? "" : `; ${durationText(worst.usualMs)} is usual here`}. ${whyOf(host, now)}`,
        readAt: worst.at,
        evidence: slow.map(({ name, lateMs, limitMs, at }) =>
          toEvidence(
            at,
            name === "/_ping" ? "GET /_ping" : "GET /containers/json",
            `95th percentile ${Math.round(lateMs)} ms`,
            `${name} p95 ${durationText(lateMs)}, limit ${durationText(limitMs)}`,
          ),
        ),
        blast: {
          affected: ["docker CLI, deploys and health checks are late"],
          parts: ["callers"],
          notAffected: runOnText(host, now),
        },
        facts: { unit: "docker.service" },
      },
    ];
  },
};

/** When dockerd last came up, as far as anybody saw; 0 where nobody did. */
function cameUpAt(host: HostState, now: EpochMs): EpochMs {
  const unit = unitOf(host, "docker.service", now)?.reading;
  return Math.max(host.engineBackAt ?? 0, unit?.activeState === "active" ? (unit.stateChangedAt ?? 0) : 0);
}

/** The 95th percentile of the last answers, and at how many moments of the whole window one was late. */
function latencyOf(name: string, tries: readonly ProbeTry[], series: Series, fromAt: EpochMs) {
  const good = tries.filter(({ ok, at, durationMs }) => ok && at - durationMs >= fromAt);
  const newest = good.at(-1);
  if (good.length < ENOUGH || newest === undefined) return undefined;
  const sorted = good.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  const lateMs = sorted[Math.floor((sorted.length - 1) * PART)] ?? 0;
  const usualMs = usualOf(series);
  const limitMs = Math.max(SLOW_MS, TIMES_USUAL * (usualMs ?? 0));
  const lateMoments = series.points.filter(
    ({ at, value }) => value !== null && at - value >= fromAt && value > limitMs,
  ).length;
  return { name, lateMs, limitMs, usualMs, lateMoments, at: newest.at };
}

/** A starved host says so itself. */
function whyOf(host: HostState, now: EpochMs): string {
  const pressure = freshFact(host, "pressure", now)?.fact.pressure;
  const parts = [
    ["CPU", pressure?.cpuSomeRatio],
    ["disk", pressure?.ioSomeRatio],
    ["memory", pressure?.memorySomeRatio],
  ] as const;
  const worst = parts.toSorted((a, b) => (b[1] ?? 0) - (a[1] ?? 0))[0];
  return worst?.[1] !== undefined && worst[1] >= 0.3
    ? `The host itself waits for ${worst[0]} ${percentText(worst[1])} of the time.`
    : "It is busy itself, or waits for its disk.";
}
