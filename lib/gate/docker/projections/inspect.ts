import { z } from "zod";
import { toContainerId } from "../../../domain/ids.ts";
import type { ConfinementReading, InspectReading, MountReading } from "../../../domain/readings.ts";
import { toContainerState } from "./container.ts";
import {
  containerId,
  count,
  flag,
  listOf,
  optionalText,
  optionalTime,
  project,
  text,
  withoutAbsent,
} from "./fields.ts";

/** What hides secrets in free text, so that the projection stays a function of values. */
export type Redact = (text: string) => string;

const HEALTH_OUTPUT_LENGTH = 4_096;
// Environment in inspect is for people who ask "is it set": more names than this is somebody's mistake.
const ENVIRONMENT_LIMIT = 500;

const MOUNT_LIMIT = 100;
const CAPABILITY_LIMIT = 64;
// A profile may stand here as a whole file: only what switches one off is handed on.
const SWITCHED_OFF = /^(seccomp|apparmor|label)[=:](unconfined|disable)$/;

const HealthRun = z.object({ ExitCode: count, Output: text(65_536), End: optionalTime });

const Healthcheck = z.object({
  Test: listOf(z.string()),
  Interval: count,
  StartPeriod: count,
  StartInterval: count,
});

const Inspect = z.object({
  Id: containerId,
  Name: text(256),
  State: z.object({
    Status: text(32),
    Pid: count,
    ExitCode: count,
    OOMKilled: flag,
    Error: text(8_192),
    StartedAt: optionalTime,
    FinishedAt: optionalTime,
    Health: z.object({ Status: text(32), FailingStreak: count, Log: listOf(HealthRun) }).nullish(),
  }),
  RestartCount: count,
  HostConfig: z
    .object({
      RestartPolicy: z.object({ Name: text(64), MaximumRetryCount: count }).nullish(),
      LogConfig: z
        .object({ Type: text(64), Config: z.record(z.string(), z.string().nullish()).nullish() })
        .nullish(),
      Memory: count,
      Privileged: flag,
      CapAdd: listOf(text(64)),
      PidMode: text(128),
      NetworkMode: text(128),
      IpcMode: text(128),
      SecurityOpt: listOf(z.string()),
      NanoCpus: count,
      CpuQuota: count,
      PidsLimit: count,
    })
    .nullish(),
  Mounts: listOf(
    z.object({
      Type: text(32),
      Name: optionalText(256),
      Source: text(1_024),
      Destination: text(1_024),
      RW: flag,
    }),
  ),
  Config: z
    .object({ Image: text(512), Tty: flag, Env: listOf(z.string()), Healthcheck: Healthcheck.nullish() })
    .nullish(),
});

type Health = NonNullable<z.output<typeof Inspect>["State"]["Health"]>;

function toHealth(health: Health, redact: Redact): InspectReading["health"] {
  const last = health.Log.at(-1);
  return withoutAbsent({
    status: health.Status,
    failingStreak: health.FailingStreak,
    lastExitCode: last?.ExitCode,
    exitCodes: health.Log.slice(-5).map((run) => run.ExitCode),
    lastOutput: last === undefined ? undefined : redact(last.Output).slice(0, HEALTH_OUTPUT_LENGTH),
    lastEndAt: last?.End,
  });
}

const DEFAULT_INTERVAL_MS = 30_000;
const msOf = (nanoseconds: number): number => Math.round(nanoseconds / 1e6);

/** Zero is "as Docker does it"; `NONE` switches off what the image has. */
function toHealthcheck(
  check: z.output<typeof Healthcheck> | null | undefined,
): InspectReading["healthcheck"] {
  if (check === null || check === undefined || check.Test.length === 0 || check.Test[0] === "NONE")
    return undefined;
  return {
    intervalMs: msOf(check.Interval) || DEFAULT_INTERVAL_MS,
    startPeriodMs: msOf(check.StartPeriod),
    startIntervalMs: msOf(check.StartInterval),
  };
}

function policyOf(host: z.output<typeof Inspect>["HostConfig"]): string {
  const policy = host?.RestartPolicy;
  const name = policy?.Name === "" || policy === undefined || policy === null ? "no" : policy.Name;
  return name === "on-failure" && (policy?.MaximumRetryCount ?? 0) > 0
    ? `on-failure:${policy?.MaximumRetryCount}`
    : name;
}

const SINK_OPTIONS = ["syslog-address", "fluentd-address", "gelf-address", "splunk-url"] as const;

/** Scheme, host and port of a sink; what else stands in an address may be a secret. */
function sinkOf(
  options: Readonly<Record<string, string | null | undefined>> | null | undefined,
  redact: Redact,
): string | undefined {
  const address = SINK_OPTIONS.map((name) => options?.[name]).find((value) => value);
  const match = /^((?:[a-z0-9+]+:\/\/)?)(?:[^@/]*@)?([^/@?#]*)/.exec(address ?? "");
  const sink = `${match?.[1] ?? ""}${match?.[2] ?? ""}`;
  return sink === "" ? undefined : redact(sink.slice(0, 256));
}

function toConfinement(
  host: NonNullable<z.output<typeof Inspect>["HostConfig"]>,
  redact: Redact,
): ConfinementReading {
  const options = host.LogConfig?.Config;
  return withoutAbsent({
    isPrivileged: host.Privileged,
    addedCapabilities: host.CapAdd.slice(0, CAPABILITY_LIMIT).map((name) =>
      name.toUpperCase().replace(/^CAP_/, ""),
    ),
    pidMode: host.PidMode,
    networkMode: host.NetworkMode,
    ipcMode: host.IpcMode,
    securityOptions: host.SecurityOpt.filter((option) => SWITCHED_OFF.test(option)),
    nanoCpus: host.NanoCpus,
    cpuQuotaMicros: Math.max(0, host.CpuQuota),
    pidsLimit: Math.max(0, host.PidsLimit),
    logMaxSize: options?.["max-size"]?.slice(0, 32),
    logMaxFiles: options?.["max-file"]?.slice(0, 32),
    logMode: options?.mode?.slice(0, 32),
    logSink: sinkOf(options, redact),
  });
}

function toMounts(mounts: z.output<typeof Inspect>["Mounts"], redact: Redact): readonly MountReading[] {
  return mounts.slice(0, MOUNT_LIMIT).map(({ Type, Name, Source, Destination, RW }) => ({
    kind: Type,
    source: redact(Type === "volume" ? (Name ?? "") : Source),
    destination: redact(Destination),
    isWritable: RW,
  }));
}

/** `/containers/<id>/json`: names of the environment, no command, no paths but those of mounts, texts redacted. */
export function toInspect(value: unknown, redact: Redact): InspectReading {
  const inspect = project(Inspect, value);
  const { State: state, HostConfig: host, Config: config } = inspect;
  return withoutAbsent({
    id: toContainerId(inspect.Id),
    name: inspect.Name.replace(/^\//, "") || inspect.Id.slice(0, 12),
    image: config?.Image ?? "",
    state: toContainerState(state.Status),
    pid: state.Pid,
    exitCode: state.ExitCode,
    isOomKilled: state.OOMKilled,
    error: redact(state.Error),
    startedAt: state.StartedAt,
    finishedAt: state.FinishedAt,
    restartCount: inspect.RestartCount,
    restartPolicy: policyOf(host),
    isTty: config?.Tty ?? false,
    logDriver: host?.LogConfig?.Type ?? "",
    memoryLimitBytes: host?.Memory ?? 0,
    environmentNames: (config?.Env ?? [])
      .slice(0, ENVIRONMENT_LIMIT)
      .map((entry) => entry.split("=", 1)[0]?.slice(0, 256) ?? ""),
    confinement: host === null || host === undefined ? undefined : toConfinement(host, redact),
    mounts: toMounts(inspect.Mounts, redact),
    healthcheck: toHealthcheck(config?.Healthcheck),
    health: state.Health === null || state.Health === undefined ? undefined : toHealth(state.Health, redact),
  });
}

/** Values of the environment, for masking them wherever they come up again. They stay in the gate. */
export function environmentOf(value: unknown): readonly { readonly name: string; readonly value: string }[] {
  return (project(Inspect, value).Config?.Env ?? []).map((entry) => {
    const equals = entry.indexOf("=");
    return equals < 0
      ? { name: entry, value: "" }
      : { name: entry.slice(0, equals), value: entry.slice(equals + 1) };
  });
}
