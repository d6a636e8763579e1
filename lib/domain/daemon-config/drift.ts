import type { InfoReading } from "../readings.ts";
import type { SettingKey } from "./parse-json.ts";

/** A setting of the file that the running daemon does not have. */
export interface Drift {
  readonly key: string;
  readonly inFile: string;
  readonly running: string;
  /** A reload brings it; everything else waits for a restart. */
  readonly isReloadable: boolean;
}

/** What dockerd takes over when it is told to read its file again. */
const RELOADABLE = new Set([
  "allow-nondistributable-artifacts",
  "authorization-plugins",
  "debug",
  "default-runtime",
  "features",
  "insecure-registries",
  "labels",
  "live-restore",
  "max-concurrent-downloads",
  "max-concurrent-uploads",
  "max-download-attempts",
  "registry-mirrors",
  "runtimes",
  "shutdown-timeout",
]);

/** The settings that `/info` tells of a running daemon, as the file would word them. */
const RUNNING: Readonly<Record<string, (info: InfoReading) => string>> = {
  "data-root": ({ dataRoot }) => dataRoot,
  "live-restore": ({ isLiveRestoreOn }) => String(isLiveRestoreOn),
  "log-driver": ({ loggingDriver }) => loggingDriver,
  "storage-driver": ({ storageDriver }) => storageDriver,
};

/**
 * Where the file and the running daemon differ, of the settings that the daemon tells: the file was changed since it
 * was read, and the next start, or a reload, changes more than what somebody is about to change.
 */
export function findDrift(keys: readonly SettingKey[], info: InfoReading): readonly Drift[] {
  return keys.flatMap(({ key, value }) => {
    const running = key === "exec-opts" ? cgroupDriver(value, info) : RUNNING[key]?.(info);
    const inFile = key === "exec-opts" ? wantedDriver(value) : wordOf(value);
    if (running === undefined || inFile === undefined || inFile === "" || inFile === running) return [];
    return [{ key, inFile, running, isReloadable: RELOADABLE.has(key) }];
  });
}

/** A path means the same with and without a slash at its end. */
const wordOf = (value: unknown): string | undefined =>
  typeof value === "string"
    ? value.replace(/(.)\/+$/, "$1")
    : typeof value === "boolean"
      ? String(value)
      : undefined;

const wantedDriver = (value: unknown): string | undefined =>
  Array.isArray(value)
    ? value
        .map((option) => /^native\.cgroupdriver=(\w+)$/.exec(String(option))?.[1])
        .find((name) => name !== undefined)
    : undefined;

const cgroupDriver = (value: unknown, info: InfoReading): string | undefined =>
  wantedDriver(value) === undefined ? undefined : info.cgroupDriver;

/** "log-driver: journald in the file, json-file runs; a restart applies it" */
export const driftText = ({ key, inFile, running, isReloadable }: Drift): string =>
  `${key}: ${inFile} in the file, ${running} runs; a ${isReloadable ? "reload" : "restart"} applies it`;
