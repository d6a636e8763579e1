import { cpuSeconds } from "./cgroup.ts";
import { ensureLayers } from "./extras.ts";
import { type Broken, breakHost as breakIn, healHost as healIn } from "./fault-runner.ts";
import { type UpOptions, up } from "./host.ts";
import { type ApiAnswer, askDocker, inHost as runIn, runningHost, socketPath } from "./in-host.ts";
import { type Engine, hostNames } from "./naming.ts";
import { openLab, sshConfigPath } from "./places.ts";
import type { RunOptions, RunResult } from "./run.ts";
import { type HostStatus, labStatus as statusOf } from "./status.ts";
import { down } from "./teardown.ts";
import { startWorkload } from "./workload.ts";

/**
 * The lab for tests and benches, in the process that calls: the same hosts, locks and records as the
 * command's. Every call ends: what hangs is killed at its deadline, with all its children.
 * Errors are `LabError`s with a `code`.
 */
const lab = openLab();

export type { Broken } from "./fault-runner.ts";
export { faultList } from "./faults/index.ts";
export type { ApiAnswer, Engine, HostStatus, RunResult };

/**
 * Brings a host up (about 2 s; a minute more when the base must be built) and gives its status. `withExtras`: podman
 * and what a rootless Docker needs are installed beside Docker 26, nothing of it running but podman.socket.
 */
export async function upHost(
  name: string,
  options: { docker?: Engine; withExtras?: boolean } & Pick<
    UpOptions,
    "diskBytes" | "memoryBytes" | "binds" | "signal"
  > = {},
): Promise<HostStatus> {
  const { docker: engine = "26", withExtras = false, ...rest } = options;
  const say = (line: string) => void process.stderr.write(`lab: ${line}\n`);
  await up(lab, name, { engine, base: await ensureLayers(engine, withExtras, { say }), ...rest });
  const status = statusOf(lab).find((host) => host.name === name);
  if (!status) throw new Error(`${name} went down while it came up`);
  return status;
}

export const downHost = (name: string): Promise<void> => down(lab, name);
export const labStatus = (): HostStatus[] => statusOf(lab);
export const workload = (name: string): Promise<void> => startWorkload(lab, name);

/** Breaks a host and makes sure of it; times are this machine's, as epoch ms. */
export const breakHost = (name: string, fault: string): Promise<Broken> => breakIn(lab, name, fault);

/** Heals one fault, or all of them, and resolves when the host is as it was. */
export const healHost = (name: string, fault?: string): Promise<string[]> => healIn(lab, name, fault);

/** Runs a program in all namespaces of a host, as root; 30 s unless told. Any exit code is an answer. */
export const inHost = (name: string, argv: readonly string[], options?: RunOptions): Promise<RunResult> =>
  runIn(lab, name, argv, options);

/** One request to a host's Docker API. Rejects with Node's error code, `ETIMEDOUT` after `deadlineMs`. */
export const askHost = (name: string, path: string, deadlineMs = 5_000): Promise<ApiAnswer> =>
  askDocker(lab, name, path, deadlineMs);

/** A host's docker.sock as this machine's root reaches it; another path after each `upHost`. */
export const hostSocket = (name: string): string => socketPath(runningHost(lab, name));

/** Seconds of CPU that everything in a host has used since it came up. */
export const hostCpuSeconds = (name: string): Promise<number> =>
  cpuSeconds(hostNames(lab.names, name, 0).cgroup);

/** The host's process 1 as this machine sees it, for nsenter. */
export const hostPid = (name: string): number => runningHost(lab, name).init.pid;

export const sshConfig = (): string => sshConfigPath(lab);
