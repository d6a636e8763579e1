import type { Incident } from "#lib/domain/incident.ts";
import { isOpen, isVoid } from "#lib/domain/incidents/transitions.ts";
import { formatDuration, formatTimer, lengthBetween } from "#lib/domain/length.ts";
import type { EpochMs } from "#lib/domain/time.ts";

export type SegmentId = "detect" | "acknowledge" | "mitigate" | "watch";

/** One stretch of an incident; stretches follow one another. */
export interface Segment {
  readonly id: SegmentId;
  readonly name: string;
  readonly fromAt: EpochMs;
  /** Absent: it runs. */
  readonly toAt?: EpochMs;
}

type Timed = Pick<Incident, "milestones" | "openedAt" | "proposedImpactAt" | "state" | "stateAt">;

export interface Impact {
  readonly kind: "confirmed" | "proposed" | "unknown";
  readonly at?: EpochMs;
}

/** When it began to hurt: as a person confirmed it, as evidence proposes it, or unknown. */
export function impactOf(incident: Timed): Impact {
  const confirmed = incident.milestones["impact-started"];
  if (confirmed !== undefined) return { kind: "confirmed", at: confirmed };
  return incident.proposedImpactAt === undefined
    ? { kind: "unknown" }
    : { kind: "proposed", at: incident.proposedImpactAt };
}

/** Where the big timer counts from: the impact as far as it is known, else the detection, else the opening. */
export const countsFrom = (incident: Timed): EpochMs =>
  impactOf(incident).at ?? incident.milestones.detected ?? incident.openedAt;

/** Set when nothing runs any more. */
export const endOf = (incident: Timed): EpochMs | undefined =>
  incident.milestones.resolved ??
  (isOpen(incident.state) ? undefined : (incident.milestones.mitigated ?? incident.stateAt));

/** The stretches that are known so far. One that has no beginning is left out: unknown is not zero. */
export function segmentsOf(incident: Timed): readonly Segment[] {
  const { detected, acknowledged, mitigated, resolved } = incident.milestones;
  const impact = impactOf(incident).at;
  const over = !isOpen(incident.state);
  const segments: Segment[] = [];
  const add = (
    id: SegmentId,
    name: string,
    fromAt: EpochMs | undefined,
    toAt: EpochMs | undefined,
    isReached: boolean,
  ) => {
    if (fromAt === undefined || !isReached) return;
    const end = toAt === undefined ? undefined : Math.max(fromAt, toAt);
    if (end === undefined && over) return;
    segments.push({ id, name, fromAt, ...(end !== undefined && { toAt: end }) });
  };
  const found = detected ?? incident.openedAt;
  add("detect", "Detect", impact, found, true);
  add("acknowledge", "Ack", found, acknowledged ?? mitigated ?? resolved, true);
  add("mitigate", "Mitigate", acknowledged, mitigated ?? resolved, true);
  add("watch", "Watch", mitigated, resolved, true);
  return segments;
}

/** Milliseconds of a segment at `now`, by the clocks of its two ends. */
export const lengthMs = (segment: Segment, now: EpochMs): number =>
  Math.max(0, lengthBetween(segment.fromAt, segment.toAt ?? now));

/** "detected 1:42, acknowledged 2:04 later": what the first two stretches took, as far as they are known and over. */
export function stretchWords(incident: Timed): string {
  const of = (id: SegmentId): string | undefined => {
    const segment = segmentsOf(incident).find((one) => one.id === id && one.toAt !== undefined);
    return segment === undefined ? undefined : formatTimer(lengthMs(segment, segment.fromAt));
  };
  const [detect, acknowledge] = [of("detect"), of("acknowledge")];
  return [
    detect === undefined ? "" : `detected after ${detect}`,
    acknowledge === undefined
      ? "not acknowledged yet"
      : `acknowledged ${acknowledge} ${detect === undefined ? "after detection" : "later"}`,
  ]
    .filter(Boolean)
    .join(", ");
}

/** Until the pain was over: mitigated, else the end. */
export const mitigatedMs = (incident: Timed): number | undefined => {
  const to = incident.milestones.mitigated ?? endOf(incident);
  return to === undefined ? undefined : Math.max(0, lengthBetween(countsFrom(incident), to));
};

/** "13:36 left to the target", "over by 4:10"; nothing without a target, or once it is mitigated. */
export function targetLeft(
  incident: Timed,
  targetMs: number,
  now: EpochMs,
): { readonly words: string; readonly isOver: boolean } | undefined {
  if (targetMs === 0 || incident.milestones.mitigated !== undefined || endOf(incident) !== undefined)
    return undefined;
  const leftMs = targetMs - Math.max(0, lengthBetween(countsFrom(incident), now));
  return leftMs >= 0
    ? { words: `${formatTimer(leftMs)} left to the target`, isOver: false }
    : { words: `over by ${formatTimer(-leftMs)}`, isOver: true };
}

/** "half of them mitigated within 22 min"; nothing where fewer than two can be compared. */
export function medianWords(incidents: readonly Timed[]): string | undefined {
  const known = incidents
    .filter(({ state }) => !isVoid(state))
    .flatMap((incident) => mitigatedMs(incident) ?? [])
    .toSorted((a, b) => a - b);
  const median = known[Math.floor((known.length - 1) / 2)];
  if (known.length < 2 || median === undefined) return undefined;
  const base = known.length === incidents.length ? "them" : `the ${known.length} that can be compared`;
  return `half of ${base} mitigated within ${formatDuration(median)}`;
}
