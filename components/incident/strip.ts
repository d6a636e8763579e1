import type { Incident } from "#lib/domain/incident.ts";
import { lengthBetween } from "#lib/domain/length.ts";
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

type Timed = Pick<Incident, "milestones" | "openedAt" | "proposedImpactAt" | "state">;

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
  incident.milestones.resolved ?? (isOver(incident) ? incident.milestones.mitigated : undefined);

const isOver = ({ state }: Timed): boolean =>
  state === "resolved" || state === "closed" || state === "dismissed" || state === "merged";

/** The stretches that are known so far. One that has no beginning is left out: unknown is not zero. */
export function segmentsOf(incident: Timed): readonly Segment[] {
  const { detected, acknowledged, mitigated, resolved } = incident.milestones;
  const impact = impactOf(incident).at;
  const over = isOver(incident);
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
