import { request } from "node:http";
import { connect } from "node:net";
import { nearest } from "#lib/domain/nearest.ts";
import { LabError } from "./errors.ts";
import { type HostRecord, hostState, readRecord, readRecords } from "./host-record.ts";
import type { Lab } from "./places.ts";
import { failure, PLAIN_ENV, type RunOptions, type RunResult, run } from "./run.ts";

/** The record of a host that runs. Errors: `no-host`. */
export function runningHost(lab: Lab, name: string): HostRecord & { init: NonNullable<HostRecord["init"]> } {
  const record = readRecord(lab, name);
  if (!record) {
    const meant = nearest(
      name,
      readRecords(lab).map((other) => other.name),
    );
    const hint = meant === undefined ? `make it with: up ${name}` : `did you mean ${meant}?`;
    throw new LabError("no-host", `no host ${name} is up; ${hint}`);
  }
  const { init } = record;
  if (!init || hostState(record) !== "running") {
    throw new LabError("no-host", `${name} does not run; take it down, or bring it up anew: up ${name}`);
  }
  return { ...record, init };
}

/** Arguments that run `argv` inside all namespaces of a host. The caller's cgroups stay: see README.md. */
export function enterArgv(lab: Lab, name: string, argv: readonly string[]): string[] {
  const { init } = runningHost(lab, name);
  return ["nsenter", "-t", String(init.pid), "-m", "-u", "-i", "-n", "-p", "-C", "-r", "-w", "--", ...argv];
}

/** Runs a program in a host to its end or its deadline (30 s unless told), then kills all of it. */
export const inHost = (
  lab: Lab,
  name: string,
  argv: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> => run(enterArgv(lab, name, argv), { env: PLAIN_ENV, ...options });

/** As `inHost`, but rejects unless the program ends with 0; gives its output. */
export async function mustInHost(
  lab: Lab,
  name: string,
  argv: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const result = await inHost(lab, name, argv, options);
  if (result.code === 0) return result.stdout;
  throw failure([`${name}:`, ...argv], result);
}

/** The host's docker.sock as a path that this machine's root can connect to. */
export const socketPath = (record: { init: { pid: number } }): string =>
  `/proc/${record.init.pid}/root/run/docker.sock`;

export interface ApiAnswer {
  readonly status: number;
  readonly body: string;
  readonly tookMs: number;
}

/**
 * One request to a host's Docker API, on a connection of its own.
 * Errors: Node's own (`ECONNREFUSED`, `ENOENT`, `ECONNRESET`), and `ETIMEDOUT` after `deadlineMs`.
 */
export function askDocker(lab: Lab, name: string, path: string, deadlineMs: number): Promise<ApiAnswer> {
  const record = runningHost(lab, name);
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const call = request({ socketPath: socketPath(record), path, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => {
        clearTimeout(timer);
        resolve({
          status: answer.statusCode ?? 0,
          body: Buffer.concat(chunks).toString("utf8"),
          tookMs: performance.now() - startedAt,
        });
      });
    });
    const timer = setTimeout(() => {
      call.destroy(
        Object.assign(new Error(`no answer to ${path} in ${deadlineMs} ms`), { code: "ETIMEDOUT" }),
      );
    }, deadlineMs);
    call.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    call.end();
  });
}

/** Resolves when something listens on a TCP port; rejects with Node's error otherwise. */
export function tryPort(address: string, port: number, deadlineMs: number): Promise<true> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port, timeout: deadlineMs });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("timeout", () => socket.destroy(new Error(`${address}:${port} does not answer`)));
    socket.once("error", reject);
  });
}
