import type { Mode } from "../mode.ts";
import { addressPoolExhausted } from "./address-pool-exhausted/mode.ts";
import { addressPoolInvalid } from "./address-pool-invalid/mode.ts";
import { addressPoolOverlap } from "./address-pool-overlap/mode.ts";
import { apiVersionMismatch } from "./api-version-mismatch/mode.ts";
import { bridgeConfigInvalid } from "./bridge-config-invalid/mode.ts";
import { bridgeFailure } from "./bridge-failure/mode.ts";
import { buildCacheBloat } from "./build-cache-bloat/mode.ts";
import { cgroupDriverInvalid } from "./cgroup-driver-invalid/mode.ts";
import { cgroupVersionMismatch } from "./cgroup-version-mismatch/mode.ts";
import { clockSkew } from "./clock-skew/mode.ts";
import { configReloadFailed } from "./config-reload-failed/mode.ts";
import { conntrackFull } from "./conntrack-full/mode.ts";
import { containerCrashSignal } from "./container-crash-signal/mode.ts";
import { containerExitError } from "./container-exit-error/mode.ts";
import { containerLockHung } from "./container-lock-hung/mode.ts";
import { containerLogUnbounded } from "./container-log-unbounded/mode.ts";
import { containerNameConflict } from "./container-name-conflict/mode.ts";
import { containerOomKilled } from "./container-oom-killed/mode.ts";
import { containerPaused } from "./container-paused/mode.ts";
import { containerPrivileged } from "./container-privileged/mode.ts";
import { containerRestartLoop } from "./container-restart-loop/mode.ts";
import { containerStartFailed } from "./container-start-failed/mode.ts";
import { containerStuckCreated } from "./container-stuck-created/mode.ts";
import { containerStuckRemoving } from "./container-stuck-removing/mode.ts";
import { containerUnhealthy } from "./container-unhealthy/mode.ts";
import { containerdDown } from "./containerd-down/mode.ts";
import { containerdHung } from "./containerd-hung/mode.ts";
import { containerdSocketMissing } from "./containerd-socket-missing/mode.ts";
import { containerdVersionMismatch } from "./containerd-version-mismatch/mode.ts";
import { cpuSteal } from "./cpu-steal/mode.ts";
import { cpuThrottled } from "./cpu-throttled/mode.ts";
import { daemonCpuHigh } from "./daemon-cpu-high/mode.ts";
import { daemonCrash } from "./daemon-crash/mode.ts";
import { daemonDown } from "./daemon-down/mode.ts";
import { daemonFdGoroutineLeak } from "./daemon-fd-goroutine-leak/mode.ts";
import { daemonHung } from "./daemon-hung/mode.ts";
import { daemonJsonFlagConflict } from "./daemon-json-flag-conflict/mode.ts";
import { daemonJsonInvalid } from "./daemon-json-invalid/mode.ts";
import { daemonJsonUnknownKey } from "./daemon-json-unknown-key/mode.ts";
import { daemonJsonWrongType } from "./daemon-json-wrong-type/mode.ts";
import { daemonListenFailed } from "./daemon-listen-failed/mode.ts";
import { daemonListenPortConflict } from "./daemon-listen-port-conflict/mode.ts";
import { daemonLogConfigInvalid } from "./daemon-log-config-invalid/mode.ts";
import { daemonLogFlood } from "./daemon-log-flood/mode.ts";
import { daemonMemoryHigh } from "./daemon-memory-high/mode.ts";
import { daemonPidfileConflict } from "./daemon-pidfile-conflict/mode.ts";
import { daemonRestartKilledContainers } from "./daemon-restart-killed-containers/mode.ts";
import { daemonSlow } from "./daemon-slow/mode.ts";
import { daemonStartDiskFull } from "./daemon-start-disk-full/mode.ts";
import { daemonStartFailed } from "./daemon-start-failed/mode.ts";
import { daemonStartLimitHit } from "./daemon-start-limit-hit/mode.ts";
import { daemonStartTimeout } from "./daemon-start-timeout/mode.ts";
import { daemonStateLocked } from "./daemon-state-locked/mode.ts";
import { daemonTcpExposed } from "./daemon-tcp-exposed/mode.ts";
import { daemonTlsFilesMissing } from "./daemon-tls-files-missing/mode.ts";
import { dangerousMount } from "./dangerous-mount/mode.ts";
import { dataRootInUse } from "./data-root-in-use/mode.ts";
import { dataRootReadOnly } from "./data-root-read-only/mode.ts";
import { dataRootUnsupportedFs } from "./data-root-unsupported-fs/mode.ts";
import { diskFullDataRoot } from "./disk-full-data-root/mode.ts";
import { diskInodesExhausted } from "./disk-inodes-exhausted/mode.ts";
import { dnsEmbeddedFailure } from "./dns-embedded-failure/mode.ts";
import { dnsHostResolvLoopback } from "./dns-host-resolv-loopback/mode.ts";
import { dockerSockPermission } from "./docker-sock-permission/mode.ts";
import { docker0Missing } from "./docker0-missing/mode.ts";
import { engineKnownCve } from "./engine-known-cve/mode.ts";
import { exit137NotOom } from "./exit-137-not-oom/mode.ts";
import { firewalldReload } from "./firewalld-reload/mode.ts";
import { forwardPolicyDrop } from "./forward-policy-drop/mode.ts";
import { gpuRuntimeMissing } from "./gpu-runtime-missing/mode.ts";
import { healthFlapping } from "./health-flapping/mode.ts";
import { healthProbeBroken } from "./health-probe-broken/mode.ts";
import { hostOom } from "./host-oom/mode.ts";
import { imageBloat } from "./image-bloat/mode.ts";
import { imageDigestMismatch } from "./image-digest-mismatch/mode.ts";
import { imagePlatformMismatch } from "./image-platform-mismatch/mode.ts";
import { imagePullAuth } from "./image-pull-auth/mode.ts";
import { imagePullDns } from "./image-pull-dns/mode.ts";
import { imagePullNoSpace } from "./image-pull-no-space/mode.ts";
import { imagePullNotFound } from "./image-pull-not-found/mode.ts";
import { imagePullRateLimit } from "./image-pull-rate-limit/mode.ts";
import { imagePullTls } from "./image-pull-tls/mode.ts";
import { imageUnpinnedLatest } from "./image-unpinned-latest/mode.ts";
import { imageUntaggedInUse } from "./image-untagged-in-use/mode.ts";
import { imageVulnerable } from "./image-vulnerable/mode.ts";
import { ipForwardDisabled } from "./ip-forward-disabled/mode.ts";
import { iptablesFilterWiped } from "./iptables-filter-wiped/mode.ts";
import { iptablesMissing } from "./iptables-missing/mode.ts";
import { iptablesNatWiped } from "./iptables-nat-wiped/mode.ts";
import { jsonLogCorrupt } from "./json-log-corrupt/mode.ts";
import { kernelIncompatible } from "./kernel-incompatible/mode.ts";
import { kernelNetdevLeak } from "./kernel-netdev-leak/mode.ts";
import { layerdbCorruption } from "./layerdb-corruption/mode.ts";
import { liveRestoreMismatch } from "./live-restore-mismatch/mode.ts";
import { liveRestoreSwarmConflict } from "./live-restore-swarm-conflict/mode.ts";
import { logDriverBlockingStall } from "./log-driver-blocking-stall/mode.ts";
import { logDriverInitFailed } from "./log-driver-init-failed/mode.ts";
import { logLossNonblocking } from "./log-loss-nonblocking/mode.ts";
import { logsMissing } from "./logs-missing/mode.ts";
import { logsUnsupportedDriver } from "./logs-unsupported-driver/mode.ts";
import { lsmDenied } from "./lsm-denied/mode.ts";
import { missingLimits } from "./missing-limits/mode.ts";
import { mtuMismatch } from "./mtu-mismatch/mode.ts";
import { overlayOrphans } from "./overlay-orphans/mode.ts";
import { overlay2Corruption } from "./overlay2-corruption/mode.ts";
import { pidsExhausted } from "./pids-exhausted/mode.ts";
import { portAddressUnavailable } from "./port-address-unavailable/mode.ts";
import { portAlreadyAllocated } from "./port-already-allocated/mode.ts";
import { pullDeadlock } from "./pull-deadlock/mode.ts";
import { registryUnreachable } from "./registry-unreachable/mode.ts";
import { runtimeMissing } from "./runtime-missing/mode.ts";
import { seccompDenied } from "./seccomp-denied/mode.ts";
import { secretInImage } from "./secret-in-image/mode.ts";
import { shimDead } from "./shim-dead/mode.ts";
import { shimHung } from "./shim-hung/mode.ts";
import { slowBuilds } from "./slow-builds/mode.ts";
import { slowColdStart } from "./slow-cold-start/mode.ts";
import { storageDriverInvalid } from "./storage-driver-invalid/mode.ts";
import { storageIoError } from "./storage-io-error/mode.ts";
import { taskDState } from "./task-d-state/mode.ts";
import { telemetryGap } from "./telemetry-gap/mode.ts";
import { tlsCertExpired } from "./tls-cert-expired/mode.ts";
import { tlsClientCertMissing } from "./tls-client-cert-missing/mode.ts";
import { tlsPlainMismatch } from "./tls-plain-mismatch/mode.ts";
import { tlsUnknownCa } from "./tls-unknown-ca/mode.ts";
import { vethLeak } from "./veth-leak/mode.ts";
import { volumeBloat } from "./volume-bloat/mode.ts";
import { volumeMountMismatch } from "./volume-mount-mismatch/mode.ts";
import { writableLayerBloat } from "./writable-layer-bloat/mode.ts";
import { zombieProcesses } from "./zombie-processes/mode.ts";

/** Every failure mode that is judged. Causes stand before what they hide or explain. */
export const MODES: readonly Mode[] = [
  daemonJsonInvalid,
  daemonJsonFlagConflict,
  daemonDown,
  dockerSockPermission,
  daemonHung,
  containerdHung,
  containerLockHung,
  containerRestartLoop,
  containerOomKilled,
  containerUnhealthy,
  diskFullDataRoot,
  diskInodesExhausted,
  iptablesFilterWiped,
  iptablesNatWiped,
  daemonJsonUnknownKey,
  daemonJsonWrongType,
  cgroupDriverInvalid,
  addressPoolInvalid,
  daemonListenPortConflict,
  daemonListenFailed,
  daemonPidfileConflict,
  dataRootInUse,
  daemonStateLocked,
  containerdSocketMissing,
  dataRootUnsupportedFs,
  dataRootReadOnly,
  daemonStartDiskFull,
  storageDriverInvalid,
  daemonLogConfigInvalid,
  iptablesMissing,
  bridgeConfigInvalid,
  daemonTlsFilesMissing,
  liveRestoreSwarmConflict,
  runtimeMissing,
  daemonCrash,
  daemonStartTimeout,
  daemonStartLimitHit,
  daemonStartFailed,
  configReloadFailed,
  portAlreadyAllocated,
  portAddressUnavailable,
  gpuRuntimeMissing,
  containerStartFailed,
  containerStuckCreated,
  containerStuckRemoving,
  containerPaused,
  containerNameConflict,
  containerExitError,
  exit137NotOom,
  containerCrashSignal,
  healthFlapping,
  healthProbeBroken,
  zombieProcesses,
  pidsExhausted,
  cpuThrottled,
  missingLimits,
  containerPrivileged,
  dangerousMount,
  imageUnpinnedLatest,
  imageUntaggedInUse,
  secretInImage,
  ipForwardDisabled,
  docker0Missing,
  forwardPolicyDrop,
  imagePullAuth,
  imagePullRateLimit,
  imagePullDns,
  imagePullTls,
  imagePullNotFound,
  registryUnreachable,
  imageDigestMismatch,
  imagePlatformMismatch,
  imagePullNoSpace,
  overlay2Corruption,
  layerdbCorruption,
  containerLogUnbounded,
  logDriverInitFailed,
  logDriverBlockingStall,
  logLossNonblocking,
  logsUnsupportedDriver,
  logsMissing,
  jsonLogCorrupt,
  daemonLogFlood,
  volumeMountMismatch,
  storageIoError,
  imageBloat,
  buildCacheBloat,
  volumeBloat,
  writableLayerBloat,
  overlayOrphans,
  tlsCertExpired,
  tlsUnknownCa,
  tlsClientCertMissing,
  tlsPlainMismatch,
  daemonTcpExposed,
  seccompDenied,
  lsmDenied,
  apiVersionMismatch,
  conntrackFull,
  clockSkew,
  mtuMismatch,
  dnsHostResolvLoopback,
  dnsEmbeddedFailure,
  kernelNetdevLeak,
  bridgeFailure,
  addressPoolExhausted,
  addressPoolOverlap,
  vethLeak,
  firewalldReload,
  containerdDown,
  containerdVersionMismatch,
  shimDead,
  shimHung,
  taskDState,
  hostOom,
  cgroupVersionMismatch,
  kernelIncompatible,
  daemonFdGoroutineLeak,
  daemonSlow,
  daemonRestartKilledContainers,
  liveRestoreMismatch,
  engineKnownCve,
  daemonMemoryHigh,
  daemonCpuHigh,
  cpuSteal,
  telemetryGap,
  pullDeadlock,
  slowColdStart,
  imageVulnerable,
  slowBuilds,
];
