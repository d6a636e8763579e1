import { errorCodeOf } from "../../domain/errors.ts";
import type { Incident } from "../../domain/incident.ts";
import { reasonOf } from "../../domain/incidents/attach-words.ts";
import { isAlike } from "../../domain/incidents/landing.ts";
import type { Symptom, SymptomChange } from "../../domain/symptom.ts";
import type { IncidentsDeps } from "./contract.ts";
import { FOGHORN } from "./drafts.ts";
import type { ServiceJoin } from "./join-services.ts";
import type { createOpening } from "./open-incident.ts";
import type { Recorder } from "./recorder.ts";

/**
 * Opens an incident for a page that has none, where an admin has said so; never for a ticket, and not for what is
 * muted or explained by something else. The same fault on other hosts at about the same time joins the one there is.
 */
export function createAutoOpen(
  { settings, isMuted }: IncidentsDeps,
  recorder: Recorder,
  opening: ReturnType<typeof createOpening>,
  services: ServiceJoin,
) {
  function give(symptom: Symptom): Promise<Incident> {
    const { id } = symptom;
    const alike = recorder.openLike(symptom, (attached) => isAlike(symptom, attached));
    const reason = "a page that nobody had opened an incident for";
    return alike === undefined
      ? opening.open({ symptomIds: [id], reason, by: FOGHORN }).then(services.joined)
      : opening.attach(alike.incident.id, [id], FOGHORN, { because: reasonOf("alike", alike.attached) });
  }

  return async (changes: readonly SymptomChange[]): Promise<void> => {
    if (!settings().opensForPages) return;
    for (const change of changes) {
      const { kind, symptom } = change;
      const isPage = kind === "raised" && symptom.severity === "page" && symptom.absorbedBy === undefined;
      if (!isPage || isMuted(symptom)) continue;
      // The one before may have opened what this one belongs to.
      await services.changed([change]);
      if (recorder.holderOf(symptom.id) !== undefined) continue;
      await give(symptom).catch((error: unknown) => {
        // A person was first: it has an incident now.
        if (errorCodeOf(error) !== "conflict") throw error;
      });
    }
  };
}
