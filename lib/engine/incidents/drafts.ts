import { changeText } from "../../domain/changes/change-text.ts";
import { changeKey, type HostChange } from "../../domain/changes/host-change.ts";
import type { HostId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident.ts";
import type { AttachReason } from "../../domain/incidents/attach-words.ts";
import { detectedAt, toRemembered } from "../../domain/incidents/opening.ts";
import { returnWords } from "../../domain/incidents/reopening.ts";
import type { Symptom, SymptomChange } from "../../domain/symptom.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Actor, EntryBody } from "../../domain/timeline.ts";
import type { CapturedEvidence } from "../ports.ts";
import type { EntryDraft } from "../ports-incidents.ts";

export const FOGHORN: Actor = { kind: "foghorn" };

/** An entry by Foghorn or a person, told to readers of a share unless said otherwise. */
export const entry = (
  at: EpochMs,
  actor: Actor,
  body: EntryBody,
  more: Partial<Pick<EntryDraft, "sourceAt" | "visibility" | "clientKey">> = {},
): EntryDraft => ({ at, actor, visibility: "shared", body, ...more });

/** When the source says a change happened: a symptom began before it was seen. */
const sourceAtOf = ({ kind, at, symptom }: SymptomChange): EpochMs =>
  kind === "seen" ? Math.min(symptom.sinceAt, at) : at;

/** Keyed by what happened, so that a change which lands twice is one entry. */
export const changeDraft = (change: SymptomChange, now: EpochMs): EntryDraft =>
  entry(
    now,
    FOGHORN,
    { kind: "symptom.changed", change: change.kind, symptom: toRemembered(change.symptom, 1) },
    {
      sourceAt: sourceAtOf(change),
      clientKey: `change/${change.symptom.id}/${change.kind}/${change.at}`,
    },
  );

/** Keyed by what was changed: however often it is read, it is one entry. */
export const hostChangeDraft = (hostId: HostId, change: HostChange, now: EpochMs): EntryDraft =>
  entry(
    now,
    FOGHORN,
    { kind: "host.changed", hostId, change: change.kind, text: changeText(change) },
    { sourceAt: change.at, clientKey: `host-change/${hostId}/${changeKey(change)}` },
  );

export const attachDraft = (
  symptom: Symptom,
  actor: Actor,
  now: EpochMs,
  because: AttachReason | undefined,
  calledNow?: string,
): EntryDraft =>
  entry(
    now,
    actor,
    {
      kind: "symptom.attached",
      symptom: toRemembered(symptom, 5),
      ...(because && { because }),
      ...(calledNow !== undefined && { calledNow }),
    },
    // A symptom that Foghorn lands stands where it began, once; what a person does stands where they did it, and may
    // be done again after it was taken away.
    actor.kind === "foghorn" ? { sourceAt: symptom.sinceAt, clientKey: `attach/${symptom.id}` } : {},
  );

/** Back to where it was before it was resolved: to whoever had it, or to waiting for somebody. */
export const reopenDraft = (incident: Incident, change: SymptomChange, now: EpochMs): EntryDraft =>
  entry(now, FOGHORN, {
    kind: "incident.state",
    from: incident.state,
    to: incident.acknowledgedBy === undefined ? "triage" : "active",
    reason: returnWords(incident, change),
    isReopened: true,
  });

export type Linked = Omit<Extract<EntryBody, { kind: "incident.linked" }>, "kind">;

/** Two incidents that know of each other; said once. */
export const linkDraft = (now: EpochMs, by: Actor, link: Linked): EntryDraft =>
  entry(now, by, { kind: "incident.linked", ...link }, { clientKey: `link/${link.how}/${link.incidentId}` });

/** Host-side only: what a container wrote is for those who may read its logs. */
export const evidenceDraft = (evidence: CapturedEvidence, now: EpochMs): EntryDraft =>
  entry(
    now,
    FOGHORN,
    {
      kind: "evidence.captured",
      hostId: evidence.hostId,
      subject: evidence.subject,
      evidenceId: evidence.id,
      title: evidence.title,
      lineCount: evidence.lines.length,
    },
    { sourceAt: evidence.capturedAt, visibility: "internal", clientKey: `evidence/${evidence.id}` },
  );

export const recordedDetection = (milestoneAt: EpochMs, now: EpochMs): EntryDraft =>
  entry(
    now,
    FOGHORN,
    { kind: "incident.milestone", milestone: "detected", milestoneAt, how: "recorded" },
    { sourceAt: milestoneAt },
  );

/** An earlier first reading moves the moment of detection, unless a person has set it. */
export function detectedDrafts(
  incident: Pick<Incident, "milestones" | "confirmedMilestones" | "notApplicable">,
  symptoms: readonly Symptom[],
  now: EpochMs,
): readonly EntryDraft[] {
  const earliestAt = detectedAt(symptoms);
  const knownAt = incident.milestones.detected;
  const isKnown = knownAt !== undefined && (earliestAt === undefined || earliestAt >= knownAt);
  const isSaid =
    incident.notApplicable.detected !== undefined || incident.confirmedMilestones.includes("detected");
  if (isKnown || isSaid) return [];
  return [recordedDetection(Math.min(earliestAt ?? now, now), now)];
}
