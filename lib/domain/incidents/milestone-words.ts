import type { Incident, Milestone } from "../incident.ts";
import { isThere, type Symptom } from "../symptom.ts";
import type { EpochMs } from "../time.ts";
import { type Duration, durationMs } from "./durations.ts";
import { MILESTONE_WORDS } from "./state-words.ts";

type Known = Pick<
  Incident,
  "milestones" | "confirmedMilestones" | "estimates" | "notApplicable" | "proposedImpactAt"
>;

/** What is known of one milestone. Missing is never zero: it is pending, or this incident never had it. */
export type MilestoneState =
  | { readonly kind: "recorded"; readonly at: EpochMs }
  | { readonly kind: "estimated"; readonly at: EpochMs; readonly words: string }
  | { readonly kind: "pending"; readonly proposedAt?: EpochMs }
  | { readonly kind: "not-applicable"; readonly reason: string };

export function milestoneState(incident: Known, milestone: Milestone): MilestoneState {
  const at = incident.milestones[milestone];
  if (at !== undefined) {
    if (!incident.confirmedMilestones.includes(milestone)) return { kind: "recorded", at };
    const { by = "a person", basis } = incident.estimates[milestone] ?? {};
    return {
      kind: "estimated",
      at,
      words: `estimated by ${by}${basis === "readings" ? ", when the readings passed again" : ""}`,
    };
  }
  const reason = incident.notApplicable[milestone];
  if (reason !== undefined) return { kind: "not-applicable", reason };
  const { proposedImpactAt: proposedAt } = incident;
  return milestone === "impact-started" && proposedAt !== undefined
    ? { kind: "pending", proposedAt }
    : { kind: "pending" };
}

/** "recorded", "estimated by Ada", "pending", "not applicable: planned work" */
export function milestoneWords(state: MilestoneState): string {
  switch (state.kind) {
    case "recorded":
      return "recorded";
    case "estimated":
      return state.words;
    case "pending":
      return "pending";
    case "not-applicable":
      return `not applicable: ${state.reason}`;
  }
}

/** A figure, or which of its two ends keeps it from being one. */
export type Figure =
  | { readonly kind: "known"; readonly ms: number }
  | { readonly kind: "pending" | "not-applicable"; readonly because: string };

export function figureOf(duration: Duration, incident: Known): Figure {
  const ms = durationMs(duration, incident.milestones);
  if (ms !== undefined) return { kind: "known", ms };
  const ends = [duration.from, duration.to];
  const never = ends.find((milestone) => incident.notApplicable[milestone] !== undefined);
  const missing = never ?? ends.find((milestone) => incident.milestones[milestone] === undefined);
  const name = missing === undefined ? "" : MILESTONE_WORDS[missing].toLowerCase();
  return never === undefined
    ? { kind: "pending", because: `${name} is pending` }
    : { kind: "not-applicable", because: `${name} is not applicable` };
}

/** When the last of them began to pass, for good as far as is known; undefined while one does not. */
export function passedAgainAt(
  symptoms: readonly Pick<Symptom, "recoveringAt" | "clearedAt" | "state">[],
): EpochMs | undefined {
  const times = symptoms.map((symptom) =>
    isThere(symptom) ? undefined : (symptom.recoveringAt ?? symptom.clearedAt),
  );
  return times.length === 0 || times.includes(undefined)
    ? undefined
    : Math.max(...times.filter((at) => at !== undefined));
}
