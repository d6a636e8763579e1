import type { Incident } from "../../domain/incident.ts";
import { readAsNow } from "../../domain/incidents/read-as-now.ts";
import { countOf, type Redact, redactValue } from "../../domain/incidents/redact-value.ts";
import type { Symptom } from "../../domain/symptom.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { TimelineEntry } from "../../domain/timeline.ts";
import type { SharedTimeline } from "../../protocol/incident-views.ts";

/** What a share will show for ever: entries that may be shared, redacted, as they are at this moment. */
export function toSnapshot(input: {
  readonly incident: Incident;
  readonly entries: readonly TimelineEntry[];
  readonly symptoms: readonly Symptom[];
  readonly sharedBy: string;
  readonly frozenAt: EpochMs;
  readonly expiresAt: EpochMs;
  readonly redact: Redact;
  readonly unseenParts: NonNullable<SharedTimeline["unseenParts"]>;
}): SharedTimeline {
  const { incident, sharedBy, frozenAt, expiresAt } = input;
  const told = readAsNow(input.entries);
  const shown = told.filter(({ visibility }) => visibility === "shared");
  const { id, title, state, severity, openedAt, milestones, proposedImpactAt, headHash } = incident;
  const open = {
    incident: {
      id,
      title,
      state,
      severity,
      openedAt,
      milestones,
      headHash,
      ...(proposedImpactAt !== undefined && { proposedImpactAt }),
    },
    symptoms: input.symptoms.map((symptom) => ({
      id: symptom.id,
      hostId: symptom.hostId,
      mode: symptom.mode,
      title: symptom.title,
      summary: symptom.summary,
      part: symptom.part,
      severity: symptom.severity,
      sinceAt: symptom.sinceAt,
      blast: symptom.blast,
      state: symptom.state,
      ...(symptom.recoveringAt !== undefined && { recoveringAt: symptom.recoveringAt }),
      ...(symptom.clearedAt !== undefined && { clearedAt: symptom.clearedAt }),
    })),
    entries: shown,
    // Some sign in with their address for a name.
    sharedBy,
  };
  const { value, replacements } = redactValue(open, input.redact);
  return {
    ...value,
    frozenAt,
    expiresAt,
    hiddenCount: told.length - shown.length,
    redactionCount: countOf(replacements),
    redactions: replacements,
    unseenParts: input.unseenParts,
  };
}
