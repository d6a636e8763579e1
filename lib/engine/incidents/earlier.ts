import type { IncidentId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident.ts";
import { leadSymptom } from "../../domain/incidents/opening.ts";
import { type SeenBefore, seenBefore } from "../../domain/incidents/seen-before.ts";
import { identityKey, type Symptom } from "../../domain/symptom.ts";
import { type EpochMs, MINUTE_MS } from "../../domain/time.ts";
import { redactedActions } from "../postmortems/for-readers.ts";
import type { IncidentsDeps } from "./contract.ts";

/** Beyond these an incident is history that nobody reads at night. */
const LOOKED_AT = 20;
const ENTRIES_LOOKED_AT = 40;
/** The room is drawn anew with each entry; what was long ago does not change that fast. */
const KEEP_MS = MINUTE_MS;

interface Kept {
  readonly key: string;
  readonly at: EpochMs;
  readonly found: Promise<readonly SeenBefore[]>;
}

/** Earlier incidents with the same cause, as a room shows them. */
export function createEarlier({ stores, clock, serviceOf, redact }: IncidentsDeps) {
  const kept = new Map<IncidentId, Kept>();

  async function find(own: IncidentId, lead: Symptom): Promise<readonly SeenBefore[]> {
    const over = (await stores.incidents.overOfMode(lead.mode, LOOKED_AT)).filter(({ id }) => id !== own);
    const earlier = await Promise.all(
      over.map(async (incident) => ({
        incident,
        symptoms: await stores.symptoms.byIds(incident.symptomIds),
        entries: await stores.incidents.entries(incident.id, {
          limit: ENTRIES_LOOKED_AT,
          kinds: ["incident.state", "step.changed", "action.begun", "action.ended"],
        }),
        // The room is read by everybody who is signed in.
        followUps: redactedActions((await stores.postmortems.get(incident.id))?.followUps ?? [], redact),
      })),
    );
    return seenBefore(lead, earlier, serviceOf);
  }

  return async ({ id }: Incident, symptoms: readonly Symptom[]): Promise<readonly SeenBefore[]> => {
    const lead = leadSymptom(symptoms);
    if (lead === undefined) return [];
    const now = clock.now();
    const known = kept.get(id);
    if (known?.key === identityKey(lead) && now - known.at < KEEP_MS) return known.found;
    const found = find(id, lead);
    for (const [other, { at }] of kept) if (now - at >= KEEP_MS) kept.delete(other);
    kept.set(id, { key: identityKey(lead), at: now, found });
    // What could not be read is asked anew.
    found.catch(() => kept.delete(id));
    return found;
  };
}
