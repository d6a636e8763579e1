import type { ContainerId } from "./ids.ts";
import type { EpochMs } from "./time.ts";

/** Why the engine's API gave no answer. Socket rungs first, as the connection ladder climbs. */
export type ApiFailure =
  | "socket-missing" // ENOENT
  | "socket-denied" // EACCES
  | "connection-refused" // ECONNREFUSED: a file is there, nobody listens
  | "connection-reset" // accepted, then closed without an answer
  | "timeout" // accepted, silent until the deadline
  | "tls" // handshake failed; the message is the library's
  | "http-status" // answered with a status outside 200 to 299
  | "malformed" // answered, but not with what the API promises
  | "too-large" // more than the gate accepts
  | "not-tried" // the gate would not connect: docker.socket would start a dead daemon
  | "host-unreachable"; // the ssh channel or the network to the host is down

export type ApiOutcome<Reading> =
  | { readonly ok: true; readonly durationMs: number; readonly reading: Reading }
  | {
      readonly ok: false;
      readonly failure: ApiFailure;
      readonly message: string;
      readonly durationMs: number;
      /** Set for `http-status`. */
      readonly status?: number;
    };

export interface PingReading {
  readonly apiVersion?: string;
  readonly engine: "docker" | "podman";
}

export interface VersionReading {
  readonly engineVersion: string;
  readonly apiVersion: string;
  readonly kernelVersion?: string;
  readonly containerdVersion?: string;
  readonly runcVersion?: string;
}

/** The projected part of `/info`. */
export interface InfoReading {
  readonly name: string;
  readonly engineVersion: string;
  readonly dataRoot: string;
  readonly storageDriver: string;
  readonly loggingDriver: string;
  readonly cgroupDriver: string;
  readonly cgroupVersion?: string;
  readonly isLiveRestoreOn: boolean;
  readonly containers: number;
  readonly containersRunning: number;
  readonly images: number;
  readonly goroutines?: number;
  readonly openFiles?: number;
  readonly eventListeners?: number;
  readonly memoryBytes?: number;
  readonly warnings: readonly string[];
  /** The host's clock less the gate's, halfway between question and answer; off by half the call's duration at most. */
  readonly clockAheadMs?: number;
}

/** `State` of the list; `removing` and `dead` are both said of a removal that failed. */
export type ContainerState =
  | "created"
  | "running"
  | "paused"
  | "restarting"
  | "removing"
  | "exited"
  | "dead"
  | "unknown";

export interface PublishedPort {
  readonly ip?: string;
  readonly hostPort: number;
  readonly containerPort: number;
  readonly protocol: string;
}

export interface ContainerReading {
  readonly id: ContainerId;
  readonly name: string;
  readonly image: string;
  readonly imageId: string;
  readonly state: ContainerState;
  /** As Docker words it: "Up 3 hours (healthy)". */
  readonly status: string;
  readonly health?: "healthy" | "unhealthy" | "starting";
  readonly createdAt: EpochMs;
  /** Compose project and service, where labelled. */
  readonly project?: string;
  readonly service?: string;
  /** `docker compose run` started it: no instance of its service. */
  readonly isOneOff?: true;
  /** Labelled `foghorn.service`: what it is an instance of, where compose does not say. */
  readonly serviceLabel?: string;
  /** Labelled `foghorn.replicas`: how many containers of its service there are to be on this host. */
  readonly replicas?: number;
  /** Labelled `foghorn.production=true`: what stands in its way pages. */
  readonly isProduction?: true;
  readonly networkMode?: string;
  readonly networks: readonly { readonly name: string; readonly address?: string }[];
  readonly ports: readonly PublishedPort[];
}

/** The projected, redacted part of inspect. */
export interface InspectReading {
  readonly id: ContainerId;
  readonly name: string;
  readonly image: string;
  readonly state: ContainerState;
  readonly pid: number;
  readonly exitCode: number;
  readonly isOomKilled: boolean;
  readonly error: string;
  readonly startedAt?: EpochMs;
  readonly finishedAt?: EpochMs;
  readonly restartCount: number;
  readonly restartPolicy: string;
  readonly isTty: boolean;
  readonly logDriver: string;
  readonly memoryLimitBytes: number;
  /** Names only; values never leave the gate. */
  readonly environmentNames: readonly string[];
  /** What it may do to its host and how far it may grow; absent in recordings of older gates. */
  readonly confinement?: ConfinementReading;
  /** Binds and volumes; absent in recordings of older gates. */
  readonly mounts?: readonly MountReading[];
  /** How its health check is timed; absent without one, and in recordings of older gates. */
  readonly healthcheck?: HealthcheckReading;
  readonly health?: {
    readonly status: string;
    readonly failingStreak: number;
    readonly lastExitCode?: number;
    /** Exit codes of the runs that Docker keeps (five), newest last. */
    readonly exitCodes?: readonly number[];
    /** Redacted, at most 4 KiB. */
    readonly lastOutput?: string;
    readonly lastEndAt?: EpochMs;
  };
}

export interface HealthcheckReading {
  readonly intervalMs: number;
  /** How long it may take to start; 0 where nobody said. */
  readonly startPeriodMs: number;
  /** Between two probes in that time, from 25.0 on; 0 where nobody said. */
  readonly startIntervalMs: number;
}

/** Zero is "no limit", as Docker has it. */
export interface ConfinementReading {
  readonly isPrivileged: boolean;
  /** Without `CAP_`, in capitals. */
  readonly addedCapabilities: readonly string[];
  readonly pidMode: string;
  readonly networkMode: string;
  readonly ipcMode: string;
  /** What was switched off: "seccomp=unconfined", "apparmor=unconfined". */
  readonly securityOptions: readonly string[];
  readonly nanoCpus: number;
  readonly cpuQuotaMicros: number;
  readonly pidsLimit: number;
  /** Options of the log driver that bound what it keeps. */
  readonly logMaxSize?: string;
  readonly logMaxFiles?: string;
  /** "blocking" or "non-blocking"; absent is blocking. */
  readonly logMode?: string;
  /** Where a driver that sends its lines away sends them: "tcp://10.0.0.5:514". */
  readonly logSink?: string;
}

export interface MountReading {
  readonly kind: string;
  /** On the host; of a volume its name. */
  readonly source: string;
  readonly destination: string;
  readonly isWritable: boolean;
}

export interface NetworkReading {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  /** Interface on the host: `docker0` or `br-<12 hex>`; bridge networks only. */
  readonly bridge?: string;
  readonly subnets: readonly string[];
  readonly isMasqueraded: boolean;
  readonly isInternal: boolean;
}

/** What Docker itself counts of the disk, from `/system/df`. Logs are not in it. */
export interface DiskUsageReading {
  readonly images: {
    readonly count: number;
    readonly bytes: number;
    /** Of images that no container uses. */
    readonly unusedCount: number;
    readonly reclaimableBytes: number;
    /** Without a name. */
    readonly danglingCount: number;
  };
  readonly volumes: {
    readonly count: number;
    readonly bytes: number;
    readonly unusedCount: number;
    readonly unusedBytes: number;
    /** Of those that nobody uses, at most 5. */
    readonly largestUnused: readonly { readonly name: string; readonly bytes: number }[];
  };
  readonly buildCache: {
    readonly count: number;
    readonly bytes: number;
    /** Neither in use nor shared with an image. */
    readonly reclaimableBytes: number;
  };
  /** What containers wrote into their own layer: those above 1 MiB, largest first, at most 50. */
  readonly writable: readonly { readonly id: ContainerId; readonly bytes: number }[];
}
