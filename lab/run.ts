import { spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { LabError } from "./errors.ts";

export interface RunOptions {
  /** After it the whole process group is killed, with a signal nothing can ignore. */
  readonly deadlineMs?: number;
  readonly input?: string | undefined;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Where output goes as it comes, instead of into the result: for builds a person watches. */
  readonly show?: Writable;
  readonly signal?: AbortSignal;
}

export interface RunResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
}

const OUTPUT_LIMIT_BYTES = 8 * 1024 * 1024; // far above any answer the lab reads; a flood must not fill memory
const DEFAULT_DEADLINE_MS = 30_000;
const TIMED_OUT_CODE = 124; // as timeout(1) says it

/** A fixed environment: what runs as root must not depend on the caller's. */
export const PLAIN_ENV = plainEnv({
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  HOME: "/root",
  LANG: "C.UTF-8",
});

/** Next's types demand NODE_ENV of every environment; programs of the system know nothing of it. */
function plainEnv(values: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return values as Record<string, string> & NodeJS.ProcessEnv;
}

/**
 * Runs one program to its end or its deadline. Never rejects for an exit code.
 *
 * The program gets a process group of its own: Ctrl-C reaches the lab alone, which then takes back
 * what it began, and a deadline ends the children as well.
 * Errors: `command` when the program cannot be started.
 */
export function run(argv: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const [program, ...args] = argv;
  if (!program) throw new LabError("command", "nothing to run");
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      detached: true,
      stdio: ["pipe", "pipe", "pipe"],
      env: options.env ?? PLAIN_ENV,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    let timedOut = false;
    const end = (signal: NodeJS.Signals): void => {
      try {
        if (child.pid) process.kill(-child.pid, signal);
      } catch {
        // the group has ended meanwhile
      }
    };
    const timer = setTimeout(() => {
      timedOut = true;
      end("SIGKILL");
      // Grandchildren that left the group could hold the pipes open for ever.
      child.stdout.destroy();
      child.stderr.destroy();
    }, options.deadlineMs ?? DEFAULT_DEADLINE_MS);
    const interrupt = (): void => end("SIGTERM");
    options.signal?.addEventListener("abort", interrupt, { once: true });

    const stdout = collect(child.stdout, options.show);
    const stderr = collect(child.stderr, options.show);
    child.stdin.on("error", () => undefined); // a program may end without reading its input
    child.stdin.end(options.input);
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(new LabError("command", `${program} cannot be started: ${error.message}`, { cause: error }));
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      options.signal?.removeEventListener("abort", interrupt);
      resolve({
        code: timedOut ? TIMED_OUT_CODE : (code ?? 128),
        stdout: stdout(),
        stderr: stderr(),
        timedOut,
      });
    });
  });
}

/** As `run`, but rejects with `command` or `deadline` unless the program ends with 0; gives its output. */
export async function must(argv: readonly string[], options: RunOptions = {}): Promise<string> {
  const result = await run(argv, options);
  if (result.code === 0) return result.stdout;
  throw failure(argv, result);
}

export function failure(argv: readonly string[], result: RunResult): LabError {
  const shown = argv.join(" ").replaceAll(/\s+/g, " ").slice(0, 160);
  if (result.timedOut) return new LabError("deadline", `did not end in time: ${shown}`);
  const words = (result.stderr.trim() || result.stdout.trim()).split("\n").slice(-4).join("\n");
  return new LabError("command", `exit ${result.code}: ${shown}${words ? `\n${words}` : ""}`);
}

function collect(stream: Readable, show: Writable | undefined): () => string {
  const chunks: Buffer[] = [];
  let bytes = 0;
  stream.on("data", (chunk: Buffer) => {
    show?.write(chunk);
    bytes += chunk.length;
    if (bytes <= OUTPUT_LIMIT_BYTES) chunks.push(chunk);
  });
  return () => Buffer.concat(chunks).toString("utf8");
}

/**
 * Asks again until `check` gives something, or rejects with `deadline`.
 * A rejected `check` counts as "not yet"; its words appear in the error when time is over.
 */
export async function until<T>(
  what: string,
  deadlineMs: number,
  check: () => Promise<T | undefined>,
  everyMs = 50,
): Promise<T> {
  const endsAt = performance.now() + deadlineMs;
  let last = "";
  for (;;) {
    try {
      const value = await check();
      if (value !== undefined) return value;
    } catch (error) {
      if (error instanceof LabError && error.code === "interrupted") throw error;
      last = error instanceof Error ? `: ${error.message}` : "";
    }
    if (performance.now() >= endsAt) {
      throw new LabError("deadline", `${what}: not within ${Math.round(deadlineMs / 1000)} s${last}`);
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
