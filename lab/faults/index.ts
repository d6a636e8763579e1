import { nearest } from "#lib/domain/nearest.ts";
import type { ModeId } from "#lib/domain/symptom.ts";
import { LabError } from "../errors.ts";
import { ENGINES, type Engine, parseFaultRef } from "../naming.ts";
import { fault as addressPoolExhausted } from "./address-pool-exhausted.ts";
import { fault as addressPoolInvalid } from "./address-pool-invalid.ts";
import { fault as addressPoolOverlap } from "./address-pool-overlap.ts";
import { fault as bridgeConfigInvalid } from "./bridge-config-invalid.ts";
import { fault as cgroupDriverInvalid } from "./cgroup-driver-invalid.ts";
import { fault as configReloadFailed } from "./config-reload-failed.ts";
import { fault as containerCrashSignal } from "./container-crash-signal.ts";
import { fault as containerExitError } from "./container-exit-error.ts";
import { fault as containerLockHung } from "./container-lock-hung.ts";
import { fault as containerLogUnbounded } from "./container-log-unbounded.ts";
import { fault as containerOomKilled } from "./container-oom-killed.ts";
import { fault as containerPaused } from "./container-paused.ts";
import { fault as containerPrivileged } from "./container-privileged.ts";
import { fault as containerRestartLoop } from "./container-restart-loop.ts";
import { fault as containerStartFailed } from "./container-start-failed.ts";
import { fault as containerStuckCreated } from "./container-stuck-created.ts";
import { fault as containerStuckRemoving } from "./container-stuck-removing.ts";
import { fault as containerUnhealthy } from "./container-unhealthy.ts";
import { fault as containerdDown } from "./containerd-down.ts";
import { fault as containerdHung } from "./containerd-hung.ts";
import { fault as containerdSocketMissing } from "./containerd-socket-missing.ts";
import { fault as cpuThrottled } from "./cpu-throttled.ts";
import { fault as daemonCpuHigh } from "./daemon-cpu-high.ts";
import { fault as daemonCrash } from "./daemon-crash.ts";
import { fault as daemonDown } from "./daemon-down.ts";
import { fault as daemonHung } from "./daemon-hung.ts";
import { fault as daemonJsonFlagConflict } from "./daemon-json-flag-conflict.ts";
import { fault as daemonJsonInvalid } from "./daemon-json-invalid.ts";
import { fault as daemonJsonUnknownKey } from "./daemon-json-unknown-key.ts";
import { fault as daemonJsonWrongType } from "./daemon-json-wrong-type.ts";
import { fault as daemonListenPortConflict } from "./daemon-listen-port-conflict.ts";
import { fault as daemonLogConfigInvalid } from "./daemon-log-config-invalid.ts";
import { fault as daemonLogFlood } from "./daemon-log-flood.ts";
import { fault as daemonPidfileConflict } from "./daemon-pidfile-conflict.ts";
import { fault as daemonRestartKilledContainers } from "./daemon-restart-killed-containers.ts";
import { fault as daemonStartDiskFull } from "./daemon-start-disk-full.ts";
import { fault as daemonStartFailed } from "./daemon-start-failed.ts";
import { fault as daemonStartLimitHit } from "./daemon-start-limit-hit.ts";
import { fault as daemonTcpExposed } from "./daemon-tcp-exposed.ts";
import { fault as daemonTlsFilesMissing } from "./daemon-tls-files-missing.ts";
import { fault as dangerousMount } from "./dangerous-mount.ts";
import { fault as dataRootInUse } from "./data-root-in-use.ts";
import { fault as dataRootReadOnly } from "./data-root-read-only.ts";
import { fault as dataRootUnsupportedFs } from "./data-root-unsupported-fs.ts";
import { fault as diskFullDataRoot } from "./disk-full-data-root.ts";
import { fault as diskInodesExhausted } from "./disk-inodes-exhausted.ts";
import { fault as dnsHostResolvLoopback } from "./dns-host-resolv-loopback.ts";
import { fault as dockerSockPermission } from "./docker-sock-permission.ts";
import { fault as docker0Missing } from "./docker0-missing.ts";
import { fault as exit137NotOom } from "./exit-137-not-oom.ts";
import type { Expectation, Fault } from "./fault.ts";
import { fault as forwardPolicyDrop } from "./forward-policy-drop.ts";
import { fault as gpuRuntimeMissing } from "./gpu-runtime-missing.ts";
import { fault as healthFlapping } from "./health-flapping.ts";
import { fault as healthProbeBroken } from "./health-probe-broken.ts";
import { fault as imageDigestMismatch } from "./image-digest-mismatch.ts";
import { fault as imagePullAuth } from "./image-pull-auth.ts";
import { fault as imagePullDns } from "./image-pull-dns.ts";
import { fault as imagePullNoSpace } from "./image-pull-no-space.ts";
import { fault as imagePullNotFound } from "./image-pull-not-found.ts";
import { fault as imagePullRateLimit } from "./image-pull-rate-limit.ts";
import { fault as imagePullTls } from "./image-pull-tls.ts";
import { fault as imageUnpinnedLatest } from "./image-unpinned-latest.ts";
import { fault as imageUntaggedInUse } from "./image-untagged-in-use.ts";
import { fault as ipForwardDisabled } from "./ip-forward-disabled.ts";
import { fault as iptablesFilterWiped } from "./iptables-filter-wiped.ts";
import { fault as iptablesMissing } from "./iptables-missing.ts";
import { fault as iptablesNatWiped } from "./iptables-nat-wiped.ts";
import { fault as jsonLogCorrupt } from "./json-log-corrupt.ts";
import { fault as layerdbCorruption } from "./layerdb-corruption.ts";
import { fault as liveRestoreSwarmConflict } from "./live-restore-swarm-conflict.ts";
import { fault as logDriverBlockingStall } from "./log-driver-blocking-stall.ts";
import { fault as logDriverInitFailed } from "./log-driver-init-failed.ts";
import { fault as logLossNonblocking } from "./log-loss-nonblocking.ts";
import { fault as logsMissing } from "./logs-missing.ts";
import { fault as logsUnsupportedDriver } from "./logs-unsupported-driver.ts";
import { fault as missingLimits } from "./missing-limits.ts";
import { fault as mtuMismatch } from "./mtu-mismatch.ts";
import { fault as overlay2Corruption } from "./overlay2-corruption.ts";
import { fault as pidsExhausted } from "./pids-exhausted.ts";
import { fault as portAddressUnavailable } from "./port-address-unavailable.ts";
import { fault as portAlreadyAllocated } from "./port-already-allocated.ts";
import { fault as pullDeadlock } from "./pull-deadlock.ts";
import { fault as registryUnreachable } from "./registry-unreachable.ts";
import { fault as runtimeMissing } from "./runtime-missing.ts";
import { fault as shimDead } from "./shim-dead.ts";
import { fault as shimHung } from "./shim-hung.ts";
import { fault as slowColdStart } from "./slow-cold-start.ts";
import { fault as storageDriverInvalid } from "./storage-driver-invalid.ts";
import { fault as telemetryGap } from "./telemetry-gap.ts";
import { fault as tlsCertExpired } from "./tls-cert-expired.ts";
import { fault as tlsClientCertMissing } from "./tls-client-cert-missing.ts";
import { fault as tlsUnknownCa } from "./tls-unknown-ca.ts";
import { fault as vethLeak } from "./veth-leak.ts";
import { fault as volumeMountMismatch } from "./volume-mount-mismatch.ts";
import { fault as zombieProcesses } from "./zombie-processes.ts";

/** Every fault there is, in the order of the catalogue's layers. */
export const FAULTS: readonly Fault[] = [
  daemonDown,
  dockerSockPermission,
  daemonHung,
  containerdHung,
  containerLockHung,
  daemonJsonInvalid,
  daemonJsonFlagConflict,
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
  daemonPidfileConflict,
  dataRootInUse,
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
  tlsCertExpired,
  tlsUnknownCa,
  tlsClientCertMissing,
  daemonTcpExposed,
  mtuMismatch,
  dnsHostResolvLoopback,
  addressPoolExhausted,
  addressPoolOverlap,
  vethLeak,
  containerdDown,
  shimDead,
  shimHung,
  daemonRestartKilledContainers,
  telemetryGap,
  daemonCpuHigh,
  pullDeadlock,
  slowColdStart,
];

export interface ChosenFault {
  readonly fault: Fault;
  readonly variant: string;
}

/** "daemon-down:missing" or "daemon-down" to a fault and a variant it has. Throws `usage`. */
export function chooseFault(text: string): ChosenFault {
  const ref = parseFaultRef(text);
  const fault = FAULTS.find((known) => known.id === ref.fault);
  if (!fault)
    throw unknown(
      `no fault ${ref.fault}`,
      ref.fault,
      FAULTS.map(({ id }) => id),
    );
  const variants = Object.keys(fault.variants);
  const variant = ref.variant ?? variants[0];
  if (variant !== undefined && variants.includes(variant)) return { fault, variant };
  throw unknown(`${fault.id} has no variant ${ref.variant}`, ref.variant ?? "", variants);
}

/** Says the word that was probably meant; where none is near, all there are. */
function unknown(what: string, word: string, known: readonly string[]): LabError {
  const meant = nearest(word, known);
  return new LabError(
    "usage",
    meant === undefined ? `${what}; there are: ${known.join(" ")}` : `${what}; did you mean ${meant}?`,
  );
}

export interface ListedFault {
  readonly id: ModeId;
  readonly variant: string;
  readonly does: string;
  readonly expect: Record<Engine, Omit<Expectation, "journal"> & { journal?: string }>;
}

/** All variants of all faults with what to expect, as plain data. */
export function faultList(): ListedFault[] {
  return FAULTS.flatMap((fault) =>
    Object.entries(fault.variants).map(([variant, does]) => {
      const plain = (engine: Engine) => {
        const { journal, ...rest } = fault.expect(variant, engine);
        return { ...rest, ...(journal ? { journal: journal.source } : {}) };
      };
      return { id: fault.id, variant, does, expect: { "20": plain("20"), "26": plain("26") } };
    }),
  );
}

export function faultText(): string {
  return faultList()
    .map(({ id, variant, does, expect }) => {
      const lines = ENGINES.map((engine) => {
        const { state, api, journal } = expect[engine];
        return `    ${engine}: ${state}\n        API: ${api}${journal ? `\n        journal: ${journal}` : ""}`;
      });
      const { part, blast } = expect["26"];
      const along = blast.length > 0 ? `; may bring ${blast.join(", ")}` : "";
      return [`${id}:${variant}`, `    ${does}`, `    lights ${part}${along}`, ...lines].join("\n");
    })
    .join("\n\n");
}
