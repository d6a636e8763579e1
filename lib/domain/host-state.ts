import type { HostChange, KnownService } from "./changes/host-change.ts";
import type { CgroupReading, FactFailure, FactName, HostFact } from "./facts.ts";
import type { ContainerId, HostId } from "./ids.ts";
import type { Imports } from "./imports.ts";
import type {
  ApiFailure,
  ContainerReading,
  DiskUsageReading,
  InfoReading,
  InspectReading,
  NetworkReading,
  PingReading,
  VersionReading,
} from "./readings.ts";
import type { JournalLine, LogUnit, StreamGap, StreamName } from "./signal.ts";
import type { TransferReading } from "./storage-facts.ts";
import type { EpochMs } from "./time.ts";

/** One try of an API probe, newest last in a history. `at` is when it ended. */
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
  /** Failures of that run, also those that `tries` no longer holds. */
  readonly failedTries?: number;
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
  /** Of a `kill`: the number as text, as the daemon reports it. */
  readonly signal?: string;
  /** Not reported by the daemon but found by comparing two lists across a gap. */
  readonly isInferred?: true;
}

/** An image that was pulled, as the daemon's event tells; also when it was there already. */
export interface ImagePull {
  /** The daemon's own clock, which its log has as well. */
  readonly sourceAt: EpochMs;
  /** As it was asked for, with its registry unless that is Docker Hub. */
  readonly ref: string;
}

/** How a container died, on our clock. */
export interface ContainerDeath {
  readonly at: EpochMs;
  readonly exitCode?: number;
  /** A stop, kill or restart was asked for through the API before, or the daemon itself went or came. */
  readonly isPlanned: boolean;
  /** From its start to its death, where both were seen. */
  readonly livedMs?: number;
  /** Found by comparing two lists: whether it was asked for, nobody heard. */
  readonly isInferred?: true;
}

/** The story of one container as far as modes need it. Bounded: 20 deaths and 20 OOM kills within 30 minutes. */
export interface ContainerLife {
  readonly id: ContainerId;
  readonly name: string;
  readonly deaths: readonly ContainerDeath[];
  readonly oomsAt: readonly EpochMs[];
  /** Last start that was seen. */
  readonly startedAt?: EpochMs;
  /** When a stop, kill or restart of the running life was asked for. */
  readonly stopAskedAt?: EpochMs;
  readonly health?: { readonly status: "healthy" | "unhealthy"; readonly at: EpochMs };
  /** When its health changed within one life, newest last, at most 20 of the last hour. */
  readonly healthChangedAt?: readonly EpochMs[];
  /** When it was paused, until it goes on. */
  readonly pausedAt?: EpochMs;
  /** RestartCount of inspect where it changed, newest last, at most 10. */
  readonly restartCounts: readonly { readonly at: EpochMs; readonly count: number }[];
}

/** What the kernel counted of one container at one time. */
export interface CgroupSample {
  readonly at: EpochMs;
  readonly reading: CgroupReading;
}

export const SERIES_NAMES = [
  "ping-ms",
  "list-ms",
  "info-ms",
  "rss-bytes",
  "goroutines",
  "open-files",
  "disk-used-ratio",
  "containers-running",
  "queued",
] as const;
export type SeriesName = (typeof SERIES_NAMES)[number];

/** A reading over time. */
export interface Series {
  /** One per 10 s, newest last, at most 60; null where the probe failed. */
  readonly points: readonly { readonly at: EpochMs; readonly value: number | null }[];
  /** Good values alone, one per 30 s, at most 120: an hour, which outlives the fault that is judged against it. */
  readonly good: readonly { readonly at: EpochMs; readonly value: number }[];
}

/** One of the two daemons over time: one life's counters, and what it usually needs over all lives that were seen. */
export interface DaemonHistory {
  readonly pid: number;
  /** Of this process: one sample per 3 s, at most 42, newest last and always the newest. */
  readonly cpu: readonly { readonly at: EpochMs; readonly cpuMs: number }[];
  /** Of this process: one sample per 5 min, at most 74: six hours. */
  readonly memory: readonly SizeSample[];
  /** Of any process of that name: one sample an hour, at most 168: a week. */
  readonly usualMemory: readonly SizeSample[];
}

/** A layer on its way, and when anything of it last moved. */
export interface Transfer extends TransferReading {
  readonly firstAt: EpochMs;
  readonly movedAt: EpochMs;
}

/** One start of a service that has a health check. */
export interface ColdStart {
  readonly id: ContainerId;
  /** On our clock. */
  readonly startedAt: EpochMs;
  /** By the daemon's clock, as is `readyMs`. */
  readonly sourceAt: EpochMs;
  /** Until it first was healthy; absent while it is not. */
  readonly readyMs?: number;
}

/** What the processors counted at one time. */
export interface ProcessorSample {
  readonly at: EpochMs;
  readonly steal: number;
  readonly total: number;
}

/** One reading of the disk under the data root, kept for the projection. */
export interface DiskSample {
  readonly at: EpochMs;
  readonly path: string;
  readonly totalBytes: number;
  readonly availableBytes: number;
  readonly totalInodes: number;
  readonly freeInodes: number;
}

export interface SizeSample {
  readonly at: EpochMs;
  readonly bytes: number;
}

/** Lines of the engine log that differ in numbers and ids alone. */
export interface LineForm {
  /** As it was last written. */
  readonly text: string;
  readonly unit: LogUnit;
  readonly firstAt: EpochMs;
  readonly lastAt: EpochMs;
  readonly count: number;
  /** Lines in each ten seconds that had any, newest last, at most 6. */
  readonly recent: readonly { readonly fromAt: EpochMs; readonly count: number }[];
}

/** What a container was called, known also after the daemon and the list are gone. */
export interface KnownName {
  readonly name: string;
  readonly image: string;
  readonly lastAt: EpochMs;
}

/**
 * Everything that is known of one host, as a value: the fold of its signals. Modes judge it, views draw it.
 * Bounded: histories keep 20 tries, happenings 15 minutes and 2,000, marked lines 400 and 20 of one signature, lives and inspects
 * what the last list named and what lived since.
 */
export interface HostState {
  readonly hostId: HostId;
  readonly startedAt: EpochMs;
  /** Foghorn's own gate, once it was away: whoever counts from the last reading counts from its return. */
  readonly gate?: { readonly isUp: boolean; readonly changedAt: EpochMs };
  readonly ping: ProbeHistory<PingReading>;
  readonly version: ProbeHistory<VersionReading>;
  readonly info: ProbeHistory<InfoReading>;
  readonly containers: ProbeHistory<readonly ContainerReading[]>;
  readonly diskUsage: ProbeHistory<DiskUsageReading>;
  readonly networks: ProbeHistory<readonly NetworkReading[]>;
  /** The good networks reading before the last one: what is in both existed all the time between. */
  readonly networksBefore?: { readonly at: EpochMs; readonly reading: readonly NetworkReading[] };
  readonly inspects: ReadonlyMap<ContainerId, ProbeHistory<InspectReading>>;
  readonly facts: { readonly [Name in FactName]: FactHistory<Name> };
  /** Processes that wait in the kernel (state D), and since when by the readings. */
  readonly hangingSince: ReadonlyMap<number, EpochMs>;
  /** Containers listed as running that no shim holds, and since when by the readings of the processes. */
  readonly unheldSince: ReadonlyMap<ContainerId, EpochMs>;
  /** Of containers with a quota, a limit nearby or zombies: one sample a minute, at most 12, newest last and always the newest. */
  readonly cgroupHistory: ReadonlyMap<ContainerId, readonly CgroupSample[]>;
  /** CPU time and memory of dockerd and containerd. */
  readonly daemons: ReadonlyMap<"dockerd" | "containerd", DaemonHistory>;
  /** How long services took to be healthy, by name without a replica's number: newest last, at most 10 each of 500. */
  readonly coldStarts: ReadonlyMap<string, readonly ColdStart[]>;
  /** What scanners and CI say; of builds only those of this host. */
  readonly imports: Imports;
  /** Layers on their way by the last reading. */
  readonly transfers: readonly Transfer[];
  /** When the log of a container was last seen to hold what is no log line. */
  readonly tornLogs: ReadonlyMap<ContainerId, EpochMs>;
  /** Of all processors: one sample per 3 s, at most 42, newest last and always the newest. */
  readonly processorHistory: readonly ProcessorSample[];
  readonly happenings: readonly ContainerHappening[];
  readonly lives: ReadonlyMap<ContainerId, ContainerLife>;
  /** Containers that are paused by the newest list, and the first list that said so; those of the first list of all, from the start. */
  readonly listedPausedAt: ReadonlyMap<ContainerId, EpochMs>;
  readonly names: ReadonlyMap<ContainerId, KnownName>;
  /** Lines of the engine log that a signature knows, newest last. */
  readonly markedLines: readonly JournalLine[];
  /** Pulls that went well, newest last, at most 50; a failed one has no event. */
  readonly imagePulls: readonly ImagePull[];
  /** When any line of the engine log last came. */
  readonly lastLineAt?: EpochMs;
  readonly streams: Readonly<
    Record<
      StreamName,
      {
        readonly isOpen: boolean;
        readonly changedAt: EpochMs;
        readonly reason?: string;
        /** It was open before this: that it opens is its return, and that it is closed its end. */
        readonly wasOpen?: true;
      }
    >
  >;
  /** What was lost of the two streams and not read again, newest last, at most 20; restarts of Foghorn are no part of it. */
  readonly streamGaps: readonly StreamGap[];
  /** Events were missed since then; the next full list after the stream is back settles it. */
  readonly eventsMissedSinceAt?: EpochMs;
  /** When the API last came back after it had been gone: deaths around it are the daemon's doing. */
  readonly engineBackAt?: EpochMs;
  /** When a network was last made or removed, by our clock. dockerd takes jumps of the firewall out and in again for it. */
  readonly networksChangedAt?: EpochMs;
  readonly series: Readonly<Record<SeriesName, Series>>;
  /** Sizes of the last hour by what grew: "log <container>" and "layer <container>", of those above 50 MiB. */
  readonly growth: ReadonlyMap<string, readonly SizeSample[]>;
  /** What the engine says over and over: lines of one form, counted by ten seconds. */
  readonly lineForms: ReadonlyMap<string, LineForm>;
  /** One sample per 30 s, at most 120, newest last. */
  readonly diskHistory: readonly DiskSample[];
  /** What was changed on the host, at most 50, newest last; what was before `changesKnownSinceAt` nobody knows. */
  readonly changes: readonly HostChange[];
  readonly changesKnownSinceAt: EpochMs;
  /** By compose service or name: what runs it, to know its successor. */
  readonly services: ReadonlyMap<string, KnownService>;
}
