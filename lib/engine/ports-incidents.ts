import type { HostId, IncidentId, ShareId, SymptomId } from "../domain/ids.ts";
import type { Incident, IncidentState } from "../domain/incident.ts";
import type { Discretion } from "../domain/redaction/stand-ins.ts";
import type { Runbook, StepState } from "../domain/runbook.ts";
import type { ListPlace } from "../domain/runbooks/list-place.ts";
import type { ModeId, Symptom, SymptomChange } from "../domain/symptom.ts";
import type { EpochMs } from "../domain/time.ts";
import type { Actor, EntryBody, TimelineEntry } from "../domain/timeline.ts";
import type { ChainBreak } from "../domain/timeline-hash.ts";
import type { ImportedDetail, ImportedSummary } from "../protocol/imported-views.ts";
import type { SharedTimeline, ShareView } from "../protocol/incident-views.ts";
import type { CapturedEvidence, EvidenceStore, NewEntry, StreamStore, SymptomStore } from "./ports.ts";
import type { PostmortemStore, PostmortemWrite } from "./ports-postmortems.ts";

/** An entry before it has a number. An incident holds one entry per `clientKey`: a repeated send changes nothing. */
export interface EntryDraft extends NewEntry {
  readonly clientKey?: string;
}

/** A runbook in use: the text as it was when it was opened, and what it is about. */
export interface OpenedChecklist {
  readonly runbook: Runbook;
  readonly openedAt: EpochMs;
  readonly hostId?: HostId;
  readonly subject: string;
  readonly symptomId?: SymptomId;
}

export interface StoredChecklist extends OpenedChecklist {
  /** Steps somebody or something touched; the others are open. */
  readonly steps: readonly StepState[];
}

export interface NewShare {
  readonly id: ShareId;
  /** SHA-256 (hex) of the token, which is never stored. */
  readonly tokenHash: string;
  readonly createdAt: EpochMs;
  readonly by: Extract<Actor, { kind: "person" }>;
  readonly expiresAt: EpochMs;
  readonly label?: string;
  readonly discretion: Discretion;
  /** Of a live one: what its readers are told above everything, redacted. */
  readonly summary?: string;
  /** Absent: it is live, and has none until it is frozen. */
  readonly snapshot?: SharedTimeline;
}

/** A link that opens something at this moment. */
export interface OpenShare {
  readonly shareId: ShareId;
  readonly incidentId: IncidentId;
  readonly createdBy: string;
  readonly expiresAt: EpochMs;
  readonly discretion: Discretion;
  readonly summary?: string;
  /** Live, and its incident was not over when it was last looked at. */
  readonly goesOn: boolean;
}

/** How far a host's rows and symptom changes have landed on an incident. */
export interface Landed {
  readonly hostId: HostId;
  readonly rowSeq: number;
  readonly changeId: number;
}

/** Everything one command writes, in one transaction. What follows from the entries is not named here. */
export interface IncidentWrite {
  readonly entries: readonly EntryDraft[];
  /** One for each `runbook.opened` among the entries. */
  readonly checklists?: readonly OpenedChecklist[];
  /** The newer text of a checklist that is open; marks of `outdatedSteps` fall away. */
  readonly newerText?: {
    readonly runbook: Runbook;
    readonly on?: ListPlace;
    readonly outdatedSteps: readonly string[];
  };
  readonly landed?: readonly Landed[];
  /** Bytes of the `attachment.added` among the entries. */
  readonly attachment?: Uint8Array<ArrayBuffer>;
  /** Entries whose bodies are taken out of the store, and out of every snapshot that tells them. */
  readonly eraseSeqs?: readonly number[];
  readonly share?: NewShare;
  readonly revokeShare?: { readonly shareId: ShareId; readonly at: EpochMs };
  readonly postmortem?: PostmortemWrite;
}

export interface Appended {
  readonly incident: Incident;
  /** As stored now; without those whose `clientKey` was there before. */
  readonly entries: readonly TimelineEntry[];
  /** Entries that were there before, found by `clientKey`. */
  readonly repeated: readonly TimelineEntry[];
}

export interface IncidentStore {
  /** A new incident with the next number. Resolves once it is on the disk. */
  readonly open: (plan: (id: IncidentId, number: number) => IncidentWrite) => Promise<Appended>;
  /**
   * Plans against the incident as it is at that moment and stores the plan. Resolves once it is on the disk.
   * What `plan` throws rejects, and nothing is stored. A lost race (somebody else took the number) is planned
   * again once where `isCommutative`, else it rejects with `conflict`. Rejects with `not-found` and `storage`.
   */
  readonly append: (
    incidentId: IncidentId,
    plan: (incident: Incident) => IncidentWrite,
    options: { readonly isCommutative: boolean },
  ) => Promise<Appended>;
  readonly get: (incidentId: IncidentId) => Promise<Incident | undefined>;
  /** Newest first. */
  readonly list: (options: {
    readonly states?: readonly IncidentState[];
    readonly limit: number;
  }) => Promise<readonly Incident[]>;
  /** Oldest first: after `afterSeq`; or the last `limit` (before `beforeSeq`). */
  readonly entries: (
    incidentId: IncidentId,
    options: {
      readonly afterSeq?: number;
      readonly beforeSeq?: number;
      readonly limit: number;
      readonly kinds?: readonly EntryBody["kind"][];
    },
  ) => Promise<readonly TimelineEntry[]>;
  /** Those that are over and to which a symptom of this mode belongs, newest first. */
  readonly overOfMode: (mode: ModeId, limit: number) => Promise<readonly Incident[]>;
  readonly checklists: (incidentId: IncidentId) => Promise<readonly StoredChecklist[]>;
  /** Bytes of the file an entry names; undefined where there are none any more. */
  readonly attachment: (incidentId: IncidentId, seq: number) => Promise<Uint8Array | undefined>;
  readonly landed: (incidentId: IncidentId) => Promise<readonly Landed[]>;
  readonly evidence: (incidentId: IncidentId) => Promise<readonly CapturedEvidence[]>;
  /** First entry whose digest or hash does not fit, or undefined when the chain is whole. */
  readonly verify: (incidentId: IncidentId) => Promise<ChainBreak | undefined>;
}

export interface ShareStore {
  readonly ofIncident: (incidentId: IncidentId) => Promise<readonly ShareView[]>;
  /** Undefined when unknown, expired at `now` or revoked: a reader cannot tell which. */
  readonly byTokenHash: (tokenHash: string, now: EpochMs) => Promise<OpenShare | undefined>;
  /** Undefined as above. */
  readonly open: (shareId: ShareId, now: EpochMs) => Promise<OpenShare | undefined>;
  /** What is frozen; undefined while a live one goes on. */
  readonly snapshot: (shareId: ShareId) => Promise<SharedTimeline | undefined>;
  /** One more view. */
  readonly countView: (shareId: ShareId, now: EpochMs) => Promise<void>;
  /** Undefined is none any more. False for one that does not go on at `now`. */
  readonly changeSummary: (shareId: ShareId, summary: string | undefined, now: EpochMs) => Promise<boolean>;
  /** Those that go on: of one incident, or of all. */
  readonly going: (incidentId?: IncidentId) => Promise<readonly OpenShare[]>;
  /**
   * Stores what a share shows from now on. False when something was erased after the entry `seq`, up to which it was
   * read: then nothing is stored, as it may tell what must not be told any more.
   */
  readonly freeze: (frozen: {
    readonly share: OpenShare;
    readonly snapshot: SharedTimeline;
    readonly seq: number;
  }) => Promise<boolean>;
}

/** Symptoms beyond what detection itself needs. */
export interface SymptomHistory extends SymptomStore {
  readonly byIds: (ids: readonly SymptomId[]) => Promise<readonly Symptom[]>;
  /** Changes in the order they were stored, after `afterId`. */
  readonly changesAfter: (
    hostId: HostId,
    afterId: number,
    limit: number,
  ) => Promise<readonly { readonly id: number; readonly change: SymptomChange }[]>;
  readonly lastChangeId: (hostId: HostId) => Promise<number>;
}

export interface StreamHistory extends StreamStore {
  readonly lastSeq: (hostId: HostId) => Promise<number>;
}

export interface IncidentStores {
  readonly incidents: IncidentStore;
  readonly shares: ShareStore;
  readonly postmortems: PostmortemStore;
  readonly symptoms: SymptomHistory;
  readonly stream: StreamHistory;
  readonly evidence: EvidenceStore;
}

/** What is kept of a file that was proven to be an export as Foghorn wrote it. */
export interface CheckedFile
  extends Pick<ImportedSummary, "incidentId" | "title" | "state" | "severity" | "openedAt">,
    Pick<ImportedDetail, "digest" | "writtenAt" | "headHash" | "notAsWritten"> {
  readonly contentJson: string;
  /** One text each, in order from the first entry on. */
  readonly entriesJson: readonly string[];
}

export type ImportCheck =
  | { readonly kind: "whole"; readonly file: CheckedFile }
  | { readonly kind: "refused"; readonly why: string };

/** Incidents of other Foghorns: apart from our own, which nothing of them can meet. */
export interface ImportedStore {
  /** Everything of it or nothing. Rejects with `conflict` where its digest is there already. */
  readonly add: (
    file: CheckedFile & Pick<ImportedDetail, "id" | "fileName" | "sizeBytes" | "importedAt" | "importedBy">,
  ) => Promise<ImportedSummary>;
  readonly byDigest: (digest: string) => Promise<ImportedSummary | undefined>;
  readonly count: () => Promise<number>;
  /** Newest first. */
  readonly list: () => Promise<readonly ImportedSummary[]>;
  readonly get: (id: string) => Promise<ImportedDetail | undefined>;
  /** Oldest first: the last `limit`, before `beforeSeq` where it is given. */
  readonly entries: (
    id: string,
    options: { readonly beforeSeq?: number; readonly limit: number },
  ) => Promise<readonly TimelineEntry[]>;
  readonly remove: (id: string) => Promise<ImportedSummary | undefined>;
}

export interface AuditStore {
  /** Appends to the chain; resolves once it is on the disk. */
  readonly write: (entry: {
    readonly actor: string;
    readonly action: string;
    readonly subject: string;
    readonly detail?: string;
  }) => Promise<void>;
  /** Newest first. */
  readonly read: (options: { readonly beforeSeq?: number; readonly limit: number }) => Promise<
    readonly {
      readonly seq: number;
      readonly at: EpochMs;
      readonly actor: string;
      readonly action: string;
      readonly subject: string;
      readonly detail: string;
      readonly hash: string;
    }[]
  >;
  /** First broken link, or undefined when the chain is whole. */
  readonly verify: () => Promise<{ readonly brokenAtSeq: number } | undefined>;
}

export interface SettingStore {
  readonly get: (key: string) => Promise<string | undefined>;
  readonly set: (key: string, value: string, at: EpochMs) => Promise<void>;
}

export type { SharedTimeline, ShareView };

/** One file of an archive; text is compressed, bytes are kept as they are. */
export interface ArchiveFile {
  /** With slashes, without a way out: made by us. */
  readonly name: string;
  readonly content: string | Uint8Array;
}

export interface Archive {
  readonly fileName: string;
  /** When it was asked for; every file of it has this time. */
  readonly writtenAt: EpochMs;
  /** Read one after another, so that no more than one is in memory. */
  readonly files: AsyncIterable<ArchiveFile>;
}
