import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/*
 * A Foghorn as its user starts it, on a data directory of its own: the supervisor, the gate, the web
 * process, and nothing in between. Tests and benches share it.
 */

const READY = /^Foghorn listens on (http:\/\/\S+)$/;
const SETUP_CODE = /^Setup code: (\S+)$/;
/** A first start builds the pages; a later one takes seconds. */
const START_DEADLINE_MS = 240_000;
const STOP_DEADLINE_MS = 10_000;

export const ADMIN = { name: "Ada", password: "correct horse battery staple" } as const;

export interface DaemonEntry {
  readonly id: string;
  readonly url: string;
  readonly identity?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface RunningFoghorn {
  readonly url: string;
  readonly dataDir: string;
  readonly configFile: string;
  readonly setupCode: string | undefined;
  /** Everything it printed, for the report of a failed test. */
  readonly output: () => string;
  /** SIGKILL to one of the two processes; resolves when it is dead. The supervisor starts it again. */
  readonly kill: (process: "gate" | "web") => Promise<void>;
  readonly pid: (process: "gate" | "web") => number | undefined;
  readonly configure: (daemons: readonly DaemonEntry[]) => void;
  /** Ends it as Ctrl-C does. */
  readonly stop: () => Promise<void>;
}

export interface FoghornOptions {
  /** What foghorn.yaml names; "found" starts without the file, and Foghorn looks around by itself. */
  readonly daemons: readonly DaemonEntry[] | "found";
  /** What the gate may do to them; without it nothing. */
  readonly actions?: readonly { readonly verbs: readonly string[]; readonly hosts: readonly string[] }[];
  /** OpenSSH client configuration that knows the hosts' keys. */
  readonly sshConfig?: string;
  /** Of an earlier run, to start again on. Kept after `stop` then. */
  readonly dataDir?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** From the root; what `npm start` runs unless said otherwise. */
  readonly startScript?: string;
}

/** Starts it and resolves when it says that it listens. Rejects with its output when it does not. */
export async function startFoghorn(options: FoghornOptions): Promise<RunningFoghorn> {
  const home = mkdtempSync(join(tmpdir(), "foghorn-"));
  const dataDir = options.dataDir ?? join(home, "data");
  const configFile = join(home, "foghorn.yaml");
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (options.daemons !== "found") writeFileSync(configFile, toYaml(options.daemons, options.actions));

  const lines: string[] = [];
  const child = spawn(process.execPath, [options.startScript ?? "scripts/start.ts"], {
    cwd: join(import.meta.dirname, "../.."),
    env: {
      ...process.env,
      PORT: "0",
      NODE_ENV: "production",
      FOGHORN_DATA_DIR: dataDir,
      FOGHORN_CONFIG: configFile,
      ...(options.sshConfig !== undefined && { FOGHORN_SSH_CONFIG: options.sshConfig }),
      ...options.env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  createInterface({ input: child.stderr }).on("line", (line) => lines.push(line));

  const url = await listening(child, lines);
  const setupCode = lines.map((line) => SETUP_CODE.exec(line)?.[1]).find((code) => code !== undefined);
  return {
    url,
    dataDir,
    configFile,
    setupCode,
    output: () => lines.join("\n"),
    pid: (name) => childPid(child, name),
    async kill(name) {
      const pid = childPid(child, name);
      if (pid === undefined) throw new Error(`no ${name} process below the supervisor`);
      process.kill(pid, "SIGKILL");
      while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 10));
    },
    configure: (daemons) => writeFileSync(configFile, toYaml(daemons, options.actions)),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, "exit");
        child.kill("SIGINT");
        const timer = setTimeout(() => child.kill("SIGKILL"), STOP_DEADLINE_MS);
        await ended;
        clearTimeout(timer);
      }
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function listening(child: ChildProcess, lines: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      child.kill("SIGKILL");
      reject(new Error(`Foghorn did not start: ${why}\n${lines.join("\n")}`));
    };
    const timer = setTimeout(() => fail(`not ready after ${START_DEADLINE_MS / 1000} s`), START_DEADLINE_MS);
    child.once("exit", (code, signal) => fail(`it ended with ${signal ?? code}`));
    if (child.stdout === null) return fail("no output");
    createInterface({ input: child.stdout }).on("line", (line) => {
      lines.push(line);
      const url = READY.exec(line)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      child.removeAllListeners("exit");
      resolve(url);
    });
  });
}

/** The supervisor's child whose command line names gate.ts or server.ts. */
function childPid(supervisor: ChildProcess, name: "gate" | "web"): number | undefined {
  const script = name === "gate" ? "gate.ts" : "server.ts";
  const children = readFileSync(`/proc/${supervisor.pid}/task/${supervisor.pid}/children`, "utf8");
  return children
    .trim()
    .split(/\s+/)
    .filter((pid) => pid !== "")
    .map(Number)
    .find((pid) => commandLine(pid).includes(script));
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return ""; // it ended between the two reads
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    return false;
  }
}

/** JSON is YAML. */
const toYaml = (daemons: readonly DaemonEntry[], actions: FoghornOptions["actions"] = []): string =>
  `${JSON.stringify({ daemons, actions }, undefined, 2)}\n`;
