import type { ActionTarget, ActionVerb, PlannedAction } from "../domain/action.ts";
import type { Handover } from "../domain/handover.ts";
import type { IncidentRole, IncidentState, Milestone, NamedPerson } from "../domain/incident.ts";
import type { IncidentSettings } from "../domain/incidents/settings.ts";
import type { ShareKind } from "../domain/incidents/share-limits.ts";
import type { Mute } from "../domain/mute.ts";
import type { Discretion } from "../domain/redaction/stand-ins.ts";
import type { ListName, ListPlace } from "../domain/runbooks/list-place.ts";
import type { IncidentSeverity } from "../domain/severity.ts";
import type { ModeId } from "../domain/symptom.ts";
import type { EpochMs } from "../domain/time.ts";
import type { TimelineEntry, Visibility } from "../domain/timeline.ts";
import type { ImportedSummary } from "../protocol/imported-views.ts";
import type { ActionPlan, ExportSummary, SharePreview, ShareView } from "../protocol/incident-views.ts";
import type { ContainerLogRow, EngineLogRow } from "../protocol/row-views.ts";
import type { FoundContainer, RunbooksView, RunbookView } from "../protocol/views.ts";
import { ask } from "./ask.ts";

/*
 * Everything a person can ask for. What comes back is said to the person; the screen changes by what the
 * socket brings, so two browsers cannot disagree.
 */

export type Role = "viewer" | "operator" | "admin";

const incident = (id: string) => `/api/incidents/${encodeURIComponent(id)}`;

export const signIn = (body: { readonly name: string; readonly password: string }) =>
  ask<{ readonly name: string; readonly role: Role }>("POST", "/api/sign-in", body);
export const signOut = () => ask<void>("POST", "/api/sign-out");
export const setUp = (body: { readonly code: string; readonly name: string; readonly password: string }) =>
  ask<{ readonly name: string }>("POST", "/api/setup", body);
export const acceptInvite = (body: {
  readonly token: string;
  readonly name: string;
  readonly password: string;
}) => ask<{ readonly name: string }>("POST", "/api/invites/accept", body);
export const makeInvite = (role: Role) =>
  ask<{ readonly token: string; readonly expiresAt: EpochMs }>("POST", "/api/invites", { role });

export const changePassword = (body: { readonly current: string; readonly next: string }) =>
  ask<void>("POST", "/api/account/password", body);
export const endLogin = (loginId: string) =>
  ask<void>("DELETE", `/api/account/logins/${encodeURIComponent(loginId)}`);
export const signOutEverywhere = () => ask<void>("DELETE", "/api/account/logins");
export const setRole = (userId: string, role: Role) =>
  ask<void>("PATCH", `/api/accounts/${encodeURIComponent(userId)}`, { kind: "role", role });
export const disableAccount = (userId: string) =>
  ask<void>("PATCH", `/api/accounts/${encodeURIComponent(userId)}`, { kind: "disable" });

export interface AuditRow {
  readonly seq: number;
  readonly at: EpochMs;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: string;
}
export const readAudit = (beforeSeq: number, limit: number) =>
  ask<readonly AuditRow[]>("GET", `/api/audit?before=${beforeSeq}&limit=${limit}`);

export const readRunbooks = () => ask<RunbooksView>("GET", "/api/runbooks");
export const readRunbook = (id: string) => ask<RunbookView>("GET", `/api/runbooks/${encodeURIComponent(id)}`);
/** All runbook files, read again. */
export const readRunbooksAgain = () => ask<RunbooksView>("POST", "/api/runbooks");

export const openIncident = (body: {
  readonly symptomIds: readonly string[];
  readonly hostIds?: readonly string[];
  readonly title?: string;
  readonly severity?: IncidentSeverity;
  readonly reason?: string;
}) => ask<{ readonly id: string }>("POST", "/api/incidents", body);
export const renameIncident = (id: string, title: string) => ask<unknown>("PATCH", incident(id), { title });
export const acknowledge = (id: string) => ask<unknown>("POST", `${incident(id)}/acknowledge`);
export const setState = (
  id: string,
  body: {
    readonly from: IncidentState;
    readonly to: IncidentState;
    readonly reason?: string;
    readonly mergedInto?: string;
    readonly endedAt?: EpochMs;
  },
) => ask<unknown>("POST", `${incident(id)}/state`, body);
export const setSeverity = (
  id: string,
  body: { readonly to: IncidentSeverity; readonly from: IncidentSeverity; readonly reason: string },
) => ask<unknown>("POST", `${incident(id)}/severity`, body);
export const confirmMilestone = (
  id: string,
  body: { readonly milestone: Milestone; readonly milestoneAt: EpochMs },
) => ask<unknown>("POST", `${incident(id)}/milestones`, body);
export const excludeMilestone = (
  id: string,
  body: { readonly milestone: Milestone; readonly notApplicable: string },
) => ask<unknown>("POST", `${incident(id)}/milestones`, body);
export const detachSymptoms = (
  id: string,
  body: { readonly symptomIds: readonly string[]; readonly reason: string; readonly to?: string },
) => ask<unknown>("POST", `${incident(id)}/symptoms/detach`, body);
/** Resolves with the new incident. */
export const splitIncident = (
  id: string,
  body: { readonly symptomIds: readonly string[]; readonly title?: string; readonly reason: string },
) => ask<{ readonly id: string }>("POST", `${incident(id)}/split`, body);
export const changeSettings = (change: Partial<IncidentSettings>) =>
  ask<IncidentSettings>("PATCH", "/api/settings", change);
/** `from`: whose it is as shown here; `to`: whose it becomes. Absent is nobody. */
export const setIncidentRole = (
  id: string,
  body: { readonly role: IncidentRole; readonly from?: string; readonly to?: string },
) => ask<unknown>("POST", `${incident(id)}/roles`, body);
/** Those who may work on incidents. */
export const readPeople = () => ask<readonly NamedPerson[]>("GET", "/api/people");
export const addNote = (
  id: string,
  body: { readonly markdown: string; readonly visibility: Visibility; readonly clientKey: string },
) => ask<unknown>("POST", `${incident(id)}/notes`, body);
/** Entries before a number, oldest first. */
export const olderEntries = (id: string, beforeSeq: number, limit: number) =>
  ask<readonly TimelineEntry[]>("GET", `${incident(id)}/entries?before=${beforeSeq}&limit=${limit}`);
const note = (id: string, seq: number) => `${incident(id)}/notes/${seq}`;
/** `from`: the version as shown here, by its number. */
export const editNote = (
  id: string,
  seq: number,
  body: { readonly markdown: string; readonly from: number },
) => ask<unknown>("PATCH", note(id, seq), body);
export const removeNote = (id: string, seq: number, reason?: string) =>
  ask<unknown>("DELETE", note(id, seq), reason === undefined ? {} : { reason });
/** Takes the text out for good: here, in the export, and behind every link. */
export const eraseEntry = (id: string, seq: number, reason: string) =>
  ask<unknown>("POST", `${incident(id)}/entries/${seq}/erase`, { reason });
export const pinLines = (
  id: string,
  body: {
    readonly hostId: string;
    readonly source: string;
    readonly lines: readonly { readonly at: EpochMs; readonly text: string }[];
    readonly visibility: Visibility;
    readonly clientKey: string;
  },
) => ask<unknown>("POST", `${incident(id)}/pins`, body);
export const attachPart = (
  id: string,
  body: {
    readonly name: string;
    readonly sizeBytes: number;
    readonly offset: number;
    readonly data: string;
    readonly visibility: Visibility;
    readonly clientKey: string;
  },
) => ask<unknown>("POST", `${incident(id)}/attachments`, body);

export interface Imported {
  readonly imported: ImportedSummary;
  /** False: the same file was imported before. */
  readonly isNew: boolean;
}
/** Null until the last part is there. */
export const importPart = (body: {
  readonly name: string;
  readonly sizeBytes: number;
  readonly offset: number;
  readonly data: string;
  readonly clientKey: string;
}) => ask<Imported | null>("POST", "/api/imports", body);
export const removeImport = (id: string) => ask<ImportedSummary>("DELETE", `/api/imports/${id}`);
export const olderImportedEntries = (id: string, beforeSeq: number, limit: number) =>
  ask<readonly TimelineEntry[]>("GET", `/api/imports/${id}/entries?before=${beforeSeq}&limit=${limit}`);

export const attachmentPath = (id: string, seq: number) => `${incident(id)}/entries/${seq}/attachment`;
export const pinReading = (
  id: string,
  body: {
    readonly hostId: string;
    readonly vital: string;
    readonly visibility: Visibility;
    readonly clientKey: string;
  },
) => ask<unknown>("POST", `${incident(id)}/pins/readings`, body);
export const markStep = (
  id: string,
  body: {
    readonly runbookId: string;
    readonly on?: ListPlace;
    readonly stepId: string;
    readonly to: "ticked" | "unticked" | "skipped";
    readonly reason?: string;
    readonly answer?: "yes" | "no";
  },
) => ask<unknown>("POST", `${incident(id)}/steps`, body);
/** What would run now, and whether what was `seen` is still there. */
export const planAction = (
  hostId: string,
  body: { readonly verb: ActionVerb; readonly container?: string; readonly seen?: ActionTarget },
) => ask<ActionPlan>("POST", `/api/hosts/${encodeURIComponent(hostId)}/actions`, body);
export const runAction = (
  id: string,
  body: Omit<PlannedAction, "id" | "hostId" | "command"> & {
    readonly actionId: string;
    readonly hostId: string;
    readonly typedHost: string;
  },
) => ask<unknown>("POST", `${incident(id)}/actions`, body);
export const decideAction = (
  id: string,
  actionId: string,
  body:
    | { readonly kind: "agree"; readonly typedHost: string }
    | { readonly kind: "withdraw" }
    | { readonly kind: "settle"; readonly happened: boolean },
) => ask<unknown>("POST", `${incident(id)}/actions/${encodeURIComponent(actionId)}`, body);
export const takeNewerRunbook = (id: string, body: ListName & { readonly version: string }) =>
  ask<unknown>("POST", `${incident(id)}/runbooks/newer`, body);
/** For a symptom that is named, or for the first one that it serves. */
export const chooseRunbook = (id: string, runbookId: string, symptomId?: string) =>
  ask<unknown>("POST", `${incident(id)}/runbooks`, {
    runbookId,
    ...(symptomId !== undefined && { symptomId }),
  });

/** What is not named may be anything. */
export const muteSymptoms = (body: {
  readonly hostId?: string;
  readonly mode?: ModeId;
  readonly subject?: string;
  readonly forMs: number;
  readonly reason: string;
}) => ask<Mute>("POST", "/api/mutes", body);
export const endMute = (muteId: string) => ask<Mute>("DELETE", `/api/mutes/${encodeURIComponent(muteId)}`);

/** `from`: the last note that was seen. */
export const leaveHandover = (body: { readonly markdown: string; readonly from?: string }) =>
  ask<Handover>("POST", "/api/handovers", body);

export interface MadeShare {
  readonly share: ShareView;
  /** Of the link; after this answer only its hash exists. */
  readonly path: string;
  /** Null: only this machine can open the link. */
  readonly publicUrl: string | null;
}
export interface SharePreviewed extends SharePreview {
  /** As of a made one. */
  readonly publicUrl: string | null;
}
/** What a link made now would show. */
export const previewShare = (id: string, made: Discretion & { readonly summary: string }) =>
  ask<SharePreviewed>("POST", `${incident(id)}/shares/preview`, made);
export const createShare = (
  id: string,
  body: Discretion & {
    readonly kind: ShareKind;
    readonly label?: string;
    readonly summary: string;
    readonly expiresInMs?: number;
    readonly expiresAt?: EpochMs;
  },
) => ask<MadeShare>("POST", `${incident(id)}/shares`, body);
/** What readers of a live link are told above everything. */
export const changeShare = (id: string, shareId: string, summary: string) =>
  ask<ShareView>("PATCH", `${incident(id)}/shares/${encodeURIComponent(shareId)}`, { summary });
export const revokeShare = (id: string, shareId: string) =>
  ask<ShareView>("DELETE", `${incident(id)}/shares/${encodeURIComponent(shareId)}`);
/** Exchanges the token of a link for a cookie that opens the shared page and nothing else; says which link it is. */
export const openShare = (token: string) =>
  ask<{ readonly shareId: string }>("POST", "/api/share", { token });

export interface CapturedEvidence {
  readonly title: string;
  readonly hostId: string;
  readonly capturedAt: EpochMs;
  readonly lines: readonly { readonly timeNano: string; readonly stream: string; readonly text: string }[];
  readonly inspect?: string;
}
export const readEvidence = (id: string) =>
  ask<CapturedEvidence>("GET", `/api/evidence/${encodeURIComponent(id)}`);

export const olderLogs = (hostId: string, containerId: string, untilNano: string) =>
  ask<readonly ContainerLogRow[]>(
    "GET",
    `/api/hosts/${hostId}/containers/${containerId}/logs?until=${untilNano}&limit=500`,
  );
export const olderEngineLog = (hostId: string, beforeAt: EpochMs) =>
  ask<{ readonly rows: readonly EngineLogRow[]; readonly reachedStart: boolean }>(
    "GET",
    `/api/hosts/${hostId}/engine-log?before=${beforeAt}&limit=500`,
  );
/** Asks for this host's quick readings now; they arrive as any other. */
export const readHost = (hostId: string) => ask<void>("POST", `/api/hosts/${hostId}/readings`);
export const findContainers = (query: string) =>
  ask<readonly FoundContainer[]>("GET", `/api/containers?q=${encodeURIComponent(query)}&limit=12`);

/** What besides secrets an export goes without. */
export interface ExportChoice {
  readonly isInternalLeftOut: boolean;
  readonly areNamesAliased: boolean;
  readonly arePeopleAliased: boolean;
  readonly areWordsTold: boolean;
}
/** "?internal=out&names=alias"; empty for an export of everything but the list of words. */
export function exportQuery(choice: ExportChoice): string {
  const parts = [
    ...(choice.isInternalLeftOut ? ["internal=out"] : []),
    ...(choice.areNamesAliased ? ["names=alias"] : []),
    ...(choice.arePeopleAliased ? ["people=alias"] : []),
    ...(choice.areWordsTold ? ["words=told"] : []),
  ];
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}
/** Of `INC-0412/export`, with the query of a choice. */
export const readExportSummary = (address: string) => ask<ExportSummary>("GET", `/api/incidents/${address}`);
