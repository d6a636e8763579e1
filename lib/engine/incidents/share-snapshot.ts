import type { Incident } from "../../domain/incident.ts";
import { KEPT_BESIDE_NAMES, type Redact, redactValue } from "../../domain/incidents/redact-value.ts";
import type { StandIns } from "../../domain/redaction/stand-ins.ts";
import type { Symptom } from "../../domain/symptom.ts";
import type { SharedTimeline } from "../../protocol/incident-views.ts";
import type { CheckedEntries } from "./checked-entries.ts";
import { sumOf } from "./checked-entries.ts";

/** What everybody may see of an incident behind a link: all but who shared it and for how long. */
export type ToldTimeline = Omit<SharedTimeline, "sharedBy" | "frozenAt" | "expiresAt" | "live" | "summary">;

export type SharedLink = Pick<SharedTimeline, "sharedBy" | "frozenAt" | "expiresAt" | "live" | "summary">;

export function toTold(input: {
  readonly incident: Incident;
  readonly entries: CheckedEntries;
  readonly symptoms: readonly Symptom[];
  readonly redact: Redact;
  readonly unseenParts: NonNullable<SharedTimeline["unseenParts"]>;
  readonly recording: SharedTimeline["recording"];
}): ToldTimeline {
  const { entries } = input;
  const { id, title, state, severity, openedAt, milestones, proposedImpactAt, headHash } = input.incident;
  const head = {
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
  };
  const { value, replacements } = redactValue(head, input.redact);
  return {
    ...value,
    entries: entries.shown,
    hiddenCount: entries.hiddenCount,
    ...(entries.uncheckedCount > 0 && { uncheckedCount: entries.uncheckedCount }),
    ...countsOf([...entries.replacements, ...replacements]),
    unseenParts: input.unseenParts,
    ...(input.recording && {
      recording: { name: input.recording.name, recordedAt: input.recording.recordedAt },
    }),
  };
}

/**
 * Told to the readers of one link: some sign in with their address for a name, and a recording is named by its hosts. What
 * never changes is met first and what grows after that in the order it does, so no alias of a live link changes.
 */
export function toShared(
  told: ToldTimeline,
  link: SharedLink,
  redact: Redact,
  standIns: StandIns,
): SharedTimeline {
  const { sharedBy, summary } = link;
  const { incident, entries, symptoms, recording } = told;
  const safe = redactValue(
    { sharedBy, ...(recording && { recording }), ...(summary !== undefined && { summary }) },
    redact,
  );
  const { summary: safeSummary, ...first } = safe.value;
  const named = redactValue(
    { ...first, entries, symptoms, incident, summary: safeSummary },
    standIns.redact,
    KEPT_BESIDE_NAMES,
  );
  const { summary: toldSummary, ...value } = named.value;
  return {
    ...told,
    ...link,
    ...value,
    ...(toldSummary !== undefined && { summary: toldSummary }),
    ...countsOf([...(told.redactions ?? []), ...safe.replacements, ...named.replacements]),
  };
}

function countsOf(
  replacements: Parameters<typeof sumOf>[0],
): Pick<SharedTimeline, "redactionCount" | "redactions"> {
  const redactions = sumOf(replacements);
  return { redactionCount: redactions.reduce((sum, { count }) => sum + count, 0), redactions };
}
