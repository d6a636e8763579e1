import type { SymptomId } from "../ids.ts";
import type { Incident } from "../incident.ts";
import { identityKey, type Symptom, type SymptomChange } from "../symptom.ts";
import { type EpochMs, HOUR_MS } from "../time.ts";
import { isOpen } from "./transitions.ts";

/** What was resolved keeps hearing of its own symptoms: most relapses come within the hour. */
export const RELAPSE_WINDOW_MS = HOUR_MS;

/** Whether anything of its hosts may still land on an incident. */
export function isListening(incident: Incident, now: EpochMs): boolean {
  if (isOpen(incident.state)) return true;
  const { resolved } = incident.milestones;
  return incident.state === "resolved" && resolved !== undefined && now - resolved < RELAPSE_WINDOW_MS;
}

/**
 * same: attached already. cause: the same thing again, or a link of the same chain of causes, so it is attached.
 * host: another thing on the same host; told on the timeline, not attached.
 */
export type Landing = { readonly incident: Incident; readonly because: "same" | "cause" | "host" };

function isSameCause(symptom: Symptom, attached: Symptom): boolean {
  if (identityKey(symptom) === identityKey(attached)) return true;
  if (symptom.absorbedBy === attached.id || attached.absorbedBy === symptom.id) return true;
  return symptom.absorbedBy !== undefined && symptom.absorbedBy === attached.absorbedBy;
}

/**
 * The incident a symptom lands on: the one it is attached to, else the one with the same cause, else the newest
 * open one of its host. Undefined when none listens. `symptomOf` knows attached symptoms.
 */
export function landingOf(
  symptom: Symptom,
  incidents: readonly Incident[],
  symptomOf: (id: SymptomId) => Symptom | undefined,
  now: EpochMs,
): Landing | undefined {
  const newestFirst = incidents
    .filter((incident) => isListening(incident, now))
    .sort((a, b) => b.number - a.number);
  const same = newestFirst.find((incident) => incident.symptomIds.includes(symptom.id));
  if (same) return { incident: same, because: "same" };
  const ofHost = newestFirst.filter(
    (incident) => isOpen(incident.state) && incident.hostIds.includes(symptom.hostId),
  );
  const cause = ofHost.find((incident) =>
    incident.symptomIds.some((id) => {
      const attached = symptomOf(id);
      return attached !== undefined && isSameCause(symptom, attached);
    }),
  );
  if (cause) return { incident: cause, because: "cause" };
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
