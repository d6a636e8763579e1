import { errorCodeOf } from "../../domain/errors.ts";
import type { Incident } from "../../domain/incident.ts";
import { reasonOf } from "../../domain/incidents/attach-words.ts";
import { isSameServiceElsewhere } from "../../domain/incidents/landing.ts";
import { identityKey, type Symptom, type SymptomChange } from "../../domain/symptom.ts";
import type { IncidentsDeps } from "./contract.ts";
import { FOGHORN } from "./drafts.ts";
import type { createOpening } from "./open-incident.ts";
import type { Recorder } from "./recorder.ts";

export interface ServiceJoin {
  /** Of what was just reported. */
  readonly changed: (changes: readonly SymptomChange[]) => Promise<void>;
  /** Of what was raised before this incident was opened. Gives the incident as it is then. */
  readonly joined: (incident: Incident) => Promise<Incident>;
}

/**
 * Attaches what is raised about a compose service to the open incident that works on the same service on another host,
 * where an admin has said so; not what is muted or explained by something else, and not what a person took away.
 */
export function createServiceJoin(
  { settings, serviceOf, isMuted, stores }: IncidentsDeps,
  recorder: Recorder,
  opening: ReturnType<typeof createOpening>,
): ServiceJoin {
  /** Looked at for each: an admin may change the rule meanwhile, and the one before may have been attached. */
  async function join(symptom: Symptom): Promise<void> {
    const isMeant =
      settings().joinsServices && symptom.severity !== "notice" && symptom.absorbedBy === undefined;
    if (!isMeant || isMuted(symptom) || recorder.holderOf(symptom.id) !== undefined) return;
    const like = recorder.openLike(symptom, (other) => isSameServiceElsewhere(symptom, other, serviceOf));
    if (like === undefined) return;
    const service = serviceOf(symptom);
    const because = {
      ...reasonOf("service-elsewhere", like.attached),
      ...(service !== undefined && { service }),
    };
    await opening.attach(like.incident.id, [symptom.id], FOGHORN, { because }).catch((error: unknown) => {
      // A person was first: it has an incident now.
      if (errorCodeOf(error) !== "conflict") throw error;
    });
  }

  /** Whether a person took it out of an incident that is still worked on: no other one takes it up by itself. */
  const wasTakenAway = (symptom: Symptom): boolean =>
    recorder.listening().some(({ apart }) => apart.includes(identityKey(symptom)));

  return {
    changed: async (changes) => {
      for (const { kind, symptom } of changes) {
        if (kind === "raised" || kind === "relapsed") await join(symptom);
      }
    },
    joined: async (incident) => {
      if (!settings().joinsServices) return incident;
      for (const symptom of await stores.symptoms.open()) {
        if (symptom.state === "raised" && !wasTakenAway(symptom)) await join(symptom);
      }
      return (await stores.incidents.get(incident.id)) ?? incident;
    },
  };
}
