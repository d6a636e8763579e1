import type { AllowedAction, PlannedAction, PrunePreview } from "../../domain/action.ts";
import type { PartId } from "../../domain/anatomy.ts";
import type { HostChange } from "../../domain/changes/host-change.ts";
import type { Vital } from "../../domain/detect/vitals.ts";
import type { ContainerId, HostId, IncidentId, ShareId, SymptomId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident.ts";
import type { AttachmentType } from "../../domain/incidents/attachment.ts";
import type { ServiceOf } from "../../domain/incidents/landing.ts";
import type { Redact } from "../../domain/incidents/redact-value.ts";

import type { IncidentSettings } from "../../domain/incidents/settings.ts";
import type { RenderProse } from "../../domain/postmortem/html.ts";
import type { CleanProse } from "../../domain/postmortem/markdown.ts";
import type { ApiOutcome, ContainerReading, InspectReading } from "../../domain/readings.ts";
import type { Discretion } from "../../domain/redaction/stand-ins.ts";
import type { CheckReading, PassCondition, Runbook } from "../../domain/runbook.ts";
import type { JournalLine } from "../../domain/signal.ts";
import type { ModeId, Symptom } from "../../domain/symptom.ts";
import type { TimelineEntry } from "../../domain/timeline.ts";
import type { ActionAnswer } from "../../gate-protocol/answers.ts";
import type {
  EvidenceView,
  ExportSummary,
  IncidentDetail,
  IncidentSummary,
  Recording,
  SharedTimeline,
  SharePreview,
  ShareView,
} from "../../protocol/incident-views.ts";
import type { SymptomView } from "../../protocol/views.ts";
import type { IncidentCommands } from "../incident-commands.ts";
import type { Clock, IncidentIntake, Publisher } from "../ports.ts";
import type { Archive, IncidentStores, OpenShare, StoredChecklist } from "../ports-incidents.ts";
import type { ApplyEdits } from "../ports-postmortems.ts";
import type { PostmortemCommands, PostmortemQueries, PostmortemTemplates } from "../postmortems/contract.ts";
import type { ExportOptions } from "./export-options.ts";

/** What the incident side needs of the rest. */
export interface IncidentsDeps {
  readonly clock: Clock;
  readonly stores: IncidentStores;
  readonly publish: Publisher;
  /** Sockets of readers of this share are closed. */
  readonly shareRevoked: (shareId: ShareId) => void;
  /** What this link shows is another than before, and not for what was added to its timeline. */
  readonly shareChanged: (shareId: ShareId) => void;
  /** The library as it is now. */
  readonly runbooks: () => readonly Runbook[];
  /** Reading of a check's probe: `evaluateCheck` over the host's state. */
  readonly readCheck: (condition: PassCondition, hostId: HostId, subject: string) => CheckReading;
  /** What the gate's configuration allows on a host; empty is nothing. */
  readonly actionsOf: (hostId: HostId) => readonly AllowedAction[];
  /** Containers of a host as last listed. */
  readonly containersOf: (hostId: HostId) => readonly Pick<ContainerReading, "id" | "name">[];
  readonly inspect: (hostId: HostId, id: ContainerId) => Promise<ApiOutcome<InspectReading>>;
  readonly prunePreview: (
    hostId: HostId,
    verb: "prune.containers" | "prune.images" | "prune.build-cache",
  ) => Promise<ApiOutcome<PrunePreview>>;
  /** Asks the gate, once. Rejects with its refusal, or with `gate-down` when nobody knows what it did. */
  readonly act: (
    action: PlannedAction,
    who: { readonly by: string; readonly agreedBy?: string },
  ) => Promise<ActionAnswer>;
  /** What was changed on a host lately, newest last. */
  readonly changesOf: (hostId: HostId) => readonly HostChange[];
  /** Vitals of a host as they are now; empty where it was never read. */
  readonly vitalsOf: (hostId: HostId) => readonly Vital[];
  /** Something that no screen can tell goes to the log. */
  readonly failed: (what: string, error: unknown) => void;
  /** Version of the host's engine, as last known. */
  readonly engineOf: (hostId: HostId) => string | undefined;
  /** Symptoms as drawn: with chain, absorption and runbook. */
  readonly viewSymptoms: (symptoms: readonly Symptom[]) => readonly SymptomView[];
  readonly redact: Redact;
  readonly applyEdits: ApplyEdits;
  /** What a postmortem can begin with, as the files are now. */
  readonly postmortemTemplates: () => Promise<PostmortemTemplates>;
  /** Safe HTML of Markdown that people wrote. */
  readonly renderProse: RenderProse;
  /** The same as Markdown that does nothing in whatever reads it. */
  readonly cleanProse: CleanProse;
  /** Every host that is watched now. */
  readonly watchedHosts: () => readonly HostId[];
  /** What else this host is called: by its engine, and in its address. As far as it is known now. */
  readonly hostNamesOf: (hostId: HostId) => readonly string[];
  /** As `redact`, for readers who are not known: also takes out who people are outside of Foghorn. */
  readonly redactForReaders: Redact;
  /** Names of everybody who has an account. */
  readonly people: () => Promise<readonly string[]>;
  /** Under which marks are made, so that equal ones are equal. */
  readonly redactionKey: string;
  /** The recording that these hosts are played from, if they are; of no host, what everything is played from. */
  readonly recordingOf: (hostIds: readonly HostId[]) => Recording | undefined;
  /** Parts of this host that nobody can see now: no right, no answer, or no reading yet. */
  readonly unseenParts: (hostId: HostId) => readonly PartId[];
  /** The mode whose signature knows this line, if any. */
  readonly signatureOf: (line: JournalLine) => ModeId | undefined;
  /** What an admin has decided, as it is now. */
  readonly settings: () => IncidentSettings;
  /** Somebody knows of it: it calls nobody, so it opens nothing either. */
  readonly isMuted: (symptom: Symptom) => boolean;
  /** The compose service a symptom is about. */
  readonly serviceOf: ServiceOf;
  /** Numbering of entries; changes when another database is put in place. */
  readonly epoch: string;
  /** Rows are grouped for this long before they become entries; 0 groups what arrives together. Usual: 1,500. */
  readonly groupingMs: number;
}

export interface IncidentQueries {
  readonly summaries: () => Promise<readonly IncidentSummary[]>;
  readonly detail: (incidentId: IncidentId) => Promise<IncidentDetail | undefined>;
  /** For `entries:<id>`: the last rows, or those before a number. Undefined for an unknown incident. */
  readonly entries: (
    incidentId: IncidentId,
    options: { readonly tail: number; readonly beforeSeq?: number },
  ) => Promise<
    { readonly epoch: string; readonly seq: number; readonly rows: readonly TimelineEntry[] } | undefined
  >;
  /** Undefined when the position is not of this epoch, or after the last entry. */
  readonly entriesAfter: (
    incidentId: IncidentId,
    position: { readonly epoch: string; readonly seq: number },
    limit: number,
  ) => Promise<
    { readonly epoch: string; readonly seq: number; readonly rows: readonly TimelineEntry[] } | undefined
  >;
  readonly evidence: (incidentId: IncidentId) => Promise<readonly EvidenceView[]>;
  /** A file somebody attached, as it was; undefined where it is not or no more. */
  readonly attachment: (
    incidentId: IncidentId,
    seq: number,
  ) => Promise<
    { readonly name: string; readonly mediaType: AttachmentType; readonly bytes: Uint8Array } | undefined
  >;
  /** What an export made now would leave out, before it is made. */
  readonly exportSummary: (
    incidentId: IncidentId,
    options?: ExportOptions,
  ) => Promise<ExportSummary | undefined>;
  readonly postmortem: (
    incidentId: IncidentId,
    options?: ExportOptions,
  ) => Promise<
    { readonly markdown: string; readonly fileName: string; readonly redactions: number } | undefined
  >;
  /** The same as one HTML file that needs nothing else. */
  readonly postmortemPage: (
    incidentId: IncidentId,
    options?: ExportOptions,
  ) => Promise<{ readonly html: string; readonly fileName: string } | undefined>;
  /** What is inside that page, with its style for a shadow root. */
  readonly postmortemPreview: (
    incidentId: IncidentId,
  ) => Promise<{ readonly style: string; readonly sheet: string } | undefined>;
  /** The same for programs, as JSON of the schema in `lib/protocol/incident-export`. */
  readonly incidentFile: (
    incidentId: IncidentId,
    options?: ExportOptions,
  ) => Promise<{ readonly json: string; readonly fileName: string } | undefined>;
  /** Everything of it as files: every export, attachments, what was pinned and saved. */
  readonly archive: (incidentId: IncidentId, options?: ExportOptions) => Promise<Archive | undefined>;
  /** What a link made now would show; undefined for an unknown incident. */
  readonly sharePreview: (
    incidentId: IncidentId,
    made: { readonly sharedBy: string; readonly discretion?: Discretion; readonly summary?: string },
  ) => Promise<SharePreview | undefined>;
  /** What a share shows; counts a view. Unknown, expired and revoked are all undefined. */
  readonly shared: (shareId: ShareId) => Promise<SharedTimeline | undefined>;
  /** The same for somebody who reads it already. */
  readonly sharedNow: (shareId: ShareId) => Promise<SharedTimeline | undefined>;
  /** The share a token opens, if it does at this moment. */
  readonly shareOfToken: (token: string) => Promise<OpenShare | undefined>;
  /** All links to an incident, open or not. */
  readonly shares: (incidentId: IncidentId) => Promise<readonly ShareView[]>;
  /** Open incidents as they are in memory; for `SymptomView.incidentId` and the like. */
  readonly openIncidents: () => readonly Incident[];
  readonly incidentOfSymptom: (symptomId: SymptomId) => Incident | undefined;
  /** The checklist that works on this symptom, as it is in memory. */
  readonly checklistOfSymptom: (symptom: Symptom) => StoredChecklist | undefined;
}

export interface Incidents {
  readonly commands: IncidentCommands;
  readonly intake: IncidentIntake;
  readonly queries: IncidentQueries;
  readonly postmortems: { readonly commands: PostmortemCommands; readonly queries: PostmortemQueries };
  /** To be called whenever the state of a host changed: evaluates its live checks. Cheap when nothing is open. */
  readonly hostChanged: (hostId: HostId) => void;
  /** To be called when the list of words is another: live links tell by the list of now. */
  readonly ownWordsChanged: () => void;
  /** Loads open incidents and lands on them what was stored while Foghorn was down. */
  readonly start: () => Promise<void>;
  /** Waits for what is being written. */
  readonly close: () => Promise<void>;
}

export type CreateIncidents = (deps: IncidentsDeps) => Incidents;
