import type { ModeAbout } from "../mode-about.ts";
import type { ModeId } from "../symptom.ts";
import { about as addressPoolExhausted } from "./address-pool-exhausted/about.ts";
import { about as addressPoolInvalid } from "./address-pool-invalid/about.ts";
import { about as addressPoolOverlap } from "./address-pool-overlap/about.ts";
import { about as apiVersionMismatch } from "./api-version-mismatch/about.ts";
import { about as bridgeConfigInvalid } from "./bridge-config-invalid/about.ts";
import { about as bridgeFailure } from "./bridge-failure/about.ts";
import { about as buildCacheBloat } from "./build-cache-bloat/about.ts";
import { about as cgroupDriverInvalid } from "./cgroup-driver-invalid/about.ts";
import { about as cgroupVersionMismatch } from "./cgroup-version-mismatch/about.ts";
import { about as clockSkew } from "./clock-skew/about.ts";
import { about as configReloadFailed } from "./config-reload-failed/about.ts";
import { about as conntrackFull } from "./conntrack-full/about.ts";
import { about as containerCrashSignal } from "./container-crash-signal/about.ts";
import { about as containerExitError } from "./container-exit-error/about.ts";
import { about as containerLockHung } from "./container-lock-hung/about.ts";
import { about as containerLogUnbounded } from "./container-log-unbounded/about.ts";
import { about as containerNameConflict } from "./container-name-conflict/about.ts";
import { about as containerOomKilled } from "./container-oom-killed/about.ts";
import { about as containerPaused } from "./container-paused/about.ts";
import { about as containerPrivileged } from "./container-privileged/about.ts";
import { about as containerRestartLoop } from "./container-restart-loop/about.ts";
import { about as containerStartFailed } from "./container-start-failed/about.ts";
import { about as containerStuckCreated } from "./container-stuck-created/about.ts";
import { about as containerStuckRemoving } from "./container-stuck-removing/about.ts";
import { about as containerUnhealthy } from "./container-unhealthy/about.ts";
import { about as containerdDown } from "./containerd-down/about.ts";
import { about as containerdHung } from "./containerd-hung/about.ts";
import { about as containerdSocketMissing } from "./containerd-socket-missing/about.ts";
import { about as containerdVersionMismatch } from "./containerd-version-mismatch/about.ts";
import { about as cpuSteal } from "./cpu-steal/about.ts";
import { about as cpuThrottled } from "./cpu-throttled/about.ts";
import { about as daemonCpuHigh } from "./daemon-cpu-high/about.ts";
import { about as daemonCrash } from "./daemon-crash/about.ts";
import { about as daemonDown } from "./daemon-down/about.ts";
import { about as daemonFdGoroutineLeak } from "./daemon-fd-goroutine-leak/about.ts";
import { about as daemonHung } from "./daemon-hung/about.ts";
import { about as daemonJsonFlagConflict } from "./daemon-json-flag-conflict/about.ts";
import { about as daemonJsonInvalid } from "./daemon-json-invalid/about.ts";
import { about as daemonJsonUnknownKey } from "./daemon-json-unknown-key/about.ts";
import { about as daemonJsonWrongType } from "./daemon-json-wrong-type/about.ts";
import { about as daemonListenFailed } from "./daemon-listen-failed/about.ts";
import { about as daemonListenPortConflict } from "./daemon-listen-port-conflict/about.ts";
import { about as daemonLogConfigInvalid } from "./daemon-log-config-invalid/about.ts";
import { about as daemonLogFlood } from "./daemon-log-flood/about.ts";
import { about as daemonMemoryHigh } from "./daemon-memory-high/about.ts";
import { about as daemonPidfileConflict } from "./daemon-pidfile-conflict/about.ts";
import { about as daemonRestartKilledContainers } from "./daemon-restart-killed-containers/about.ts";
import { about as daemonSlow } from "./daemon-slow/about.ts";
import { about as daemonStartDiskFull } from "./daemon-start-disk-full/about.ts";
import { about as daemonStartFailed } from "./daemon-start-failed/about.ts";
import { about as daemonStartLimitHit } from "./daemon-start-limit-hit/about.ts";
import { about as daemonStartTimeout } from "./daemon-start-timeout/about.ts";
import { about as daemonStateLocked } from "./daemon-state-locked/about.ts";
import { about as daemonTcpExposed } from "./daemon-tcp-exposed/about.ts";
import { about as daemonTlsFilesMissing } from "./daemon-tls-files-missing/about.ts";
import { about as dangerousMount } from "./dangerous-mount/about.ts";
import { about as dataRootInUse } from "./data-root-in-use/about.ts";
import { about as dataRootReadOnly } from "./data-root-read-only/about.ts";
import { about as dataRootUnsupportedFs } from "./data-root-unsupported-fs/about.ts";
import { about as diskFullDataRoot } from "./disk-full-data-root/about.ts";
import { about as diskInodesExhausted } from "./disk-inodes-exhausted/about.ts";
import { about as dnsEmbeddedFailure } from "./dns-embedded-failure/about.ts";
import { about as dnsHostResolvLoopback } from "./dns-host-resolv-loopback/about.ts";
import { about as dockerSockPermission } from "./docker-sock-permission/about.ts";
import { about as docker0Missing } from "./docker0-missing/about.ts";
import { about as engineKnownCve } from "./engine-known-cve/about.ts";
import { about as exit137NotOom } from "./exit-137-not-oom/about.ts";
import { about as firewalldReload } from "./firewalld-reload/about.ts";
import { about as forwardPolicyDrop } from "./forward-policy-drop/about.ts";
import { about as gpuRuntimeMissing } from "./gpu-runtime-missing/about.ts";
import { about as healthFlapping } from "./health-flapping/about.ts";
import { about as healthProbeBroken } from "./health-probe-broken/about.ts";
import { about as hostOom } from "./host-oom/about.ts";
import { about as imageBloat } from "./image-bloat/about.ts";
import { about as imageDigestMismatch } from "./image-digest-mismatch/about.ts";
import { about as imagePlatformMismatch } from "./image-platform-mismatch/about.ts";
import { about as imagePullAuth } from "./image-pull-auth/about.ts";
import { about as imagePullDns } from "./image-pull-dns/about.ts";
import { about as imagePullNoSpace } from "./image-pull-no-space/about.ts";
import { about as imagePullNotFound } from "./image-pull-not-found/about.ts";
import { about as imagePullRateLimit } from "./image-pull-rate-limit/about.ts";
import { about as imagePullTls } from "./image-pull-tls/about.ts";
import { about as imageUnpinnedLatest } from "./image-unpinned-latest/about.ts";
import { about as imageUntaggedInUse } from "./image-untagged-in-use/about.ts";
import { about as imageVulnerable } from "./image-vulnerable/about.ts";
import { about as ipForwardDisabled } from "./ip-forward-disabled/about.ts";
import { about as iptablesFilterWiped } from "./iptables-filter-wiped/about.ts";
import { about as iptablesMissing } from "./iptables-missing/about.ts";
import { about as iptablesNatWiped } from "./iptables-nat-wiped/about.ts";
import { about as jsonLogCorrupt } from "./json-log-corrupt/about.ts";
import { about as kernelIncompatible } from "./kernel-incompatible/about.ts";
import { about as kernelNetdevLeak } from "./kernel-netdev-leak/about.ts";
import { about as layerdbCorruption } from "./layerdb-corruption/about.ts";
import { about as liveRestoreMismatch } from "./live-restore-mismatch/about.ts";
import { about as liveRestoreSwarmConflict } from "./live-restore-swarm-conflict/about.ts";
import { about as logDriverBlockingStall } from "./log-driver-blocking-stall/about.ts";
import { about as logDriverInitFailed } from "./log-driver-init-failed/about.ts";
import { about as logLossNonblocking } from "./log-loss-nonblocking/about.ts";
import { about as logsMissing } from "./logs-missing/about.ts";
import { about as logsUnsupportedDriver } from "./logs-unsupported-driver/about.ts";
import { about as lsmDenied } from "./lsm-denied/about.ts";
import { about as missingLimits } from "./missing-limits/about.ts";
import { about as mtuMismatch } from "./mtu-mismatch/about.ts";
import { about as overlayOrphans } from "./overlay-orphans/about.ts";
import { about as overlay2Corruption } from "./overlay2-corruption/about.ts";
import { about as pidsExhausted } from "./pids-exhausted/about.ts";
import { about as portAddressUnavailable } from "./port-address-unavailable/about.ts";
import { about as portAlreadyAllocated } from "./port-already-allocated/about.ts";
import { about as pullDeadlock } from "./pull-deadlock/about.ts";
import { about as registryUnreachable } from "./registry-unreachable/about.ts";
import { about as runtimeMissing } from "./runtime-missing/about.ts";
import { about as seccompDenied } from "./seccomp-denied/about.ts";
import { about as secretInImage } from "./secret-in-image/about.ts";
import { about as shimDead } from "./shim-dead/about.ts";
import { about as shimHung } from "./shim-hung/about.ts";
import { about as slowBuilds } from "./slow-builds/about.ts";
import { about as slowColdStart } from "./slow-cold-start/about.ts";
import { about as storageDriverInvalid } from "./storage-driver-invalid/about.ts";
import { about as storageIoError } from "./storage-io-error/about.ts";
import { about as taskDState } from "./task-d-state/about.ts";
import { about as telemetryGap } from "./telemetry-gap/about.ts";
import { about as tlsCertExpired } from "./tls-cert-expired/about.ts";
import { about as tlsClientCertMissing } from "./tls-client-cert-missing/about.ts";
import { about as tlsPlainMismatch } from "./tls-plain-mismatch/about.ts";
import { about as tlsUnknownCa } from "./tls-unknown-ca/about.ts";
import { about as vethLeak } from "./veth-leak/about.ts";
import { about as volumeBloat } from "./volume-bloat/about.ts";
import { about as volumeMountMismatch } from "./volume-mount-mismatch/about.ts";
import { about as writableLayerBloat } from "./writable-layer-bloat/about.ts";
import { about as zombieProcesses } from "./zombie-processes/about.ts";

/** What is known of every mode without looking at a host. */
export const ABOUTS: Readonly<Record<ModeId, ModeAbout>> = {
  "daemon-down": daemonDown,
  "docker-sock-permission": dockerSockPermission,
  "daemon-hung": daemonHung,
  "containerd-hung": containerdHung,
  "container-lock-hung": containerLockHung,
  "daemon-json-invalid": daemonJsonInvalid,
  "daemon-json-flag-conflict": daemonJsonFlagConflict,
  "container-restart-loop": containerRestartLoop,
  "container-oom-killed": containerOomKilled,
  "container-unhealthy": containerUnhealthy,
  "disk-full-data-root": diskFullDataRoot,
  "disk-inodes-exhausted": diskInodesExhausted,
  "iptables-filter-wiped": iptablesFilterWiped,
  "iptables-nat-wiped": iptablesNatWiped,
  "daemon-json-unknown-key": daemonJsonUnknownKey,
  "daemon-json-wrong-type": daemonJsonWrongType,
  "cgroup-driver-invalid": cgroupDriverInvalid,
  "address-pool-invalid": addressPoolInvalid,
  "daemon-listen-port-conflict": daemonListenPortConflict,
  "daemon-listen-failed": daemonListenFailed,
  "daemon-pidfile-conflict": daemonPidfileConflict,
  "data-root-in-use": dataRootInUse,
  "daemon-state-locked": daemonStateLocked,
  "containerd-socket-missing": containerdSocketMissing,
  "data-root-unsupported-fs": dataRootUnsupportedFs,
  "data-root-read-only": dataRootReadOnly,
  "daemon-start-disk-full": daemonStartDiskFull,
  "storage-driver-invalid": storageDriverInvalid,
  "daemon-log-config-invalid": daemonLogConfigInvalid,
  "iptables-missing": iptablesMissing,
  "bridge-config-invalid": bridgeConfigInvalid,
  "daemon-tls-files-missing": daemonTlsFilesMissing,
  "live-restore-swarm-conflict": liveRestoreSwarmConflict,
  "runtime-missing": runtimeMissing,
  "daemon-crash": daemonCrash,
  "daemon-start-timeout": daemonStartTimeout,
  "daemon-start-limit-hit": daemonStartLimitHit,
  "daemon-start-failed": daemonStartFailed,
  "config-reload-failed": configReloadFailed,
  "port-already-allocated": portAlreadyAllocated,
  "port-address-unavailable": portAddressUnavailable,
  "gpu-runtime-missing": gpuRuntimeMissing,
  "container-start-failed": containerStartFailed,
  "container-stuck-created": containerStuckCreated,
  "container-stuck-removing": containerStuckRemoving,
  "container-paused": containerPaused,
  "container-name-conflict": containerNameConflict,
  "container-exit-error": containerExitError,
  "exit-137-not-oom": exit137NotOom,
  "container-crash-signal": containerCrashSignal,
  "health-flapping": healthFlapping,
  "health-probe-broken": healthProbeBroken,
  "zombie-processes": zombieProcesses,
  "pids-exhausted": pidsExhausted,
  "cpu-throttled": cpuThrottled,
  "missing-limits": missingLimits,
  "container-privileged": containerPrivileged,
  "dangerous-mount": dangerousMount,
  "image-unpinned-latest": imageUnpinnedLatest,
  "image-untagged-in-use": imageUntaggedInUse,
  "secret-in-image": secretInImage,
  "ip-forward-disabled": ipForwardDisabled,
  "docker0-missing": docker0Missing,
  "forward-policy-drop": forwardPolicyDrop,
  "image-pull-auth": imagePullAuth,
  "image-pull-rate-limit": imagePullRateLimit,
  "image-pull-dns": imagePullDns,
  "image-pull-tls": imagePullTls,
  "image-pull-not-found": imagePullNotFound,
  "registry-unreachable": registryUnreachable,
  "image-digest-mismatch": imageDigestMismatch,
  "image-platform-mismatch": imagePlatformMismatch,
  "image-pull-no-space": imagePullNoSpace,
  "overlay2-corruption": overlay2Corruption,
  "layerdb-corruption": layerdbCorruption,
  "container-log-unbounded": containerLogUnbounded,
  "log-driver-init-failed": logDriverInitFailed,
  "log-driver-blocking-stall": logDriverBlockingStall,
  "log-loss-nonblocking": logLossNonblocking,
  "logs-unsupported-driver": logsUnsupportedDriver,
  "logs-missing": logsMissing,
  "json-log-corrupt": jsonLogCorrupt,
  "daemon-log-flood": daemonLogFlood,
  "volume-mount-mismatch": volumeMountMismatch,
  "storage-io-error": storageIoError,
  "image-bloat": imageBloat,
  "build-cache-bloat": buildCacheBloat,
  "volume-bloat": volumeBloat,
  "writable-layer-bloat": writableLayerBloat,
  "overlay-orphans": overlayOrphans,
  "tls-cert-expired": tlsCertExpired,
  "tls-unknown-ca": tlsUnknownCa,
  "tls-client-cert-missing": tlsClientCertMissing,
  "tls-plain-mismatch": tlsPlainMismatch,
  "daemon-tcp-exposed": daemonTcpExposed,
  "seccomp-denied": seccompDenied,
  "lsm-denied": lsmDenied,
  "api-version-mismatch": apiVersionMismatch,
  "conntrack-full": conntrackFull,
  "clock-skew": clockSkew,
  "mtu-mismatch": mtuMismatch,
  "dns-host-resolv-loopback": dnsHostResolvLoopback,
  "dns-embedded-failure": dnsEmbeddedFailure,
  "kernel-netdev-leak": kernelNetdevLeak,
  "bridge-failure": bridgeFailure,
  "address-pool-exhausted": addressPoolExhausted,
  "address-pool-overlap": addressPoolOverlap,
  "veth-leak": vethLeak,
  "firewalld-reload": firewalldReload,
  "containerd-down": containerdDown,
  "containerd-version-mismatch": containerdVersionMismatch,
  "shim-dead": shimDead,
  "shim-hung": shimHung,
  "task-d-state": taskDState,
  "host-oom": hostOom,
  "cgroup-version-mismatch": cgroupVersionMismatch,
  "kernel-incompatible": kernelIncompatible,
  "daemon-fd-goroutine-leak": daemonFdGoroutineLeak,
  "daemon-slow": daemonSlow,
  "daemon-restart-killed-containers": daemonRestartKilledContainers,
  "live-restore-mismatch": liveRestoreMismatch,
  "engine-known-cve": engineKnownCve,
  "daemon-memory-high": daemonMemoryHigh,
  "daemon-cpu-high": daemonCpuHigh,
  "cpu-steal": cpuSteal,
  "telemetry-gap": telemetryGap,
  "pull-deadlock": pullDeadlock,
  "slow-cold-start": slowColdStart,
  "image-vulnerable": imageVulnerable,
  "slow-builds": slowBuilds,
};
