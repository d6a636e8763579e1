import { type ChildProcess, spawn } from "node:child_process";

/** One process of Foghorn. */
export interface ProcessPlan {
  readonly name: "gate" | "web";
  readonly script: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface Ready {
  readonly kind: "ready";
  readonly url: string;
  readonly setupCode?: string;
}

export interface SuperviseOptions {
  readonly root: string;
  readonly plans: readonly ProcessPlan[];
  readonly say: (line: string) => void;
  /** Called each time web says that it serves. */
  readonly ready: (message: Ready) => void;
  /** A process that lived so long starts again without the wait of a crash loop. */
  readonly settledMs?: number;
}

export interface Supervision {
  /** Resolves with an exit code once everything has ended: after `stop`, or when web never came up. */
  readonly ended: Promise<number>;
  readonly stop: () => void;
  /** For reading the configuration again. */
  readonly signal: (signal: NodeJS.Signals) => void;
}

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 10_000;
const SETTLED_MS = 30_000;
/** Everything is gone within 3 s of Ctrl-C. */
const KILL_AFTER_MS = 2_300;

export const retryDelayMs = (failures: number): number =>
  Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures, 10));

/**
 * Keeps the processes alive, each by itself: one that dies is started again while the other lives on.
 * They hang on this process by their channel and their stdin, and end when it is gone, however it went.
 */
export function supervise({
  root,
  plans,
  say,
  ready,
  settledMs = SETTLED_MS,
}: SuperviseOptions): Supervision {
  const children = new Map<string, ChildProcess>();
  const retries = new Set<NodeJS.Timeout>();
  const { promise: ended, resolve: end } = Promise.withResolvers<number>();
  let isStopping = false;
  let wasReady = false;
  let exitCode = 0;
  // A free port (PORT=0) is chosen once: people who have the address must find web there after a restart.
  let portTaken: { readonly PORT?: string } = {};

  const endWhenEmpty = () => {
    if (isStopping && children.size === 0) end(exitCode);
  };

  const start = (plan: ProcessPlan, failures: number) => {
    const startedAt = Date.now();
    const child = spawn(process.execPath, [plan.script], {
      cwd: root,
      env: { ...plan.env, ...portTaken },
      // What they print goes to stderr: stdout is for the address. Their stdin is a pipe that ends with us.
      stdio: ["pipe", process.stderr, process.stderr, "ipc"],
    });
    child.stdin?.on("error", () => undefined);
    children.set(plan.name, child);
    child.on("message", (message) => {
      if (!isReady(message)) return;
      wasReady = true;
      const { port } = new URL(message.url);
      if (port !== "") portTaken = { PORT: port };
      ready(message);
    });
    // Without a process there is an error and no exit.
    child.once("error", (error) => over(error.message));
    child.once("exit", (code, signal) => over(signal ?? `code ${code}`));

    let isOver = false;
    const over = (how: string) => {
      if (isOver) return;
      isOver = true;
      children.delete(plan.name);
      if (isStopping) return endWhenEmpty();
      if (plan.name === "web" && !wasReady) {
        // It has said why: a port in use, a database it must not touch. Trying again would only hide that.
        exitCode = 1;
        return stop();
      }
      const failed = Date.now() - startedAt >= settledMs ? 0 : failures;
      const delayMs = retryDelayMs(failed);
      say(`The ${plan.name} process ended (${how}). It starts again in ${delayMs / 1_000} s.`);
      const timer = setTimeout(() => {
        retries.delete(timer);
        start(plan, failed + 1);
      }, delayMs);
      retries.add(timer);
    };
  };

  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    for (const timer of retries) clearTimeout(timer);
    for (const child of children.values()) child.kill("SIGTERM");
    setTimeout(() => {
      for (const child of children.values()) child.kill("SIGKILL");
    }, KILL_AFTER_MS).unref();
    endWhenEmpty();
  };

  for (const plan of plans) start(plan, 0);
  return {
    ended,
    stop,
    signal: (signal) => {
      for (const child of children.values()) child.kill(signal);
    },
  };
}

const isReady = (message: unknown): message is Ready =>
  typeof message === "object" && message !== null && "kind" in message && message.kind === "ready";
