import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";

const STAMP = ".next/foghorn-build";
const SOURCES = [
  "{app,components,lib,public}/**/*",
  "{proxy.ts,next.config.js,postcss.config.mjs,tsconfig.json,package.json,package-lock.json}",
];
const PROGRESS_MS = 5_000;
/** Next lets one build of a folder run at a time and turns others away. */
const BUSY_RETRY_MS = 1_000;
const ENDINGS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** Everything is gone within 3 s of Ctrl-C. */
const KILL_AFTER_MS = 2_300;
const BUSY = "Another next build process is already running";

/**
 * Builds the pages unless those that are there were built from the same sources. Says what it does.
 * Rejects with Next's output when the build fails.
 */
export async function ensureBuild(root: string, say: (line: string) => void): Promise<void> {
  const stamp = sourcesDigest(root);
  if (readStamp(root) === stamp) return;
  say("Building the pages (half a minute) …");
  // Types of removed routes lie there and would fail this build.
  rmSync(join(root, ".next/dev"), { recursive: true, force: true });
  rmSync(join(root, STAMP), { force: true });
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1_000);
  const timer = setInterval(() => say(`Building the pages: ${seconds()} s`), PROGRESS_MS);
  try {
    while ((await nextBuild(root)) === "busy") {
      if (readStamp(root) === stamp) return;
      await new Promise((resolve) => setTimeout(resolve, BUSY_RETRY_MS));
    }
  } finally {
    clearInterval(timer);
  }
  writeFileSync(join(root, STAMP), stamp);
  say(`Building the pages: done in ${seconds()} s`);
}

function readStamp(root: string): string | undefined {
  try {
    return readFileSync(join(root, STAMP), "utf8");
  } catch {
    return undefined;
  }
}

/** By content: a checkout of another branch changes times and not always text. */
function sourcesDigest(root: string): string {
  const hash = createHash("sha256");
  const files = globSync(SOURCES, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files)
    hash.update(file.slice(root.length)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function nextBuild(root: string): Promise<"built" | "busy"> {
  const next = join(root, "node_modules/next/dist/bin/next");
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [next, "build"], {
      cwd: root,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own: its workers end with it.
      detached: true,
    });
    const letGo = endWithUs(child);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output = (output + chunk.toString("utf8")).slice(-20_000);
      });
    }
    child.once("error", (error) => {
      letGo();
      reject(error);
    });
    child.once("close", (code) => {
      letGo();
      if (code === 0) resolve("built");
      else if (output.includes(BUSY)) resolve("busy");
      else reject(new Error(`${output}\nThe pages could not be built.`));
    });
  });
}

/**
 * Whoever ends us ends the build and its workers: it would go on for half a minute by itself, and turn the next one away.
 * Returns how to stop caring.
 */
function endWithUs(child: ChildProcess): () => void {
  const end = (signal: NodeJS.Signals): void => {
    killGroup(child, "SIGTERM");
    const late = setTimeout(() => killGroup(child, "SIGKILL"), KILL_AFTER_MS);
    child.once("exit", () => {
      clearTimeout(late);
      // What is left of it listens to nobody.
      killGroup(child, "SIGKILL");
      process.exit(128 + constants.signals[signal]);
    });
  };
  for (const signal of ENDINGS) process.once(signal, end);
  return () => {
    for (const signal of ENDINGS) process.off(signal, end);
  };
}

function killGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // Nobody of the group is left.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
