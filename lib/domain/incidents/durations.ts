import type { Milestone, Milestones } from "../incident.ts";
import { lengthBetween } from "../length.ts";

export interface Duration {
  readonly id: "detect" | "acknowledge" | "mitigate" | "resolve";
  readonly name: string;
  /** As the postmortem and the report name it. */
  readonly abbreviation: "TTD" | "TTA" | "TTM" | "TTR";
  readonly definition: string;
  readonly from: Milestone;
  readonly to: Milestone;
}

/** How each figure is defined; from impact on, because that is what people outside felt. */
export const DURATIONS: readonly Duration[] = [
  {
    id: "detect",
    name: "Time to detect",
    abbreviation: "TTD",
    definition: "from the start of the impact, as a person confirmed it, to the first decisive reading",
    from: "impact-started",
    to: "detected",
  },
  {
    id: "acknowledge",
    name: "Time to acknowledge",
    abbreviation: "TTA",
    definition: "from the first decisive reading to a person taking it",
    from: "detected",
    to: "acknowledged",
  },
  {
    id: "mitigate",
    name: "Time to mitigate",
    abbreviation: "TTM",
    definition: "from the start of the impact to its end, which need not be the end of the fault",
    from: "impact-started",
    to: "mitigated",
  },
  {
    id: "resolve",
    name: "Time to resolve",
    abbreviation: "TTR",
    definition: "from the start of the impact to the end of the fault",
    from: "impact-started",
    to: "resolved",
  },
];

/**
 * Milliseconds by the clocks of the two ends, or undefined while one of the two ends is unknown: unknown is not zero.
 * Negative when a disk warned before anybody felt it: detected before the impact.
 */
export function durationMs(duration: Duration, milestones: Milestones): number | undefined {
  const from = milestones[duration.from];
  const to = milestones[duration.to];
  return from === undefined || to === undefined ? undefined : lengthBetween(from, to);
}

/** Mean over those where it is known, with how many those are; undefined when it is known of none. */
export function meanDurationMs(
  duration: Duration,
  incidents: readonly { readonly milestones: Milestones }[],
): { readonly meanMs: number; readonly known: number } | undefined {
  const known = incidents
    .map((incident) => durationMs(duration, incident.milestones))
    .filter((ms) => ms !== undefined);
  if (known.length === 0) return undefined;
  return { meanMs: known.reduce((sum, ms) => sum + ms, 0) / known.length, known: known.length };
}
