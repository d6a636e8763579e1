import { errorCodeOf } from "../../domain/errors.ts";
import { isSameServiceElsewhere } from "../../domain/incidents/landing.ts";
import type { SymptomChange } from "../../domain/symptom.ts";
import type { IncidentsDeps } from "./contract.ts";
import { FOGHORN } from "./drafts.ts";
import type { createOpening } from "./open-incident.ts";
import type { Recorder } from "./recorder.ts";

/**
 * Attaches what was raised about a compose service to the open incident that works on the same service on another host,
 * where an admin has said so; not what is muted or explained by something else, and not what a person took away.
 */
export function createServiceJoin(
  { settings, serviceOf, isMuted }: IncidentsDeps,
  recorder: Recorder,
  opening: ReturnType<typeof createOpening>,
) {
  return async (changes: readonly SymptomChange[]): Promise<void> => {
    for (const { kind, symptom } of changes) {
      // Looked at for each: an admin may change it meanwhile, and the one before may have been attached.
      if (!settings().joinsServices) return;
      const isMeant =
        (kind === "raised" || kind === "relapsed") &&
        symptom.severity !== "notice" &&
        symptom.absorbedBy === undefined;
      if (!isMeant || isMuted(symptom) || recorder.holderOf(symptom.id) !== undefined) continue;
      const incident = recorder.openLike(symptom, (other) =>
        isSameServiceElsewhere(symptom, other, serviceOf),
      );
      if (incident === undefined) continue;
      await opening
        .attach(incident.id, [symptom.id], FOGHORN, { rule: "service-elsewhere" })
        .catch((error: unknown) => {
          // A person was first: it has an incident now.
          if (errorCodeOf(error) !== "conflict") throw error;
        });
    }
  };
}
