import type { ContainerId, HostId, IncidentId, ShareId, SymptomId, UserId } from "../../domain/ids.ts";
import {
  INCIDENT_STATES,
  type Incident,
  type IncidentState,
  MILESTONES,
  type Milestone,
  type Milestones,
} from "../../domain/incident.ts";
import { canonicalJson } from "../../domain/incidents/canonical-json.ts";
import type { Discretion } from "../../domain/redaction/stand-ins.ts";
import type { Runbook, StepState } from "../../domain/runbook.ts";
import { type ListName, placeOf } from "../../domain/runbooks/list-place.ts";
import type { IncidentSeverity } from "../../domain/severity.ts";
import type { Symptom } from "../../domain/symptom.ts";
import type { Actor, EntryBody, TimelineEntry, Visibility } from "../../domain/timeline.ts";
import type { CapturedEvidence } from "../../engine/ports.ts";
import type {
  EntryDraft,
  OpenedChecklist,
  ShareView,
  StoredChecklist,
} from "../../engine/ports-incidents.ts";
import type {
  ChecklistModel,
  EvidenceModel,
  IncidentModel,
  ShareModel,
  StepStateModel,
  TimelineEntryModel,
} from "../../generated/prisma/models.ts";
import { factsOf, fromFactsJson } from "./incident-facts.ts";
import { defined, fromOptionalTime, fromTime, toOptionalTime, toTime } from "./values.ts";

/*
 * Rows and values of the domain, next to each other. JSON columns hold what this process wrote, so they are read
 * back without another look; ids get their brand back here.
 */

const MILESTONE_COLUMNS = {
  "impact-started": "impactStartedAt",
  detected: "detectedAt",
  acknowledged: "acknowledgedAt",
  mitigated: "mitigatedAt",
  resolved: "resolvedAt",
} as const satisfies Record<Milestone, keyof IncidentModel>;

export const toIncidentRow = (incident: Incident) => ({
  number: incident.number,
  title: incident.title,
  state: incident.state,
  severity: incident.severity,
  openedAt: toTime(incident.openedAt),
  openedById: incident.openedBy ?? null,
  acknowledgedById: incident.acknowledgedBy?.userId ?? null,
  acknowledgedByName: incident.acknowledgedBy?.name ?? null,
  impactStartedAt: toOptionalTime(incident.milestones["impact-started"]),
  detectedAt: toOptionalTime(incident.milestones.detected),
  acknowledgedAt: toOptionalTime(incident.milestones.acknowledged),
  mitigatedAt: toOptionalTime(incident.milestones.mitigated),
  resolvedAt: toOptionalTime(incident.milestones.resolved),
  confirmedMilestones: incident.confirmedMilestones.join(","),
  proposedImpactAt: toOptionalTime(incident.proposedImpactAt),
  factsJson: canonicalJson(factsOf(incident)),
  mergedIntoId: incident.mergedInto ?? null,
  headSeq: incident.headSeq,
  headHash: incident.headHash,
});

/** What an incident's row needs beside itself; order is that in which they were attached and opened. */
export const INCIDENT_RELATIONS = {
  symptoms: { orderBy: { attachedSeq: "asc" }, include: { symptom: { select: { hostId: true } } } },
  checklists: { orderBy: { openedSeq: "asc" }, select: { runbookId: true, hostId: true, subject: true } },
} as const;

export type IncidentRow = IncidentModel & {
  readonly symptoms: readonly { readonly symptomId: string; readonly symptom: { readonly hostId: string } }[];
  readonly checklists: readonly Pick<ChecklistModel, "runbookId" | "hostId" | "subject">[];
};

const toState = (text: string): IncidentState => INCIDENT_STATES.find((state) => state === text) ?? "triage";

export function fromIncidentRow(row: IncidentRow): Incident {
  const milestones: Milestones = Object.fromEntries(
    MILESTONES.map((name) => [name, fromOptionalTime(row[MILESTONE_COLUMNS[name]])]).filter(
      ([, at]) => at !== undefined,
    ),
  );
  const facts = fromFactsJson(row.factsJson);
  const ofSymptoms = row.symptoms.map(({ symptom }) => symptom.hostId as HostId);
  return {
    id: row.id as IncidentId,
    number: row.number,
    title: row.title,
    state: toState(row.state),
    severity: row.severity as IncidentSeverity,
    openedAt: fromTime(row.openedAt),
    milestones,
    confirmedMilestones: row.confirmedMilestones
      .split(",")
      .flatMap((name) => MILESTONES.filter((milestone) => milestone === name)),
    ...facts,
    hostIds: [...new Set([...(facts.namedHostIds ?? []), ...ofSymptoms])],
    symptomIds: row.symptoms.map(({ symptomId }) => symptomId as SymptomId),
    runbookIds: [...new Set(row.checklists.map(({ runbookId }) => runbookId))],
    openLists: row.checklists.map(({ runbookId, hostId, subject }) => ({
      runbookId,
      ...placeOf({ ...fromHostColumn(hostId), subject }),
    })),
    headSeq: row.headSeq,
    headHash: row.headHash,
    ...defined({
      openedBy: row.openedById as UserId | null,
      acknowledgedBy:
        row.acknowledgedById === null
          ? undefined
          : { userId: row.acknowledgedById as UserId, name: row.acknowledgedByName ?? "" },
      proposedImpactAt: fromOptionalTime(row.proposedImpactAt),
      mergedInto: row.mergedIntoId as IncidentId | null,
    }),
  };
}

export const toEntryRow = (entry: TimelineEntry, draft: EntryDraft) => ({
  incidentId: entry.incidentId,
  seq: entry.seq,
  at: toTime(entry.at),
  sourceAt: toOptionalTime(entry.sourceAt),
  actorKind: entry.actor.kind,
  actorId: entry.actor.kind === "person" ? entry.actor.userId : null,
  actorName: entry.actor.kind === "person" ? entry.actor.name : null,
  visibility: entry.visibility,
  kind: entry.body.kind,
  bodyJson: canonicalJson(entry.body),
  bodyDigest: entry.bodyDigest,
  hash: entry.hash,
  clientKey: draft.clientKey ?? null,
});

export function fromEntryRow(row: TimelineEntryModel): TimelineEntry {
  const actor: Actor =
    row.actorKind === "person"
      ? { kind: "person", userId: (row.actorId ?? "") as UserId, name: row.actorName ?? "" }
      : { kind: "foghorn" };
  const body: EntryBody = row.bodyJson === null ? { kind: "erased" } : JSON.parse(row.bodyJson);
  return {
    incidentId: row.incidentId as IncidentId,
    seq: row.seq,
    at: fromTime(row.at),
    actor,
    visibility: row.visibility as Visibility,
    body,
    bodyDigest: row.bodyDigest,
    hash: row.hash,
    ...defined({ sourceAt: fromOptionalTime(row.sourceAt) }),
  };
}

/** A key cannot be null: no host is an empty one. */
const fromHostColumn = (hostId: string): { readonly hostId?: HostId } =>
  hostId === "" ? {} : { hostId: hostId as HostId };

/** The columns that name one checklist. */
export const toListKey = (incidentId: IncidentId, { runbookId, on }: ListName) => ({
  incidentId,
  runbookId,
  hostId: on?.hostId ?? "",
  subject: on?.subject ?? "",
});

export const toChecklistRow = (incidentId: IncidentId, openedSeq: number, opened: OpenedChecklist) => ({
  incidentId,
  runbookId: opened.runbook.id,
  openedSeq,
  openedAt: toTime(opened.openedAt),
  version: opened.runbook.version,
  hostId: opened.hostId ?? "",
  subject: opened.subject,
  symptomId: opened.symptomId ?? null,
  runbookJson: canonicalJson(opened.runbook),
});

const fromStepRow = (row: StepStateModel): StepState => ({
  stepId: row.stepId,
  mark: row.mark as StepState["mark"],
  changedAt: fromTime(row.changedAt),
  ...defined({
    by: row.byName,
    reason: row.reason,
    reading: row.reading,
    answer: row.answer as StepState["answer"] | null,
  }),
});

export const fromChecklistRow = (
  row: ChecklistModel & { readonly steps: readonly StepStateModel[] },
): StoredChecklist => ({
  runbook: JSON.parse(row.runbookJson) as Runbook,
  openedAt: fromTime(row.openedAt),
  subject: row.subject,
  steps: row.steps.map(fromStepRow),
  ...fromHostColumn(row.hostId),
  ...defined({ symptomId: row.symptomId as SymptomId | null }),
});

export const toSymptomRow = (symptom: Symptom, updatedAt: number) => ({
  hostId: symptom.hostId,
  mode: symptom.mode,
  subject: symptom.subject,
  state: symptom.state,
  severity: symptom.severity,
  seenAt: toTime(symptom.seenAt),
  clearedAt: toOptionalTime(symptom.clearedAt),
  updatedAt: toTime(updatedAt),
  symptomJson: canonicalJson(symptom),
});

export const fromSymptomJson = (text: string): Symptom => JSON.parse(text) as Symptom;

export const toEvidenceRow = (evidence: CapturedEvidence) => ({
  id: evidence.id,
  hostId: evidence.hostId,
  subject: evidence.subject,
  containerId: evidence.containerId ?? null,
  title: evidence.title,
  capturedAt: toTime(evidence.capturedAt),
  lineCount: evidence.lines.length,
  linesJson: JSON.stringify(evidence.lines),
  inspectJson: evidence.inspect ?? null,
});

export const fromEvidenceRow = (row: EvidenceModel): CapturedEvidence => ({
  id: row.id,
  hostId: row.hostId as HostId,
  subject: row.subject,
  title: row.title,
  capturedAt: fromTime(row.capturedAt),
  lines: JSON.parse(row.linesJson) as CapturedEvidence["lines"],
  ...defined({ containerId: row.containerId as ContainerId | null, inspect: row.inspectJson }),
});

export const toDiscretion = ({ hidesHosts, hidesPeople, hidesWords }: Discretion): Discretion => ({
  hidesHosts,
  hidesPeople,
  hidesWords,
});

export const toShareView = (row: Omit<ShareModel, "snapshotJson">): ShareView => ({
  id: row.id as ShareId,
  kind: row.kind as ShareView["kind"],
  createdAt: fromTime(row.createdAt),
  createdBy: row.createdByName,
  createdById: row.createdById,
  expiresAt: fromTime(row.expiresAt),
  views: row.views,
  discretion: toDiscretion(row),
  ...defined({
    label: row.label,
    summary: row.summary,
    revokedAt: fromOptionalTime(row.revokedAt),
    frozenAt: fromOptionalTime(row.frozenAt),
    lastUsedAt: fromOptionalTime(row.lastUsedAt),
  }),
});
