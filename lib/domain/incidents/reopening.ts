import type { Incident } from "../incident.ts";
import { formatDuration, lengthBetween } from "../length.ts";
import type { SymptomChange } from "../symptom.ts";

/**
 * Whether this change brings back what was resolved: a symptom that had begun to pass fails again, or one that came
 * only afterwards was raised. What was resolved although it was lit has not come back, it never went.
 */
export function isReturn(
  { milestones, state }: Pick<Incident, "milestones" | "state">,
  { kind, at, symptom }: SymptomChange,
  reopenWithinMs: number,
): boolean {
  const { resolved } = milestones;
  if (state !== "resolved" || resolved === undefined || symptom.severity === "notice") return false;
  if (at < resolved || at - resolved > reopenWithinMs) return false;
  return kind === "relapsed" || (kind === "raised" && symptom.seenAt > resolved);
}

/** "back 12 min after it was resolved: dockerd down on web-1" */
export function returnWords(
  { milestones }: Pick<Incident, "milestones">,
  { at, symptom }: Pick<SymptomChange, "at" | "symptom">,
): string {
  const subject = symptom.subject === "" ? "" : `, ${symptom.subject},`;
  const after = formatDuration(lengthBetween(milestones.resolved ?? at, at));
  return `back ${after} after it was resolved: ${symptom.title}${subject} on ${symptom.hostId}`;
}
