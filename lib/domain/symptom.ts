import type { PartId } from "./anatomy.ts";
import type { HostId, SymptomId } from "./ids.ts";
import type { Severity } from "./severity.ts";
import { type EpochMs, MINUTE_MS } from "./time.ts";

/** Ids of the failure catalogue. */
export const MODE_IDS = [
  "daemon-down",
  "docker-sock-permission",
  "daemon-hung",
  "containerd-hung",
  "container-lock-hung",
  "daemon-json-invalid",
  "daemon-json-flag-conflict",
  "container-restart-loop",
  "container-oom-killed",
  "container-unhealthy",
  "disk-full-data-root",
  "disk-inodes-exhausted",
  "iptables-filter-wiped",
  "iptables-nat-wiped",
  "daemon-json-unknown-key",
  "daemon-json-wrong-type",
  "cgroup-driver-invalid",
  "address-pool-invalid",
  "daemon-listen-port-conflict",
  "daemon-listen-failed",
  "daemon-pidfile-conflict",
  "data-root-in-use",
  "daemon-state-locked",
  "containerd-socket-missing",
  "data-root-unsupported-fs",
  "data-root-read-only",
  "daemon-start-disk-full",
  "storage-driver-invalid",
  "daemon-log-config-invalid",
  "iptables-missing",
  "bridge-config-invalid",
  "daemon-tls-files-missing",
  "live-restore-swarm-conflict",
  "runtime-missing",
  "daemon-crash",
  "daemon-start-timeout",
  "daemon-start-limit-hit",
  "daemon-start-failed",
  "config-reload-failed",
  "port-already-allocated",
  "port-address-unavailable",
  "gpu-runtime-missing",
  "container-start-failed",
  "container-stuck-created",
  "container-stuck-removing",
  "container-paused",
  "container-name-conflict",
  "container-exit-error",
  "exit-137-not-oom",
  "container-crash-signal",
  "health-flapping",
  "health-probe-broken",
  "zombie-processes",
  "pids-exhausted",
  "cpu-throttled",
  "missing-limits",
  "container-privileged",
  "dangerous-mount",
  "image-unpinned-latest",
  "image-untagged-in-use",
  "secret-in-image",
  "ip-forward-disabled",
  "docker0-missing",
  "forward-policy-drop",
  "image-pull-auth",
  "image-pull-rate-limit",
  "image-pull-dns",
  "image-pull-tls",
  "image-pull-not-found",
  "registry-unreachable",
  "image-digest-mismatch",
  "image-platform-mismatch",
  "image-pull-no-space",
  "overlay2-corruption",
  "layerdb-corruption",
  "container-log-unbounded",
  "log-driver-init-failed",
  "log-driver-blocking-stall",
  "log-loss-nonblocking",
  "logs-unsupported-driver",
  "logs-missing",
  "json-log-corrupt",
  "daemon-log-flood",
  "volume-mount-mismatch",
  "storage-io-error",
  "image-bloat",
  "build-cache-bloat",
  "volume-bloat",
  "writable-layer-bloat",
  "overlay-orphans",
  "tls-cert-expired",
  "tls-unknown-ca",
  "tls-client-cert-missing",
  "tls-plain-mismatch",
  "daemon-tcp-exposed",
  "seccomp-denied",
  "lsm-denied",
  "api-version-mismatch",
  "conntrack-full",
  "clock-skew",
  "mtu-mismatch",
  "dns-host-resolv-loopback",
  "dns-embedded-failure",
  "kernel-netdev-leak",
  "bridge-failure",
  "address-pool-exhausted",
  "address-pool-overlap",
  "veth-leak",
  "firewalld-reload",
  "containerd-down",
  "containerd-version-mismatch",
  "shim-dead",
  "shim-hung",
  "task-d-state",
  "host-oom",
  "cgroup-version-mismatch",
  "kernel-incompatible",
  "daemon-fd-goroutine-leak",
  "daemon-slow",
  "daemon-restart-killed-containers",
  "live-restore-mismatch",
  "engine-known-cve",
  "daemon-memory-high",
  "daemon-cpu-high",
  "cpu-steal",
  "telemetry-gap",
  "pull-deadlock",
  "slow-cold-start",
  "image-vulnerable",
  "slow-builds",
] as const;
export type ModeId = (typeof MODE_IDS)[number];

const KNOWN_MODES: ReadonlySet<string> = new Set(MODE_IDS);
export const isModeId = (text: string): text is ModeId => KNOWN_MODES.has(text);

/** Host, mode and subject: the same three are the same symptom. */
export interface SymptomIdentity {
  readonly hostId: HostId;
  readonly mode: ModeId;
  /** Name of what is affected, e.g. a container; empty for the host itself. */
  readonly subject: string;
}

/** seen: first decisive reading. raised: debounce over, pages or tickets. recovering: passes again. cleared: the clear condition is met. */
export type SymptomState = "seen" | "raised" | "recovering" | "cleared";

/** Its signs are there, though not for long enough yet when it is only seen. */
export const isThere = ({ state }: { readonly state: SymptomState }): boolean =>
  state === "seen" || state === "raised";

export interface Evidence {
  /** When the source says, else when it arrived. */
  readonly at: EpochMs;
  /** Who said it: "GET /_ping", "journal docker.service", "systemctl show", "iptables-save". */
  readonly source: string;
  /** Unchanged machine text, redacted and bounded (2 KiB). */
  readonly text: string;
  /** The reading against its limit, at most 60 characters, for the row; machine words. */
  readonly reading?: string;
  /** Happened shortly before and may be why; it proves nothing. Stands after what does. */
  readonly isPreceding?: true;
}

/** A symptom that comes and goes is told once and held until it stays away. */
export interface Flapping {
  /** When the first of the failing runs began that made the pattern, and the last one up to now. */
  readonly sinceAt: EpochMs;
  readonly lastAt: EpochMs;
  /** Failing runs since then. */
  readonly times: number;
  /** It is held until it passed for this long in one go. */
  readonly calmMs: number;
}

export interface BlastRadius {
  /** What the fault cuts off, in words; `parts` are drawn as hit. */
  readonly affected: readonly string[];
  readonly parts: readonly PartId[];
  /** What was checked and still works. */
  readonly notAffected: readonly string[];
}

export interface Symptom extends SymptomIdentity {
  readonly id: SymptomId;
  readonly state: SymptomState;
  readonly severity: Severity;
  /** The part that is lit. */
  readonly part: PartId;
  /** "dockerd hung": part and condition, no verdict. */
  readonly title: string;
  /** One sentence on what was found and why it is this and not its neighbour. */
  readonly summary: string;
  /** Variant of the mode where it has any: "missing", "refused", "restarting". */
  readonly variant?: string;
  readonly seenAt: EpochMs;
  readonly raisedAt?: EpochMs;
  readonly recoveringAt?: EpochMs;
  readonly clearedAt?: EpochMs;
  /** When it began by the evidence; not later than `seenAt`. */
  readonly sinceAt: EpochMs;
  /** Of one that passed and failed again: since when it fails this time. */
  readonly againAt?: EpochMs;
  /** Last reading that says so. */
  readonly lastSeenAt: EpochMs;
  /** The source cannot be read at the moment: neither fine nor broken. */
  readonly isUnknown: boolean;
  /**
   * When nobody looked: the host was not watched, or Foghorn was away for long. Newest last, at most 5; without `toAt`
   * while it lasts. Whether it ended and began again meanwhile nobody knows.
   */
  readonly unseen?: readonly { readonly fromAt: EpochMs; readonly toAt?: EpochMs }[];
  /** It comes and goes. While it is held its state is what was read last, but nobody is told each time. */
  readonly flapping?: Flapping;
  /** Newest decisive first, at most 20. */
  readonly evidence: readonly Evidence[];
  readonly blast: BlastRadius;
  /** The symptom that explains this one; an absorbed one is shown beneath it and not counted. */
  readonly absorbedBy?: SymptomId;
  /** Values for the runbook's commands: container, path, line … */
  readonly facts: Readonly<Record<string, string>>;
}

export const identityKey = (identity: SymptomIdentity): string =>
  `${identity.hostId}/${identity.mode}/${identity.subject}`;

export type SymptomChangeKind =
  | "seen"
  | "raised"
  | "recovering"
  | "relapsed" // recovering, then failing again
  | "cleared"
  | "updated" // new evidence, severity, facts or absorption; no new state
  | "unknown"; // the source went away, or came back

export interface SymptomChange {
  readonly kind: SymptomChangeKind;
  readonly at: EpochMs;
  readonly symptom: Symptom;
}

/** Since when nobody has acknowledged it: what stood for years before Foghorn saw it was nobody's to acknowledge. */
export const unacknowledgedSinceAt = ({ raisedAt, seenAt }: Pick<Symptom, "raisedAt" | "seenAt">): EpochMs =>
  raisedAt ?? seenAt;

// Debounce and a slow first reading take less.
const STOOD_BEFORE_MS = 5 * MINUTE_MS;

/** It is older than what anybody could have acknowledged: its age is not how long it waited for that. */
export const hadStoodBefore = (symptom: Pick<Symptom, "raisedAt" | "seenAt" | "sinceAt">): boolean =>
  unacknowledgedSinceAt(symptom) - symptom.sinceAt > STOOD_BEFORE_MS;

/** Since when it fails this time: what was before it last passed is another story. */
export const runSinceAt = ({ sinceAt, againAt }: Pick<Symptom, "sinceAt" | "againAt">): EpochMs =>
  againAt ?? sinceAt;
