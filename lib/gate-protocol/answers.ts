import type { ActionOutcome, AllowedAction, PrunePreview } from "../domain/action.ts";
import type { FactFailure } from "../domain/facts.ts";
import type {
  ApiOutcome,
  ContainerReading,
  DiskUsageReading,
  InfoReading,
  InspectReading,
  NetworkReading,
  PingReading,
  VersionReading,
} from "../domain/readings.ts";
import type { DockerEvent, JournalLine, StreamGap, StreamName } from "../domain/signal.ts";
import type { EpochMs } from "../domain/time.ts";
import type { OperationName } from "./operations.ts";

/*
 * What the gate answers. The gate is ours, so web checks the frame, not each field;
 * what came from a daemon was parsed and projected in the gate before it got here.
 */

export type Transport = "unix" | "ssh" | "tcp";

/** Whether a way to the host (not to its Docker API) exists and works. */
export type ChannelState =
  | { readonly state: "up"; readonly since: EpochMs; readonly account?: string }
  | { readonly state: "down"; readonly since: EpochMs; readonly reason: string }
  | { readonly state: "connecting"; readonly since: EpochMs }
  | { readonly state: "none"; readonly reason: string };

export interface GateHost {
  readonly id: string;
  /** As configured or found, without credentials: "ssh://root@10.0.0.5". */
  readonly url: string;
  readonly transport: Transport;
  /** Path of the daemon's socket on the host (unix, ssh). */
  readonly socketPath?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly channel: ChannelState;
  /** TCP without TLS, allowed by `insecure: true`: drawn as a permanent banner. */
  readonly isInsecure: boolean;
  /** Server certificate's end, TLS only. */
  readonly certificateEndsAt?: EpochMs;
  /** What the gate's configuration allows here; absent is nothing. */
  readonly actions?: readonly AllowedAction[];
  /** No gate says so: web plays a recording of such a host beside the others. */
  readonly isRecorded?: true;
}

/** One address that discovery tried, and what it answered. */
export interface DiscoveryTry {
  /** "DOCKER_HOST", "docker context prod", "default socket", "rootless socket of uid 1000" */
  readonly origin: string;
  readonly url: string;
  readonly hostId?: string;
  /** How far the ladder got: connect, ping, version, list, inspect (first container). */
  readonly rungs: readonly {
    readonly name: "connect" | "ping" | "version" | "list" | "inspect";
    readonly ok: boolean | undefined;
    readonly text: string;
  }[];
  readonly triedAt: EpochMs;
  /** Why it is not watched, in a sentence, and a command that would change it. */
  readonly verdict: string;
  readonly command?: string;
}

/** A mistake in foghorn.yaml; what was in force stays in force. */
export interface ConfigProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** What would be right. */
  readonly hint: string;
}

export interface GateStatus {
  readonly version: string;
  readonly epoch: string;
  readonly startedAt: EpochMs;
  readonly configFile?: string;
  readonly configReadAt?: EpochMs;
  readonly configProblems: readonly ConfigProblem[];
  readonly hosts: readonly GateHost[];
  /** Empty when a configuration file is in force. */
  readonly discovery: readonly DiscoveryTry[];
}

export type FactAnswer =
  | { readonly ok: true; readonly text: string; readonly isTruncated: boolean; readonly durationMs: number }
  | {
      readonly ok: false;
      readonly failure: FactFailure;
      readonly message: string;
      readonly durationMs: number;
    };

/** Whether a stream is read now, since when, and why not. */
export interface StreamStanding {
  readonly stream: StreamName;
  readonly at: EpochMs;
  readonly isOpen: boolean;
  readonly reason?: string;
}

/** One record of a host's spool, numbered per host and gate epoch. */
export type SpoolRecord = { readonly seq: number; readonly at: EpochMs } & (
  | { readonly kind: "docker-event"; readonly event: DockerEvent }
  /** `text` is the raw journal line or log-file line, bounded to 8 KiB, redaction left to whoever stores or shows it. */
  | { readonly kind: "journal-line"; readonly line: JournalLine }
  | { readonly kind: "stream-gap"; readonly gap: StreamGap }
  | {
      readonly kind: "stream-state";
      readonly stream: StreamName;
      readonly isOpen: boolean;
      readonly reason?: string;
    }
);

/** Frames of spool.follow: the position first, then records in batches. */
export type SpoolFrame =
  | {
      readonly kind: "position";
      readonly epoch: string;
      /** Sequence before the first record that follows. */
      readonly seq: number;
      /** Records the bounded spool dropped before the reader came. */
      readonly droppedCount: number;
      readonly gateStartedAt: EpochMs;
      /** How each stream stands: a reader that begins here has stored, or never saw, the records that said so. */
      readonly streams: readonly StreamStanding[];
    }
  | { readonly kind: "records"; readonly records: readonly SpoolRecord[] };

/** One line of a container. */
export interface LogLine {
  readonly timeNano: string;
  readonly stream: "stdout" | "stderr" | "tty";
  readonly text: string;
  /** Set when the line was cut: its true length. */
  readonly byteCount?: number;
}

export type LogFrame =
  | { readonly kind: "lines"; readonly lines: readonly LogLine[] }
  /** Lines skipped by the flood limit (2,000 a second, bursts of 10,000), exactly counted. */
  | { readonly kind: "skipped"; readonly count: number; readonly fromAt: EpochMs; readonly toAt: EpochMs }
  /** `isBroken`: the daemon or the way to it broke off, so more may have been written. */
  | { readonly kind: "ended"; readonly reason: string; readonly isBroken?: true };

export interface JournalPage {
  readonly lines: readonly JournalLine[];
  readonly reachedStart: boolean;
}

/** What became of an action; a refusal is an error frame, since then nothing was run. */
export interface ActionAnswer {
  readonly outcome: ActionOutcome;
  /** What the daemon or the host said. */
  readonly text: string;
  readonly durationMs: number;
  /** Goroutines of dockerd, at most 2 MB. */
  readonly dump?: string;
}

export interface Answers {
  "gate.status": GateStatus;
  "gate.follow": GateStatus;
  "docker.ping": ApiOutcome<PingReading>;
  "docker.version": ApiOutcome<VersionReading>;
  "docker.info": ApiOutcome<InfoReading>;
  "docker.containers": ApiOutcome<readonly ContainerReading[]>;
  "docker.networks": ApiOutcome<readonly NetworkReading[]>;
  "docker.disk-usage": ApiOutcome<DiskUsageReading>;
  "docker.inspect": ApiOutcome<InspectReading>;
  "host.fact": FactAnswer;
  "spool.follow": SpoolFrame;
  "spool.ack": { readonly ok: true };
  "journal.read": JournalPage;
  "container.logs": LogFrame;
  "prune.preview": ApiOutcome<PrunePreview>;
  "container.start": ActionAnswer;
  "container.stop": ActionAnswer;
  "container.restart": ActionAnswer;
  "container.unpause": ActionAnswer;
  "container.kill": ActionAnswer;
  "prune.containers": ActionAnswer;
  "prune.images": ActionAnswer;
  "prune.build-cache": ActionAnswer;
  "engine.dump": ActionAnswer;
}

/** A compile error here means that an operation has no answer type, or the other way round. */
export type AnswerOf<Name extends OperationName> = Answers[Name];

/** Codes of an error frame: the operation itself was refused; a sick daemon is an answer, not an error. */
export type GateErrorCode =
  | "bad-request" // not a request line, or arguments of the wrong shape
  | "unknown-operation"
  | "unknown-host"
  | "unknown-container" // not in the gate's own listing
  | "not-allowed" // the gate's configuration does not list it
  | "busy" // too many connections
  | "not-visible" // no right, or no channel
  | "daemon" // the daemon refused or broke off a stream
  | "internal";
