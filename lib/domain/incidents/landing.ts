import type { SymptomId } from "../ids.ts";
import type { Incident } from "../incident.ts";
import { identityKey, type Symptom, type SymptomChange } from "../symptom.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "../time.ts";
import { type AttachReason, type AttachRule, reasonOf } from "./attach-words.ts";
import { isOpen } from "./transitions.ts";

/** What was resolved keeps hearing of its own symptoms: most relapses come within the hour. */
export const RELAPSE_WINDOW_MS = HOUR_MS;

const isResolvedWithin = ({ state, milestones }: Incident, now: EpochMs, withinMs: number): boolean =>
  state === "resolved" && milestones.resolved !== undefined && now - milestones.resolved < withinMs;

/** Whether anything of its hosts may still land on an incident. */
export const isListening = (incident: Incident, now: EpochMs, reopenWithinMs = 0): boolean =>
  isOpen(incident.state) || isResolvedWithin(incident, now, Math.max(RELAPSE_WINDOW_MS, reopenWithinMs));

/**
 * same: attached already. cause: the same thing again, a link of the same chain of causes, or the same service, so it
 * is attached. host: another thing on the same host; told on the timeline, not attached.
 */
export type Landing = {
  readonly incident: Incident;
  readonly because: "same" | "cause" | "host";
  /** Why it is attached; of cause. */
  readonly attached?: AttachReason;
};

/** The compose service a symptom is about, as its container's labels say; undefined where it is about none. */
export type ServiceOf = (symptom: Symptom) => string | undefined;

const NO_SERVICE: ServiceOf = () => undefined;

/** Closer than this the same fault on several hosts is one. */
const ALIKE_WITHIN_MS = 5 * MINUTE_MS;

export const isAlike = (symptom: Symptom, attached: Symptom): boolean =>
  symptom.mode === attached.mode &&
  symptom.hostId !== attached.hostId &&
  Math.abs(symptom.sinceAt - attached.sinceAt) <= ALIKE_WITHIN_MS;

/** About the same compose service, each on a host of its own. */
export function isSameServiceElsewhere(symptom: Symptom, attached: Symptom, serviceOf: ServiceOf): boolean {
  const service = serviceOf(symptom);
  return service !== undefined && symptom.hostId !== attached.hostId && service === serviceOf(attached);
}

/** The rule by which a symptom belongs to one that is attached, most certain first. Both are of the same host. */
function ruleOf(symptom: Symptom, attached: Symptom, serviceOf: ServiceOf): AttachRule | undefined {
  if (identityKey(symptom) === identityKey(attached)) return "again";
  if (symptom.absorbedBy === attached.id) return "explained";
  if (attached.absorbedBy === symptom.id) return "explains";
  if (symptom.absorbedBy !== undefined && symptom.absorbedBy === attached.absorbedBy) return "chain";
  const service = serviceOf(symptom);
  return service !== undefined && service === serviceOf(attached) ? "service" : undefined;
}

export interface LandingRules {
  readonly reopenWithinMs?: number;
  readonly serviceOf?: ServiceOf;
}

/**
 * The incident a symptom lands on: the one it is attached to, else the open one with the same cause, else the one
 * that was resolved lately and had the same cause, else the newest open one of its host. Undefined when none
 * listens. `symptomOf` knows attached symptoms.
 */
export function landingOf(
  symptom: Symptom,
  incidents: readonly Incident[],
  symptomOf: (id: SymptomId) => Symptom | undefined,
  now: EpochMs,
  { reopenWithinMs = 0, serviceOf = NO_SERVICE }: LandingRules = {},
): Landing | undefined {
  const newestFirst = incidents
    .filter((incident) => isListening(incident, now, reopenWithinMs))
    .sort((a, b) => b.number - a.number);
  const same = newestFirst.find((incident) => incident.symptomIds.includes(symptom.id));
  if (same) return { incident: same, because: "same" };
  const causeOn = (incident: Incident): Landing | undefined => {
    if (!incident.hostIds.includes(symptom.hostId) || incident.apart.includes(identityKey(symptom))) return;
    for (const id of incident.symptomIds) {
      const attached = symptomOf(id);
      if (attached === undefined || attached.hostId !== symptom.hostId) continue;
      const rule = ruleOf(symptom, attached, serviceOf);
      if (rule !== undefined) return { incident, because: "cause", attached: reasonOf(rule, attached) };
    }
    return;
  };
  const ofHost = newestFirst.filter(
    (incident) => isOpen(incident.state) && incident.hostIds.includes(symptom.hostId),
  );
  const resolved = newestFirst.filter((incident) => isResolvedWithin(incident, now, reopenWithinMs));
  for (const incident of [...ofHost, ...resolved]) {
    const landing = causeOn(incident);
    if (landing) return landing;
  }
  const [newest] = ofHost;
  return newest && { incident: newest, because: "host" };
}

/** Whether a change is worth an entry: new evidence is not, and a source that went away only for what is attached. */
export function isWorthAnEntry(change: SymptomChange, because: Landing["because"]): boolean {
  switch (change.kind) {
    case "updated":
      return false;
    case "unknown":
      return because === "same";
    case "seen":
    case "raised":
    case "recovering":
    case "relapsed":
    case "cleared":
      return change.symptom.severity !== "notice" || because === "same";
  }
}
