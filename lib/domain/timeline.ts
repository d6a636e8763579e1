import type { ActionOutcome, ActionVerb, PlannedAction } from "./action.ts";
import type { HostChange } from "./changes/host-change.ts";
import type { HostId, IncidentId, SymptomId, UserId } from "./ids.ts";
import type { IncidentLink, IncidentRole, IncidentState, Milestone, NamedPerson } from "./incident.ts";
import type { AttachReason } from "./incidents/attach-words.ts";
import type { AttachmentType } from "./incidents/attachment.ts";
import type { PostmortemStatus } from "./postmortem/document.ts";
import type { ListPlace } from "./runbooks/list-place.ts";
import type { IncidentSeverity } from "./severity.ts";
import type { StreamGap } from "./signal.ts";
import type { ModeId, Symptom, SymptomChangeKind } from "./symptom.ts";
import type { EpochMs } from "./time.ts";

/** Who did it: a person (from the sign-in) or Foghorn itself. */
export type Actor =
  | { readonly kind: "person"; readonly userId: UserId; readonly name: string }
  | { readonly kind: "foghorn" };

export type Visibility = "internal" | "shared";

/** The body of an entry; its digest is chained, so a body can be erased without breaking the chain. */
export type EntryBody =
  | {
      readonly kind: "incident.opened";
      readonly title: string;
      readonly severity: IncidentSeverity;
      readonly reason: string;
      /** Hosts it is about although no symptom of theirs belongs to it. */
      readonly hostIds?: readonly HostId[];
    }
  | {
      readonly kind: "incident.state";
      readonly from: IncidentState;
      readonly to: IncidentState;
      readonly reason?: string;
      /** Set when `to` is merged. */
      readonly mergedInto?: IncidentId;
      /** Its cause came back after it was resolved. */
      readonly isReopened?: true;
    }
  | {
      readonly kind: "incident.severity";
      readonly from: IncidentSeverity;
      readonly to: IncidentSeverity;
      readonly reason: string;
    }
  | { readonly kind: "incident.renamed"; readonly from: string; readonly to: string }
  | {
      readonly kind: "incident.milestone";
      readonly milestone: Milestone;
      readonly milestoneAt: EpochMs;
      /** recorded by an act of its own, or confirmed by a person. */
      readonly how: "recorded" | "confirmed";
      /** A person took the time at which the readings passed again. */
      readonly basis?: "readings";
    }
  | {
      readonly kind: "incident.milestone-not-applicable";
      readonly milestone: Milestone;
      readonly reason: string;
    }
  | {
      /** Another incident that this one is about as well; the entries of both stay where they are. */
      readonly kind: "incident.linked";
      readonly how: IncidentLink["how"];
      readonly incidentId: IncidentId;
      readonly title: string;
      readonly reason?: string;
    }
  | {
      readonly kind: "incident.role";
      readonly role: IncidentRole;
      /** taken: by whoever wrote this, from nobody or from `from`. */
      readonly how: "taken" | "handed-over" | "given-up";
      readonly from?: NamedPerson;
      /** Absent: nobody has it any more. */
      readonly to?: NamedPerson;
    }
  | {
      readonly kind: "symptom.attached";
      readonly symptom: Symptom;
      /** By which rule. Absent in entries of older versions. */
      readonly because?: AttachReason;
      /** What the incident is called from now on: nobody named it, and it is about other hosts now. Absent: as before. */
      readonly calledNow?: string;
    }
  | {
      readonly kind: "symptom.detached";
      readonly symptom: Symptom;
      readonly reason: string;
      /** Where it goes on. */
      readonly movedTo?: IncidentId;
      /** Nothing else of its host is attached. */
      readonly isHostGone?: true;
      readonly calledNow?: string;
      /** Where the impact began by the evidence that stays; null where none of it tells, absent where it is as before. */
      readonly impactNow?: EpochMs | null;
    }
  | {
      readonly kind: "symptom.changed";
      readonly change: SymptomChangeKind;
      readonly symptom: Symptom;
    }
  | {
      readonly kind: "docker.event";
      readonly hostId: HostId;
      readonly action: string;
      readonly subject: string;
      readonly detail: string;
      /** Equal events that follow one another are one entry; `timesAt` are their source times. */
      readonly times: number;
      readonly lastAt: EpochMs;
    }
  | {
      readonly kind: "engine.line";
      readonly hostId: HostId;
      readonly unit: string;
      readonly text: string;
      readonly mode?: ModeId;
      /** Lines that differ in numbers alone are one entry; absent is once. */
      readonly times?: number;
      readonly lastAt?: EpochMs;
    }
  /** Something was changed on the host, which is not wrong by itself: what follows may follow from it. */
  | {
      readonly kind: "host.changed";
      readonly hostId: HostId;
      readonly change: HostChange["kind"];
      readonly text: string;
    }
  | { readonly kind: "gap"; readonly hostId: HostId; readonly gap: StreamGap }
  | {
      readonly kind: "foghorn.restarted";
      readonly process: "gate" | "web";
      readonly downAt: EpochMs;
      readonly backAt: EpochMs;
      /** Everything the hosts reported meanwhile was read afterwards. */
      readonly caughtUp: boolean;
      /** How much of the time away was read afterwards: events and lines that are kept. */
      readonly read?: {
        readonly hosts: number;
        readonly events: number;
        readonly lines: number;
        /** Of a host there were more than are counted. */
        readonly isMore?: true;
      };
      /** What the restart tore. Absent is nothing. */
      readonly lost?: readonly {
        readonly hostId: HostId;
        readonly cause: string;
        readonly lostCount?: number;
      }[];
      /** Hosts that had not been read when this was written. */
      readonly unreadHostIds?: readonly HostId[];
    }
  | { readonly kind: "note"; readonly markdown: string }
  /** A note has another text from now on; those before stay. */
  | {
      readonly kind: "note.edited";
      readonly noteSeq: number;
      readonly noteAt: EpochMs;
      readonly markdown: string;
    }
  /** A note is not told any more; its texts stay in the store. */
  | {
      readonly kind: "note.removed";
      readonly noteSeq: number;
      readonly noteAt: EpochMs;
      readonly reason?: string;
    }
  /** What somebody wrote was taken out of the store: the entry itself first, then its later versions. */
  | {
      readonly kind: "entry.erased";
      readonly what: "note" | "lines" | "file";
      readonly seqs: readonly number[];
      readonly writtenAt: EpochMs;
      readonly reason: string;
    }
  | {
      readonly kind: "lines.pinned";
      readonly hostId: HostId;
      readonly source: string;
      readonly lines: readonly { readonly at: EpochMs; readonly text: string }[];
    }
  /** A file that somebody added; its bytes are kept beside the entry. */
  | {
      readonly kind: "attachment.added";
      readonly name: string;
      readonly mediaType: AttachmentType;
      readonly sizeBytes: number;
      /** Hex, of the bytes. */
      readonly sha256: string;
    }
  /** A reading as it was at that moment, with its way there. */
  | {
      readonly kind: "reading.pinned";
      readonly hostId: HostId;
      readonly name: string;
      readonly value: string;
      readonly readAt: EpochMs;
      readonly usual?: string;
      /** Oldest first; null is a gap. */
      readonly points: readonly { readonly at: EpochMs; readonly value: number | null }[];
    }
  | {
      readonly kind: "evidence.captured";
      readonly hostId: HostId;
      readonly subject: string;
      readonly evidenceId: string;
      readonly title: string;
      readonly lineCount: number;
    }
  | {
      readonly kind: "runbook.opened";
      readonly runbookId: string;
      readonly title: string;
      /** Of the text the checklist works with from now on. */
      readonly version: string;
      readonly symptomId?: SymptomId;
      /** What it is worked through for. Entries of older versions do not say. */
      readonly on?: ListPlace;
    }
  /** Somebody took the newer text of a runbook that the incident works with. */
  | {
      readonly kind: "runbook.updated";
      readonly runbookId: string;
      readonly title: string;
      readonly from: string;
      readonly version: string;
      readonly differences: readonly string[];
      readonly on?: ListPlace;
    }
  | {
      readonly kind: "step.changed";
      readonly runbookId: string;
      readonly on?: ListPlace;
      readonly stepId: string;
      readonly stepTitle: string;
      readonly to: "passed" | "confirmed" | "regressed" | "ticked" | "unticked" | "skipped";
      /** Of the check that did it; of a tick by hand, of the check that failed at that moment. */
      readonly reading?: string;
      readonly reason?: string;
      /** Of a question that a person answered by ticking it. */
      readonly answer?: "yes" | "no";
    }
  /** Somebody wants the gate to do something that a second person has to agree to. */
  | { readonly kind: "action.asked"; readonly action: PlannedAction; readonly expiresAt: EpochMs }
  | {
      readonly kind: "action.withdrawn";
      readonly actionId: string;
      readonly verb: ActionVerb;
      readonly hostId: HostId;
    }
  /** The intent, stored before the gate is asked; the actor is who decided it. */
  | { readonly kind: "action.begun"; readonly action: PlannedAction; readonly agreedBy?: string }
  | {
      readonly kind: "action.ended";
      readonly actionId: string;
      readonly verb: ActionVerb;
      readonly hostId: HostId;
      readonly outcome: ActionOutcome;
      readonly text: string;
      readonly durationMs?: number;
    }
  /** Of an unknown end: a person looked whether it happened. */
  | {
      readonly kind: "action.settled";
      readonly actionId: string;
      readonly verb: ActionVerb;
      readonly hostId: HostId;
      readonly happened: boolean;
    }
  | {
      readonly kind: "share.created";
      readonly shareId: string;
      readonly expiresAt: EpochMs;
      /** Its readers see what is added until the incident is over. Absent: a snapshot. */
      readonly isLive?: true;
    }
  /** The postmortem was begun, handed in for review, published, or opened again for a correction. */
  | {
      readonly kind: "postmortem.changed";
      readonly to: PostmortemStatus;
      /** Of the published one, or the one before it was opened again; and the SHA-256 (hex) of what was frozen. */
      readonly version?: number;
      readonly digest?: string;
    }
  /** What a published version was made of is gone for good; the entry that told of it keeps its digest. */
  | {
      readonly kind: "postmortem.erased";
      readonly version: number;
      readonly digest: string;
      readonly reason: string;
    }
  | { readonly kind: "share.revoked"; readonly shareId: string; readonly expiresAt: EpochMs }
  /** The body was erased; its digest stays in the chain. */
  | { readonly kind: "erased" }
  /** Never stored: how a note that was removed is read. */
  | { readonly kind: "removed" };

/** One remembered thing. Append-only; order is `seq`, never the clock. */
export interface TimelineEntry {
  readonly incidentId: IncidentId;
  /** 1, 2, 3 … without holes. */
  readonly seq: number;
  /** Ours, UTC, milliseconds: when it was written. */
  readonly at: EpochMs;
  /** When the source says it happened, where there is a source; back-filled entries have it long before `at`. */
  readonly sourceAt?: EpochMs;
  readonly actor: Actor;
  readonly visibility: Visibility;
  readonly body: EntryBody;
  /** SHA-256 (hex) of the canonical JSON of the body. */
  readonly bodyDigest: string;
  /** SHA-256 over the previous hash, incident, seq, times, actor, visibility and the body's digest. */
  readonly hash: string;
}
