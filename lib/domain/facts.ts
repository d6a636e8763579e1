import type { ContainerId } from "./ids.ts";
import type {
  LayersReading,
  LogFilesReading,
  LogSinkReading,
  SuspectsReading,
  TransferReading,
} from "./storage-facts.ts";
import type { EpochMs } from "./time.ts";

/** One systemd unit, from `systemctl show`. */
export interface UnitReading {
  readonly name: string;
  readonly loadState: string;
  readonly activeState: string;
  readonly subState: string;
  readonly result: string;
  readonly restarts: number;
  readonly mainPid: number;
  readonly exitStatus?: number;
  readonly stateChangedAt?: EpochMs;
  /** Of a socket, as configured: its group, empty for that of systemd itself, and its mode ("0660"). */
  readonly socketGroup?: string;
  readonly socketMode?: string;
}

export interface SocketReading {
  readonly path: string;
  readonly exists: boolean;
  /** As `stat` prints it: "srw-rw---- root docker". */
  readonly mode?: string;
  readonly owner?: string;
  readonly group?: string;
  /** Whether the account the channel runs under may open it. */
  readonly mayOpen?: boolean;
  /** Somebody has a listening socket at this path (`ss -xl`). */
  readonly listens?: boolean;
  /** Connections the kernel took and nobody accepted yet. */
  readonly queued?: number;
  readonly account?: string;
}

export interface DiskReading {
  readonly path: string;
  readonly mount: string;
  readonly totalBytes: number;
  /** What an unprivileged process may still write (`f_bavail`). */
  readonly availableBytes: number;
  readonly usedBytes: number;
  /** 0 on file systems that make inodes as they go: no limit then. */
  readonly totalInodes: number;
  readonly freeInodes: number;
}

/** daemon.json as it lies on the disk; `exists: false` is a healthy state. */
export interface ConfigFileReading {
  readonly path: string;
  readonly exists: boolean;
  readonly text: string;
  readonly modifiedAt?: EpochMs;
}

/** How dockerd is started, and how the running one was. */
export interface UnitFilesReading {
  /** `systemctl cat docker.service`, drop-ins included. */
  readonly unitText: string;
  /** /etc/default/docker, empty when absent. */
  readonly defaultsText: string;
  /** Arguments of the running dockerd, from /proc; empty when none runs. */
  readonly runningArgs: readonly string[];
}

export interface ProcessReading {
  readonly pid: number;
  readonly parentPid: number;
  /** One letter of ps: R, S, D, T, Z … */
  readonly state: string;
  readonly waitChannel?: string;
  readonly startedSecondsAgo?: number;
  readonly rssBytes?: number;
  /** Of all its threads since it started, in user and kernel mode. */
  readonly cpuMs?: number;
  readonly command: string;
  readonly args: string;
  /** For a shim: the container it holds. */
  readonly containerId?: ContainerId;
}

export interface FirewallReading {
  /** Text of `iptables-save`, per backend that answered. */
  readonly rules: readonly string[];
  /** Chains of the filter and the nat table, e.g. "filter:DOCKER-USER". */
  readonly chains: readonly string[];
  readonly forwardPolicy?: string;
  /** `net.ipv4.ip_forward` */
  readonly isForwarding?: boolean;
}

export interface PressureReading {
  readonly loadAverage: readonly [number, number, number];
  readonly memoryTotalBytes: number;
  readonly memoryAvailableBytes: number;
  /** Part of the last 10 s in which some task waited, 0 to 1; absent where the kernel has no PSI. */
  readonly ioSomeRatio?: number;
  readonly memorySomeRatio?: number;
  readonly cpuSomeRatio?: number;
  /** Of all processors since boot, in ticks; `steal` is what the hypervisor gave to others. Absent in older recordings. */
  readonly processorTicks?: { readonly steal: number; readonly total: number };
  readonly conntrackUsed?: number;
  readonly conntrackMax?: number;
}

export interface BootReading {
  readonly bootId: string;
  /** The host's own clock when it was read. */
  readonly hostAt: EpochMs;
  readonly uptimeMs: number;
}

/** One interface of the host, from `ip -o link`. */
export interface LinkReading {
  readonly name: string;
  /** Switched on (flag UP); a bridge without a carrier is up as well. */
  readonly isUp: boolean;
  readonly mtuBytes: number;
  /** The bridge it is a port of. */
  readonly master?: string;
  /** One end of a pair, the other being elsewhere, as `veth1@if5` says. */
  readonly isPaired: boolean;
}

/** One row of the kernel's main routing table, IPv4. */
export interface RouteReading {
  /** "10.0.0.0/8"; "0.0.0.0/0" is the default route. */
  readonly destination: string;
  readonly link: string;
  /** Absent where the net is on the link itself. */
  readonly gateway?: string;
}

export interface NetworkLinksReading {
  readonly links: readonly LinkReading[];
  /** IPv4 in CIDR form: "172.17.0.1/16". */
  readonly addresses: readonly { readonly link: string; readonly address: string }[];
  readonly routes: readonly RouteReading[];
  /** `net.ipv4.ip_forward` */
  readonly isForwarding?: boolean;
  /** Bridges whose own `forwarding` is 0. */
  readonly linksNotForwarding: readonly string[];
  /** `net.bridge.bridge-nf-call-iptables`; absent without br_netfilter. */
  readonly isBridgeFiltered?: boolean;
  /** Nameservers of the host's resolv.conf, and of the one that systemd-resolved keeps for others. */
  readonly nameservers: readonly string[];
  readonly resolvedNameservers: readonly string[];
  readonly isFirewalldActive: boolean;
}

/** What the kernel counts of one container, from its cgroups (v1 and v2) and /proc. Absent: not counted there. */
export interface CgroupReading {
  readonly id: ContainerId;
  /** Processes and threads. */
  readonly pids?: number;
  /** Absent where there is no limit. */
  readonly pidsLimit?: number;
  /** Forks that the limit refused, since the container started. */
  readonly forksRefused?: number;
  /** Periods of the CPU quota that were used at all, and those that ended with the quota spent, since it started. */
  readonly cpuPeriods?: number;
  readonly cpuThrottledPeriods?: number;
  readonly zombies: number;
}

/** A process that ended and that its parent has not taken notice of. */
export interface ZombieReading {
  readonly pid: number;
  readonly parentPid: number;
  readonly command: string;
  readonly startedSecondsAgo: number;
  /** Whose cgroup its parent is in; absent outside containers. */
  readonly containerId?: ContainerId;
}

export interface CgroupsReading {
  readonly containers: readonly CgroupReading[];
  /** At most 64; how many there are of each container is counted in full. */
  readonly zombies?: readonly ZombieReading[];
  /** Tasks of the whole host and how many there may be. */
  readonly tasks?: number;
  readonly tasksLimit?: number;
}

/** The certificate that dockerd shows its clients; without `certificate` there is none, or it could not be understood. */
export interface CertificateReading {
  /** Empty where dockerd is not told to speak TLS. */
  readonly path: string;
  readonly certificate?: {
    readonly subject: string;
    readonly issuer: string;
    readonly notBefore: EpochMs;
    readonly notAfter: EpochMs;
  };
}

/** A file system that another machine serves, as the kernel names it: nfs4, cifs, fuse.sshfs. Nobody asked it anything. */
export interface RemoteMountReading {
  readonly type: string;
  readonly source: string;
  readonly mount: string;
}

/** A short look between two whole readings: what differs from the last look is worth reading whole. */
export interface GlanceReading {
  /** By path, what `stat` says of a file: mode, owner, size, times. Without an entry it is not there. */
  readonly files: Readonly<Record<string, string>>;
  readonly disks: readonly Omit<DiskReading, "mount">[];
  /** Switches, bridges and routes as the kernel prints them, to be compared and nothing else. */
  readonly network: string;
  /** Those of the engine that systemd names and that are there: one letter of ps each. */
  readonly processes: readonly { readonly command: string; readonly pid: number; readonly state: string }[];
}

/** What the host itself can be asked, without Docker. The closed list of the gate's constant readers. */
export const FACT_NAMES = [
  "glance",
  "units",
  "socket",
  "disk",
  "log-files",
  "log-sinks",
  "pulls",
  "layers",
  "suspects",
  "torn-logs",
  "config-file",
  "unit-files",
  "processes",
  "firewall",
  "pressure",
  "boot",
  "network-links",
  "cgroups",
  "certificate",
] as const;
export type FactName = (typeof FACT_NAMES)[number];

export type HostFact =
  | { readonly name: "certificate"; readonly certificate: CertificateReading }
  | { readonly name: "glance"; readonly glance: GlanceReading }
  | { readonly name: "units"; readonly units: readonly UnitReading[] }
  | { readonly name: "socket"; readonly socket: SocketReading }
  | {
      readonly name: "disk";
      readonly disks: readonly DiskReading[];
      /** What is mounted over the network; absent where it was not listed. */
      readonly remote?: readonly RemoteMountReading[];
    }
  | { readonly name: "log-files"; readonly logs: LogFilesReading }
  | { readonly name: "log-sinks"; readonly sinks: readonly LogSinkReading[] }
  | { readonly name: "pulls"; readonly transfers: readonly TransferReading[] }
  | { readonly name: "layers"; readonly layers: LayersReading }
  | { readonly name: "suspects"; readonly suspects: SuspectsReading }
  /** Whose log file holds, in its last part, what is no log line. */
  | { readonly name: "torn-logs"; readonly torn: readonly ContainerId[] }
  | { readonly name: "config-file"; readonly file: ConfigFileReading }
  | { readonly name: "unit-files"; readonly files: UnitFilesReading }
  | { readonly name: "processes"; readonly processes: readonly ProcessReading[] }
  | { readonly name: "firewall"; readonly firewall: FirewallReading }
  | { readonly name: "pressure"; readonly pressure: PressureReading }
  | { readonly name: "boot"; readonly boot: BootReading }
  | { readonly name: "network-links"; readonly network: NetworkLinksReading }
  | { readonly name: "cgroups"; readonly cgroups: CgroupsReading };

/** Why a fact could not be read: each is drawn differently from "fine" and from "broken". */
export type FactFailure =
  | "no-channel" // this transport has no way to the host (API only)
  | "denied" // no right
  | "absent" // the tool or the file system is not there
  | "timeout"
  | "channel-down"
  | "malformed";
