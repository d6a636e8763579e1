import type { Incident } from "../incident.ts";
import type { Symptom } from "../symptom.ts";
import type { EpochMs } from "../time.ts";
import { detectedAt } from "./opening.ts";

/** Where the impact began by the evidence of these; null where none of them tells of one. */
function impactOf(symptoms: readonly Symptom[]): EpochMs | null {
  const felt = symptoms.filter(({ severity }) => severity !== "notice");
  return felt.length === 0 ? null : Math.min(...felt.map(({ sinceAt }) => sinceAt));
}

interface EvidenceLeft {
  /** What is proposed from now on; absent where it is as before. */
  readonly impactNow?: EpochMs | null;
  /** When it was detected by what stays; absent where it is as before, or a person has said it. */
  readonly detectedNow?: EpochMs;
}

/**
 * What an incident knows of its beginning once symptoms of it were taken away: what those that stay tell. Without any the
 * times stay as they were, of the fault that it was opened for.
 */
export function evidenceLeft(
  incident: Pick<
    Incident,
    "proposedImpactAt" | "milestones" | "confirmedMilestones" | "notApplicable" | "namedHostIds" | "openedAt"
  >,
  stay: readonly Symptom[],
): EvidenceLeft {
  const seenAt = detectedAt(stay);
  if (seenAt === undefined) return {};
  const impact = impactOf(stay);
  // Opened by somebody who named a host, it was detected then, whatever was seen later.
  const byHandAt = incident.namedHostIds === undefined ? seenAt : incident.openedAt;
  const detected = Math.min(seenAt, byHandAt);
  const isSaid =
    incident.notApplicable.detected !== undefined || incident.confirmedMilestones.includes("detected");
  return {
    ...(impact !== (incident.proposedImpactAt ?? null) && { impactNow: impact }),
    ...(!isSaid && detected !== incident.milestones.detected && { detectedNow: detected }),
  };
}
