import type { BuildReading } from "../../imports.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { Symptom } from "../../symptom.ts";
import { DAY_MS, type EpochMs, MINUTE_MS } from "../../time.ts";
import { openOf, settled } from "../shared/judgement.ts";
import { counted, durationText, percentText, toEvidence } from "../shared/text.ts";

const WEEK_MS = 7 * DAY_MS;
// Nineteen of twenty builds; of fewer than five one alone would decide.
const PART = 0.95;
const ENOUGH = 5;
const LIMIT_MS = 5 * MINUTE_MS;
const WEEK_ON_WEEK = 1.5;
// Half as much again of next to nothing is nothing.
const LEAST_MS = MINUTE_MS;
const LOWER_EDGE = 0.8;

/** Builds of a project take too long, or much longer than the week before. */
export const slowBuilds: Mode = {
  id: "slow-builds",
  inputs: ["imports"],
  // Each list is of a week: nothing swings.
  windows: { raiseAfterMs: 0, raiseAfterReadings: 1, clearAfterMs: 0, clearAfterReadings: 1 },
  judge: (host, now, open) => {
    const { builds } = host.imports;
    if (builds === undefined) return open.flatMap(({ subject }) => settled(open, subject, "unknown", now));
    const projects = byProject(builds);
    const judgements = [...projects].flatMap(([project, all]) => judgeProject(project, all, now, open));
    const gone = open.filter(({ subject }) => !projects.has(subject));
    return [...judgements, ...gone.flatMap(({ subject }) => settled(open, subject, "gone", now))];
  },
};

const sorted = new WeakMap<readonly BuildReading[], ReadonlyMap<string, readonly BuildReading[]>>();

/** Sorted once for each list, newest first. */
function byProject(builds: readonly BuildReading[]): ReadonlyMap<string, readonly BuildReading[]> {
  const known = sorted.get(builds);
  if (known !== undefined) return known;
  const groups = Map.groupBy(
    builds.toSorted((a, b) => b.startedAt - a.startedAt),
    ({ project }) => project,
  );
  sorted.set(builds, groups);
  return groups;
}

function judgeProject(
  project: string,
  all: readonly BuildReading[],
  now: EpochMs,
  open: readonly Symptom[],
): readonly Judgement[] {
  const week = weekOf(all, now);
  const before = weekOf(all, now - WEEK_MS);
  if (week === undefined) return settled(open, project, "unknown", now);
  const edge = openOf(open, project) === undefined ? 1 : LOWER_EDGE;
  const growth = before === undefined ? 1 : week.p95Ms / Math.max(1, before.p95Ms);
  const isLong = week.p95Ms > LIMIT_MS * edge;
  const isLonger =
    before !== undefined && growth > WEEK_ON_WEEK * edge && week.p95Ms > LEAST_MS && before.p95Ms > 0;
  if (!isLong && !isLonger) return settled(open, project, "passing", week.newestAt);
  const cache = cacheText(week.cachedRatio, before?.cachedRatio);
  return [
    {
      subject: project,
      verdict: "failing",
      variant: isLong ? "long" : "longer",
      severity: "ticket",
      part: "cache",
      title: isLong ? "Builds slow" : "Builds slower than last week",
      summary: `Of ${counted(week.count, "build")} of ${project} in the last seven days one in twenty took ${durationText(week.p95Ms)} or more${before === undefined ? "" : `, against ${durationText(before.p95Ms)} the week before`}.${cache}`,
      readAt: week.newestAt,
      evidence: [
        toEvidence(
          week.newestAt,
          "import/ builds",
          `p95 ${Math.round(week.p95Ms)} ms of ${week.count}, median ${Math.round(week.medianMs)} ms${before === undefined ? "" : `; week before p95 ${Math.round(before.p95Ms)} ms of ${before.count}`}`,
          isLong
            ? `p95 ${durationText(week.p95Ms)}, limit ${durationText(LIMIT_MS)}`
            : `p95 +${percentText(growth - 1)} on the week before, limit +50 %`,
        ),
      ],
      blast: { affected: [`Deploys of ${project} wait for their image`], parts: [], notAffected: [] },
      facts: { project },
    },
  ];
}

interface Week {
  readonly count: number;
  readonly p95Ms: number;
  readonly medianMs: number;
  /** Steps that were taken from the cache, where they were counted. */
  readonly cachedRatio?: number;
  readonly newestAt: EpochMs;
}

/** The seven days that end at `until`; undefined where there are too few builds to speak of. */
function weekOf(all: readonly BuildReading[], until: EpochMs): Week | undefined {
  const builds = all.filter(({ startedAt }) => startedAt <= until && until - startedAt < WEEK_MS);
  const [newest] = builds;
  if (newest === undefined || builds.length < ENOUGH) return undefined;
  const lengths = builds.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  const at = (part: number): number => lengths[Math.ceil((lengths.length - 1) * part)] ?? 0;
  const counts = builds.filter(({ steps, cachedSteps }) => steps !== undefined && cachedSteps !== undefined);
  const steps = counts.reduce((sum, build) => sum + (build.steps ?? 0), 0);
  const cached = counts.reduce((sum, build) => sum + (build.cachedSteps ?? 0), 0);
  return {
    count: builds.length,
    p95Ms: at(PART),
    medianMs: at(0.5),
    ...(steps > 0 && { cachedRatio: cached / steps }),
    newestAt: newest.startedAt,
  };
}

function cacheText(now: number | undefined, before: number | undefined): string {
  if (now === undefined) return " How much came from the cache was not reported.";
  const past = before === undefined ? "" : `, ${percentText(before)} the week before`;
  return ` ${percentText(now)} of the steps came from the cache${past}.`;
}
