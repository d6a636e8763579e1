import { serviceOf } from "../../fold-cold-starts.ts";
import type { ColdStart, HostState } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { ContainerReading, HealthcheckReading } from "../../readings.ts";
import type { Symptom } from "../../symptom.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { openOf, settled } from "../shared/judgement.ts";
import { freshList, listedText } from "../shared/running.ts";
import { containerFacts, listedById } from "../shared/subjects.ts";
import { durationText, toEvidence } from "../shared/text.ts";

// The catalogue's three times what is usual; three starts make a usual.
const TIMES_USUAL = 3;
const ENOUGH = 3;
// Nobody is called for less, and a probe's turn alone is two intervals.
const LEAST_MS = 10 * SECOND_MS;
const PROBE_TURNS = 2;
// One slow start is told for this long after it; the next start tells anew.
const TOLD_MS = 15 * MINUTE_MS;

/** A service takes much longer than usual from its start until it is healthy: every deploy and every restart is that long. */
export const slowColdStart: Mode = {
  id: "slow-cold-start",
  inputs: ["docker-event", "containers", "inspect"],
  windows: {
    // What is not ready by then is late by more than a busy moment.
    raiseAfterMs: MINUTE_MS,
    raiseAfterReadings: 1,
    clearAfterMs: 0,
    clearAfterReadings: 1,
  },
  judge: (host, now, open) => {
    const list = freshList(host, now);
    if (list === undefined) return open.flatMap(({ subject }) => settled(open, subject, "unknown", now));
    const listed = listedById(list);
    const judgements: Judgement[] = [];
    const judged = new Set<string>();
    for (const [service, starts] of host.coldStarts) {
      const newest = starts.at(-1);
      const container = newest && listed.get(newest.id);
      if (newest === undefined || container === undefined) continue;
      judged.add(service);
      judgements.push(...judgeService(service, newest, starts, container, host, now, open));
    }
    return [...judgements, ...restOf(list, open, judged, host.containers.lastGood?.at ?? now)];
  },
};

function judgeService(
  service: string,
  newest: ColdStart,
  starts: readonly ColdStart[],
  container: ContainerReading,
  host: HostState,
  now: EpochMs,
  open: readonly Symptom[],
): readonly Judgement[] {
  const check = host.inspects.get(newest.id)?.lastGood?.reading.healthcheck;
  if (check === undefined || container.state !== "running") return [];
  const limit = limitOf(starts, newest, check);
  if (limit === undefined) return [];
  const { id, name, image } = container;
  const isReady = newest.readyMs !== undefined;
  const tookMs = newest.readyMs ?? now - newest.startedAt;
  const readyAt = newest.startedAt + tookMs;
  if (tookMs <= limit.ms || (isReady && now - readyAt > TOLD_MS))
    return isReady ? settled(open, service, "passing", now) : [];
  const resolutionMs = resolutionOf(check);
  return [
    {
      subject: service,
      verdict: "failing",
      variant: isReady ? "late" : "not-ready",
      severity: "ticket",
      part: "ctrs",
      title: isReady ? "Slow to be ready" : "Not ready yet",
      summary: `${name} ${isReady ? `was healthy only ${durationText(tookMs)} after its start` : `started ${durationText(floorTo(tookMs, 5 * SECOND_MS))} ago and is not healthy yet`}; ${limit.why}. The probe runs every ${durationText(resolutionMs)}, so nothing shorter can be told apart.`,
      readAt: isReady ? readyAt : now,
      sinceAt: newest.startedAt,
      evidence: [
        toEvidence(
          isReady ? readyAt : newest.startedAt,
          "docker event",
          isReady
            ? `start, then health_status: healthy ${Math.round(tookMs)} ms later`
            : "start, and no health_status: healthy since",
          `${isReady ? durationText(tookMs) : `over ${durationText(limit.ms)}`} to be healthy, limit ${durationText(limit.ms)}`,
        ),
      ],
      blast: {
        affected: [`${service}: each deploy and each restart is without it for as long`],
        parts: [],
        notAffected: listedText(host, now, name),
      },
      facts: { ...containerFacts(id, name, image), service },
      // One that came late and runs may have met a busy moment of the host: the second in a row is a ticket.
      ...(isReady && !isSecond(starts, limit.ms) && { raiseAfterMs: TOLD_MS + MINUTE_MS }),
    },
  ];
}

/** Three times what is usual for it; before anything is usual, the start period that its own check was given. */
function limitOf(
  starts: readonly ColdStart[],
  newest: ColdStart,
  check: HealthcheckReading,
): { readonly ms: number; readonly why: string } | undefined {
  const earlier = starts
    .flatMap((start) => (start === newest || start.readyMs === undefined ? [] : [start.readyMs]))
    .sort((a, b) => a - b);
  const usual = earlier[Math.floor(earlier.length / 2)];
  const resolutionMs = resolutionOf(check);
  if (usual !== undefined && earlier.length >= ENOUGH)
    return {
      ms: Math.max(LEAST_MS, TIMES_USUAL * usual, usual + PROBE_TURNS * resolutionMs),
      why: `${durationText(usual)} is usual for it`,
    };
  if (check.startPeriodMs === 0) return undefined;
  return {
    ms: Math.max(LEAST_MS, check.startPeriodMs + resolutionMs),
    why: `its check gives it a start period of ${durationText(check.startPeriodMs)}`,
  };
}

const isSecond = (starts: readonly ColdStart[], limitMs: number): boolean =>
  (starts.at(-2)?.readyMs ?? 0) > limitMs;

/** In the start period newer engines probe at an interval of its own. */
const resolutionOf = ({ intervalMs, startPeriodMs, startIntervalMs }: HealthcheckReading): number =>
  startPeriodMs > 0 && startIntervalMs > 0 ? Math.min(intervalMs, startIntervalMs) : intervalMs;

const floorTo = (ms: number, stepMs: number): number => Math.max(stepMs, Math.floor(ms / stepMs) * stepMs);

/** Of what no start is known any more: over where all of it is healthy, gone with its last container. */
function restOf(
  list: readonly ContainerReading[],
  open: readonly Symptom[],
  judged: ReadonlySet<string>,
  listAt: EpochMs,
): readonly Judgement[] {
  return open.flatMap(({ subject }) => {
    if (judged.has(subject) || openOf(open, subject) === undefined) return [];
    const replicas = list.filter(({ name, state }) => state === "running" && serviceOf(name) === subject);
    if (replicas.length === 0) return settled(open, subject, "gone", listAt);
    const isWell = replicas.every(({ health }) => health === undefined || health === "healthy");
    return settled(open, subject, isWell ? "passing" : "unknown", listAt);
  });
}
