import type { FactFailure, FactName, HostFact } from "./facts.ts";
import type { ContainerId, HostId } from "./ids.ts";
import type { Imports } from "./imports.ts";
import type {
  ApiOutcome,
  ContainerReading,
  DiskUsageReading,
  InfoReading,
  InspectReading,
  NetworkReading,
  PingReading,
  VersionReading,
} from "./readings.ts";
import type { EpochMs } from "./time.ts";

/** One event of the daemon, attributes projected and redacted by the gate. */
export interface DockerEvent {
  /** Nanoseconds since 1970 as decimal text: a number would lose the last digits. */
  readonly timeNano: string;
  readonly type: string;
  /** "die", "health_status: unhealthy", … */
  readonly action: string;
  readonly actorId: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Who wrote a line of the engine log. */
export type LogUnit = "dockerd" | "containerd" | "kernel" | "systemd" | "container";

export interface JournalLine {
  /** Opaque: where to go on after this line; empty where nobody can. */
  readonly cursor: string;
  readonly sourceAt: EpochMs;
  readonly unit: LogUnit;
  /** syslog priority, 0 to 7 */
  readonly priority?: number;
  readonly text: string;
  /** Set when the line is a container's output that the journald driver wrote under docker.service. */
  readonly containerId?: string;
}

export type StreamName = "events" | "journal";

/** The lost stretch of one stream. `lostCount` is absent when nobody can know it. */
export interface StreamGap {
  readonly stream: StreamName;
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  readonly cause: string;
  readonly lostCount?: number;
  /** True when the stretch was read again afterwards and nothing is missing. */
  readonly isFilled: boolean;
  /** A restart of Foghorn tore it: the entry of that restart tells of it. */
  readonly isOfRestart?: true;
}

/** One thing a source reported about one host. `at` is our clock when it arrived. */
export type Signal = { readonly hostId: HostId; readonly at: EpochMs } & (
  | { readonly kind: "ping"; readonly outcome: ApiOutcome<PingReading> }
  | { readonly kind: "version"; readonly outcome: ApiOutcome<VersionReading> }
  | { readonly kind: "info"; readonly outcome: ApiOutcome<InfoReading> }
  | { readonly kind: "containers"; readonly outcome: ApiOutcome<readonly ContainerReading[]> }
  | { readonly kind: "disk-usage"; readonly outcome: ApiOutcome<DiskUsageReading> }
  | { readonly kind: "networks"; readonly outcome: ApiOutcome<readonly NetworkReading[]> }
  | {
      readonly kind: "inspect";
      readonly containerId: ContainerId;
      readonly outcome: ApiOutcome<InspectReading>;
    }
  | { readonly kind: "docker-event"; readonly event: DockerEvent }
  | { readonly kind: "journal-line"; readonly line: JournalLine }
  | { readonly kind: "stream-gap"; readonly gap: StreamGap }
  | {
      readonly kind: "stream-state";
      readonly stream: StreamName;
      readonly isOpen: boolean;
      readonly reason?: string;
    }
  | { readonly kind: "imports"; readonly imports: Imports }
  /** Foghorn's own gate went or came: while it is away, silence says nothing about the host. */
  | { readonly kind: "gate-state"; readonly isUp: boolean }
  | { readonly kind: "fact"; readonly durationMs: number; readonly fact: HostFact }
  | {
      readonly kind: "fact-missing";
      readonly name: FactName;
      readonly failure: FactFailure;
      readonly message: string;
    }
);

export type SignalKind = Signal["kind"];
