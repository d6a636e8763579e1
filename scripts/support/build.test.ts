import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

/* A build that never ends, with a worker that does not listen, started as npm start does it. */

const NEXT = "node_modules/next/dist/bin";
const WORKER = `
  process.on("SIGTERM", () => {});
  require("node:fs").appendFileSync("pids", process.pid + "\\n");
  setInterval(() => {}, 1000);
`;
const BUILD = `
  require("node:child_process").spawn(process.execPath, ["worker.cjs"], { stdio: "ignore" });
  require("node:fs").appendFileSync("pids", process.pid + "\\n");
  setInterval(() => {}, 1000);
`;
/** Processes take their time on a busy machine. */
const PATIENT = { timeout: 8_000 };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "foghorn-build-"));
  mkdirSync(join(folder, NEXT), { recursive: true });
  mkdirSync(join(folder, ".next"));
  writeFileSync(join(folder, NEXT, "next"), BUILD);
  writeFileSync(join(folder, "worker.cjs"), WORKER);
  const script = `import { ensureBuild } from "${join(import.meta.dirname, "build.ts")}";
    await ensureBuild(${JSON.stringify(folder)}, () => undefined);`;
  writeFileSync(join(folder, "start.mjs"), script);
});
afterEach(() => {
  for (const pid of pids().filter(isAlive)) process.kill(pid, "SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

const pids = (): readonly number[] => {
  const file = join(folder, "pids");
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").map(Number) : [];
};
/** One that ended and that nobody has collected yet is dead. */
const isAlive = (pid: number): boolean => {
  try {
    return !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    return false;
  }
};

test.each([
  ["SIGTERM", 143],
  ["SIGINT", 130],
  ["SIGHUP", 129],
] as const)("a %s while the pages are built ends the build and its workers", async (signal, exitCode) => {
  const start = spawn(process.execPath, [join(folder, "start.mjs")], { stdio: "ignore" });
  await expect.poll(() => pids().length, PATIENT).toBe(2);
  start.kill(signal);
  const [code] = await once(start, "exit");
  expect(code).toBe(exitCode);
  await expect.poll(() => pids().filter(isAlive), PATIENT).toEqual([]);
});
