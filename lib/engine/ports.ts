import type { FactName, HostFact } from "../domain/facts.ts";
import type { Handover } from "../domain/handover.ts";
import type { ContainerId, HostId, IncidentId } from "../domain/ids.ts";
import type { Mute } from "../domain/mute.ts";
import type { DockerEvent, JournalLine, StreamGap } from "../domain/signal.ts";
import type { Symptom, SymptomChange } from "../domain/symptom.ts";
import type { EpochMs } from "../domain/time.ts";
import type { Actor, EntryBody, TimelineEntry, Visibility } from "../domain/timeline.ts";
import type { AnswerOf } from "../gate-protocol/answers.ts";
import type { OperationArgs, OperationName } from "../gate-protocol/operations.ts";

export interface Clock {
  readonly now: () => EpochMs;
}

/** The gate as web sees it; lib/gate-client implements it over the unix socket. */
export interface Gate {
  /**
   * One answer. Rejects with `gate-down` when the gate does not answer within `deadlineMs`, and with
   * `GateRefusal` (code of the error frame) when the operation was refused. A sick daemon is an answer.
   */
  readonly ask: <Name extends OperationName>(
    name: Name,
    args: OperationArgs<Name>,
    options: { readonly deadlineMs: number; readonly signal?: AbortSignal },
  ) => Promise<AnswerOf<Name>>;
  /**
   * Frames until the stream ends, `signal` aborts, or the gate goes. Consumption is backpressure.
   */
  readonly follow: <Name extends OperationName>(
    name: Name,
    args: OperationArgs<Name>,
    options: { readonly signal: AbortSignal },
  ) => AsyncIterable<AnswerOf<Name>>;
}

/** Facts arrive as text from the gate and become readings here. */
export type ParseFact = (name: FactName, text: string, at: EpochMs) => HostFact;

/** One stored row of a host's stream: an event, a line that a signature knows, or a gap. */
export type StreamRow = { readonly hostId: HostId; readonly at: EpochMs } & (
  | { readonly kind: "docker-event"; readonly event: DockerEvent; readonly isInferred: boolean }
  | { readonly kind: "journal-line"; readonly line: JournalLine }
  | { readonly kind: "gap"; readonly gap: StreamGap }
);

export interface SourceCursor {
  readonly epoch: string;
  readonly seq: number;
  readonly journalCursor?: string;
}

/** Rows and cursor are committed in one transaction: a restart neither loses nor repeats. */
export interface StreamStore {
  /** Stores new rows and moves the cursor. Returns each stored row with its per-host sequence; already stored events are dropped (fingerprint). */
  readonly append: (
    hostId: HostId,
    rows: readonly StreamRow[],
    cursor: SourceCursor,
  ) => Promise<readonly (StreamRow & { readonly seq: number })[]>;
  readonly cursor: (hostId: HostId) => Promise<SourceCursor | undefined>;
  /** Of these events, which are stored already. Proves continuity after a reconnect. */
  readonly known: (hostId: HostId, events: readonly DockerEvent[]) => Promise<readonly boolean[]>;
  /** Rows after `afterSeq`, oldest first; without it the last `limit`. */
  readonly read: (
    hostId: HostId,
    options: {
      readonly afterSeq?: number;
      readonly kinds: readonly StreamRow["kind"][];
      readonly limit: number;
    },
  ) => Promise<readonly (StreamRow & { readonly seq: number })[]>;
  /** Rows of a host between two times, oldest first, at most 2,000: for back-filling an incident. */
  readonly between: (
    hostId: HostId,
    fromAt: EpochMs,
    toAt: EpochMs,
  ) => Promise<readonly (StreamRow & { readonly seq: number })[]>;
}

export interface SymptomStore {
  readonly save: (changes: readonly SymptomChange[]) => Promise<void>;
  /** Symptoms that had not cleared when Foghorn stopped. */
  readonly open: () => Promise<readonly Symptom[]>;
  readonly changesBetween: (
    hostId: HostId,
    fromAt: EpochMs,
    toAt: EpochMs,
  ) => Promise<readonly SymptomChange[]>;
}

/** Names that were known before the daemon went: shims are joined with them. */
export interface ContainerNameStore {
  readonly remember: (
    hostId: HostId,
    names: readonly { readonly id: ContainerId; readonly name: string; readonly image: string }[],
    at: EpochMs,
  ) => Promise<void>;
  readonly recall: (hostId: HostId) => Promise<
    readonly {
      readonly id: ContainerId;
      readonly name: string;
      readonly image: string;
      readonly lastAt: EpochMs;
    }[]
  >;
}

/** Evidence that would vanish: redacted and bounded before it is stored. */
export interface CapturedEvidence {
  readonly id: string;
  readonly hostId: HostId;
  readonly subject: string;
  readonly containerId?: ContainerId;
  readonly title: string;
  readonly capturedAt: EpochMs;
  /** Lines with their nanosecond times, and the projected inspect as JSON text. */
  readonly lines: readonly { readonly timeNano: string; readonly stream: string; readonly text: string }[];
  readonly inspect?: string;
}

export interface EvidenceStore {
  readonly save: (evidence: CapturedEvidence) => Promise<void>;
  readonly get: (id: string) => Promise<CapturedEvidence | undefined>;
  readonly ofHostBetween: (
    hostId: HostId,
    fromAt: EpochMs,
    toAt: EpochMs,
  ) => Promise<readonly CapturedEvidence[]>;
}

/** Mutes outlast a restart, and are kept after their end: who muted what is part of the story. */
export interface MuteStore {
  readonly save: (mute: Mute) => Promise<void>;
  /** Those that hold at this moment. */
  readonly active: (now: EpochMs) => Promise<readonly Mute[]>;
}

/** Notes a watch left to the next: every one is kept. */
export interface HandoverStore {
  readonly save: (handover: Handover) => Promise<void>;
  readonly last: () => Promise<Handover | undefined>;
}

export interface NewEntry {
  readonly at: EpochMs;
  readonly sourceAt?: EpochMs;
  readonly actor: Actor;
  readonly visibility: Visibility;
  readonly body: EntryBody;
}

/** What the symptom side tells the incident side; it answers once everything is stored. */
export interface IncidentIntake {
  readonly symptomsChanged: (changes: readonly SymptomChange[]) => Promise<void>;
  readonly rowsStored: (rows: readonly StreamRow[]) => Promise<void>;
  readonly evidenceCaptured: (evidence: CapturedEvidence) => Promise<void>;
  readonly processRestarted: (body: Extract<EntryBody, { kind: "foghorn.restarted" }>) => Promise<void>;
}

/** Called after entries are stored: the hub numbers and sends them. Store first, publish second. */
export interface Publisher {
  readonly stateChanged: (
    topic:
      | "console"
      | "hosts"
      | "symptoms"
      | "incidents"
      | "postmortems"
      | `host:${string}`
      | `incident:${string}`
      | `postmortem:${string}`
      | `paper:${string}`
      | `shares:${string}`,
  ) => void;
  readonly entriesAdded: (incidentId: IncidentId, entries: readonly TimelineEntry[]) => void;
}
