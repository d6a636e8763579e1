import type { IncidentState } from "../incident.ts";
import { isThere, type Symptom } from "../symptom.ts";

/** Where an incident may go from each state. Dismissed can be taken back; closed and merged are for good. */
export const TRANSITIONS: Readonly<Record<IncidentState, readonly IncidentState[]>> = {
  triage: ["active", "mitigated", "resolved", "dismissed", "merged"],
  active: ["mitigated", "resolved", "dismissed", "merged"],
  mitigated: ["active", "resolved", "merged"],
  resolved: ["active", "closed"],
  closed: [],
  dismissed: ["triage"],
  merged: [],
};

export const canTransition = (from: IncidentState, to: IncidentState): boolean =>
  TRANSITIONS[from].includes(to);

/** Somebody works on it, or should: symptoms of its hosts land here. */
export const OPEN_STATES = ["triage", "active", "mitigated"] as const satisfies readonly IncidentState[];

export const isOpen = (state: IncidentState): boolean => OPEN_STATES.some((open) => open === state);

/** It came to nothing, or is part of another: nothing about it is counted. */
export const isVoid = (state: IncidentState): boolean => state === "dismissed" || state === "merged";

/** A part is lit for it: it was found and has not begun to recover. Absorbed ones count with their cause. */
export const isLit = (symptom: Symptom): boolean => isThere(symptom) && symptom.absorbedBy === undefined;

/** Why a step needs a sentence from the person who takes it, or undefined when it needs none. */
export function reasonNeededFor(to: IncidentState, symptoms: readonly Symptom[]): string | undefined {
  if (to === "dismissed") return "Say why this is no incident.";
  const lit = symptoms.filter(isLit);
  if ((to === "resolved" || to === "closed") && lit.length > 0) {
    const names = lit.slice(0, 3).map((symptom) => `${symptom.title} on ${symptom.hostId}`);
    return `Still lit: ${names.join(", ")}${lit.length > 3 ? ` and ${lit.length - 3} more` : ""}. Say why it is ${to} all the same.`;
  }
  return undefined;
}
