import { z } from "zod";
import { toContainerId } from "../../../domain/ids.ts";
import type { InspectReading } from "../../../domain/readings.ts";
import { toContainerState } from "./container.ts";
import { containerId, count, flag, listOf, optionalTime, project, text, withoutAbsent } from "./fields.ts";

/** What hides secrets in free text, so that the projection stays a function of values. */
export type Redact = (text: string) => string;

const HEALTH_OUTPUT_LENGTH = 4_096;
// Environment in inspect is for people who ask "is it set": more names than this is somebody's mistake.
const ENVIRONMENT_LIMIT = 500;

const HealthRun = z.object({ ExitCode: count, Output: text(65_536), End: optionalTime });

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
      LogConfig: z.object({ Type: text(64) }).nullish(),
      Memory: count,
    })
    .nullish(),
  Config: z.object({ Image: text(512), Tty: flag, Env: listOf(z.string()) }).nullish(),
});

type Health = NonNullable<z.output<typeof Inspect>["State"]["Health"]>;

function toHealth(health: Health, redact: Redact): InspectReading["health"] {
  const last = health.Log.at(-1);
  return withoutAbsent({
    status: health.Status,
    failingStreak: health.FailingStreak,
    lastExitCode: last?.ExitCode,
    lastOutput: last === undefined ? undefined : redact(last.Output).slice(0, HEALTH_OUTPUT_LENGTH),
    lastEndAt: last?.End,
  });
}

function policyOf(host: z.output<typeof Inspect>["HostConfig"]): string {
  const policy = host?.RestartPolicy;
  const name = policy?.Name === "" || policy === undefined || policy === null ? "no" : policy.Name;
  return name === "on-failure" && (policy?.MaximumRetryCount ?? 0) > 0
    ? `on-failure:${policy?.MaximumRetryCount}`
    : name;
}

/** `/containers/<id>/json`: names of the environment, no command, no paths, texts redacted. */
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
