import { z } from "zod";
import type { InfoReading, PingReading, VersionReading } from "../../../domain/readings.ts";
import type { EpochMs } from "../../../domain/time.ts";
import { count, flag, listOf, optionalCount, optionalTime, project, text, withoutAbsent } from "./fields.ts";

const Component = z.object({ Name: text(64), Version: text(128) });

const Version = z.object({
  Version: text(128),
  ApiVersion: text(16),
  KernelVersion: text(128),
  Components: listOf(Component),
});

const orUndefined = (value: string | undefined): string | undefined => (value === "" ? undefined : value);

export function toVersion(value: unknown): VersionReading {
  const version = project(Version, value);
  const componentVersion = (name: string): string | undefined =>
    orUndefined(version.Components.find((component) => component.Name === name)?.Version);
  return withoutAbsent({
    engineVersion: version.Version,
    apiVersion: version.ApiVersion,
    kernelVersion: orUndefined(version.KernelVersion),
    containerdVersion: componentVersion("containerd"),
    runcVersion: componentVersion("runc"),
  });
}

const Info = z.object({
  Name: text(256),
  ServerVersion: text(128),
  DockerRootDir: text(1_024),
  Driver: text(64),
  LoggingDriver: text(64),
  CgroupDriver: text(64),
  CgroupVersion: text(8),
  LiveRestoreEnabled: flag,
  Containers: count,
  ContainersRunning: count,
  Images: count,
  NGoroutines: optionalCount,
  NFd: optionalCount,
  NEventsListener: optionalCount,
  MemTotal: optionalCount,
  Warnings: listOf(z.string()),
  SystemTime: optionalTime,
});

const WARNING_LIMIT = 50;

/**
 * `/info` without registries, proxies, labels, swarm and plugins. `halfwayAt` is this machine's clock when the
 * call was half done: the next process hears of the answer later, by as much as it is busy.
 */
export function toInfo(value: unknown, redact: (text: string) => string, halfwayAt: EpochMs): InfoReading {
  const info = project(Info, value);
  return withoutAbsent({
    name: info.Name,
    engineVersion: info.ServerVersion,
    dataRoot: info.DockerRootDir,
    storageDriver: info.Driver,
    loggingDriver: info.LoggingDriver,
    cgroupDriver: info.CgroupDriver,
    cgroupVersion: orUndefined(info.CgroupVersion),
    isLiveRestoreOn: info.LiveRestoreEnabled,
    containers: info.Containers,
    containersRunning: info.ContainersRunning,
    images: info.Images,
    goroutines: info.NGoroutines,
    openFiles: info.NFd,
    eventListeners: info.NEventsListener,
    memoryBytes: info.MemTotal,
    warnings: info.Warnings.slice(0, WARNING_LIMIT).map((warning) => redact(warning.slice(0, 1_024))),
    clockAheadMs: info.SystemTime === undefined ? undefined : info.SystemTime - halfwayAt,
  });
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

const headerText = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === "string" ? value : value?.[0];

/** `/_ping` says everything in its headers. */
export function toPing(headers: Headers): PingReading {
  const server = headerText(headers.server) ?? "";
  const isPodman = server.startsWith("Libpod/") || headers["libpod-api-version"] !== undefined;
  const apiVersion = headerText(headers["api-version"]);
  return withoutAbsent({
    apiVersion: apiVersion !== undefined && /^\d{1,2}\.\d{1,3}$/.test(apiVersion) ? apiVersion : undefined,
    engine: isPodman ? ("podman" as const) : ("docker" as const),
  });
}
