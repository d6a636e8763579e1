import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

/* Real processes: each takes the lock, notes when it has it, waits for a word, and gives it back. */

const MODULE = join(import.meta.dirname, "folder-lock.mjs");
let folder: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "foghorn-lock-"));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

const lock = () => join(folder, "lock");

function locker(): { readonly child: ChildProcess; readonly said: () => string } {
  const script = join(folder, "locker.mjs");
  writeFileSync(
    script,
    `import { lockFolder } from "${MODULE}";
     const unlock = await lockFolder("${lock()}", (line) => console.log(line));
     console.log("has it");
     process.stdin.once("data", () => { unlock(); process.exit(0); });`,
  );
  const child = spawn(process.execPath, [script], { stdio: ["pipe", "pipe", "inherit"] });
  children.push(child);
  let said = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  return { child, said: () => said };
}

const PATIENT = { timeout: 8_000 };

test("the second waits, saying for whom, until the first gives it back", async () => {
  const first = locker();
  await expect.poll(first.said, PATIENT).toBe("has it\n");
  const second = locker();
  await expect.poll(second.said, PATIENT).toContain(`Waiting for process ${first.child.pid}`);
  expect(second.said()).not.toContain("has it");
  first.child.stdin?.write("go\n");
  await expect.poll(second.said, PATIENT).toContain("has it");
  second.child.stdin?.write("go\n");
  await once(second.child, "exit");
  expect(existsSync(lock())).toBe(false);
});

test("what a killed one left is taken over", async () => {
  const first = locker();
  await expect.poll(first.said, PATIENT).toBe("has it\n");
  first.child.kill("SIGKILL");
  await once(first.child, "exit");
  expect(existsSync(lock())).toBe(true);
  const second = locker();
  await expect.poll(second.said, PATIENT).toBe("has it\n");
});

test("a number that now belongs to another process holds nothing", async () => {
  writeFileSync(lock(), `${process.pid} 1`);
  const one = locker();
  await expect.poll(one.said, PATIENT).toBe("has it\n");
  expect(readFileSync(lock(), "utf8")).toMatch(new RegExp(`^${one.child.pid} `));
});
