import type { ContainerId, HostId } from "./ids.ts";
import type {
  ApiFailure,
  ApiOutcome,
  ContainerReading,
  FactFailure,
  FactName,
  HostFact,
  InfoReading,
  InspectReading,
  NetworkReading,
  PingReading,
  VersionReading,
} from "./readings.ts";
import type { JournalLine, StreamName } from "./signal.ts";
import type { EpochMs } from "./time.ts";

/** One try of an API probe, newest last in a history. */
export interface ProbeTry {
  readonly at: EpochMs;
  readonly ok: boolean;
  readonly durationMs: number;
  readonly failure?: ApiFailure;
  readonly message?: string;
}

/** A probe's recent tries and its last good reading. */
export interface ProbeHistory<Reading> {
  /** Newest last, at most 20. */
  readonly tries: readonly ProbeTry[];
  readonly lastGood?: { readonly at: EpochMs; readonly reading: Reading };
  /** First failure of the unbroken run of failures that lasts now. */
  readonly failingSinceAt?: EpochMs;
  /** First success of the unbroken run of successes that lasts now. */
  readonly answeringSinceAt?: EpochMs;
}

/** A fact's last reading, and the reason when the newest try gave none. */
export interface FactHistory<Name extends FactName> {
  readonly last?: { readonly at: EpochMs; readonly fact: Extract<HostFact, { name: Name }> };
  readonly missing?: { readonly at: EpochMs; readonly failure: FactFailure; readonly message: string };
}

/** One life-and-death event of a container, for loops, kills and health. */
export interface ContainerHappening {
  readonly at: EpochMs;
  readonly sourceAt: EpochMs;
  readonly id: ContainerId;
  readonly name: string;
  readonly action:
    | "create"
    | "start"
    | "die"
    | "oom"
    | "stop"
    | "kill"
    | "pause"
    | "unpause"
    | "restart"
    | "destroy"
    | "health";
  readonly exitCode?: number;
  readonly health?: "healthy" | "unhealthy";
}

/**
 * Everything that is known of one host, as a value: the fold of its signals. Modes judge it, views draw it.
 * Bounded: histories keep a fixed number of tries, happenings 15 minutes and 2,000, marked lines 200.
 */
export interface HostState {
  readonly hostId: HostId;
  readonly startedAt: EpochMs;
  readonly ping: ProbeHistory<PingReading>;
  readonly version: ProbeHistory<VersionReading>;
  readonly info: ProbeHistory<InfoReading>;
  readonly containers: ProbeHistory<readonly ContainerReading[]>;
  readonly networks: ProbeHistory<readonly NetworkReading[]>;
  readonly inspects: ReadonlyMap<ContainerId, ProbeHistory<InspectReading>>;
  readonly facts: { readonly [Name in FactName]: FactHistory<Name> };
  readonly happenings: readonly ContainerHappening[];
  /** Lines of the engine log that a mode's signature knows, newest last. */
  readonly markedLines: readonly JournalLine[];
  readonly streams: Readonly<
    Record<StreamName, { readonly isOpen: boolean; readonly changedAt: EpochMs; readonly reason?: string }>
  >;
}

export type { ApiOutcome };
