import type { Incident } from "../incident.ts";
import { DURATIONS, durationMs } from "../incidents/durations.ts";
import { isVoid } from "../incidents/transitions.ts";
import type { EpochMs } from "../time.ts";
import type { MitigateFigures, MonthFigures, ReportedIncident } from "./report.ts";

/** When it began to be felt; where nobody confirmed that, when it was found, else when it was opened. */
export const beganAt = ({ milestones, openedAt }: Pick<Incident, "milestones" | "openedAt">): EpochMs =>
  milestones["impact-started"] ?? milestones.detected ?? openedAt;

/** Until it was mitigated, else resolved; undefined while it is neither. */
export const endedAt = ({ milestones }: Pick<Incident, "milestones">): EpochMs | undefined =>
  milestones.mitigated ?? milestones.resolved;

/** Why an incident is no part of the report; undefined when it is one. */
export function leftOutAs({ state, severity }: Incident): "dismissed" | "merged" | "SEV4" | undefined {
  if (isVoid(state)) return state === "merged" ? "merged" : "dismissed";
  return severity === "SEV4" ? "SEV4" : undefined;
}

const MITIGATE = DURATIONS.find(({ id }) => id === "mitigate");

export function toReported(incident: Incident, services: readonly string[]): ReportedIncident | undefined {
  const { id, title, severity, milestones, estimates } = incident;
  if (severity === "SEV4" || leftOutAs(incident) !== undefined) return undefined;
  const overAt = endedAt(incident);
  const mitigateMs = MITIGATE && durationMs(MITIGATE, milestones);
  return {
    id,
    title,
    services,
    severity,
    beganAt: beganAt(incident),
    isEstimated: [estimates["impact-started"], estimates.mitigated].some(
      (estimate) => estimate !== undefined && estimate.basis !== "readings",
    ),
    ...(overAt !== undefined && { endedAt: overAt }),
    // Below zero: it was over before anybody felt it, as far as the times say. That is no time to mitigate.
    ...(mitigateMs !== undefined && mitigateMs >= 0 && { mitigateMs }),
  };
}

/** The middle one; of an even number halfway between the two in the middle. */
export function medianOf(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((one, other) => one - other);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.floor(sorted.length / 2)];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

const timesOf = (incidents: readonly ReportedIncident[]): readonly number[] =>
  incidents.flatMap(({ mitigateMs }) => mitigateMs ?? []);

/** `all` also holds those of the months before the period: they are drawn, and compared with. */
export function mitigateFigures(
  inPeriod: readonly ReportedIncident[],
  before: readonly ReportedIncident[],
  all: readonly ReportedIncident[],
  options: { readonly now: EpochMs; readonly monthCount: number; readonly targetMs: number },
): MitigateFigures {
  const times = timesOf(inPeriod);
  const medianMs = medianOf(times);
  const earlier = timesOf(before);
  const earlierMs = medianOf(earlier);
  return {
    known: times.length,
    ...(medianMs !== undefined && {
      medianMs,
      shortestMs: Math.min(...times),
      longestMs: Math.max(...times),
    }),
    ...(earlierMs !== undefined && { before: { medianMs: earlierMs, known: earlier.length } }),
    months: monthsOf(all, options),
    targetMs: options.targetMs,
  };
}

function monthsOf(
  all: readonly ReportedIncident[],
  { now, monthCount }: { readonly now: EpochMs; readonly monthCount: number },
): readonly MonthFigures[] {
  const today = new Date(now);
  return Array.from({ length: monthCount }, (_each, index) => {
    const month = today.getUTCMonth() - monthCount + 1 + index;
    const monthAt = Date.UTC(today.getUTCFullYear(), month);
    const endAt = Date.UTC(today.getUTCFullYear(), month + 1);
    const incidents = all.flatMap((incident) =>
      incident.mitigateMs !== undefined && incident.beganAt >= monthAt && incident.beganAt < endAt
        ? [{ ...incident, mitigateMs: incident.mitigateMs }]
        : [],
    );
    const medianMs = medianOf(incidents.map(({ mitigateMs }) => mitigateMs));
    return { monthAt, incidents, ...(medianMs !== undefined && { medianMs }) };
  });
}
