import { spawn } from "node:child_process";
import { LabError } from "./errors.ts";
import { PLAIN_ENV } from "./run.ts";

/**
 * Holds an exclusive lock on `path` while `work` runs.
 *
 * flock(1) holds it, and ends when its input closes: the kernel releases the lock even when this
 * process is killed with a signal it cannot catch, so no stale lock is ever left.
 * Errors: `deadline` when somebody else holds it longer than `waitMs`.
 */
export async function withLock<T>(path: string, waitMs: number, work: () => Promise<T>): Promise<T> {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  const holder = spawn("flock", ["-x", "-w", String(seconds), path, "sh", "-c", "echo held; exec cat"], {
    detached: true, // Ctrl-C must not release it before the work is taken back
    stdio: ["pipe", "pipe", "ignore"],
    env: PLAIN_ENV,
  });
  const ended = new Promise<void>((resolve) => {
    holder.on("close", () => resolve());
    holder.on("error", () => resolve());
  });
  const held = new Promise<boolean>((resolve) => holder.stdout.once("data", () => resolve(true)));
  holder.stdin.on("error", () => undefined);
  if (!(await Promise.race([held, ended.then(() => false)]))) {
    throw new LabError("deadline", `another lab command has held ${path} for ${seconds} s`);
  }
  try {
    return await work();
  } finally {
    holder.stdin.end();
    await ended;
  }
}
