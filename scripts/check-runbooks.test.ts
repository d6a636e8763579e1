import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

/* The script as a person calls it on a directory of their own. */

const OURS = `---
title: Killed for memory
symptoms: [container-oom-killed]
---
Ours.

## verify: Verify that it was not killed again
pass: container.oom-30m is 0
`;

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "foghorn-check-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

async function check(given = directory) {
  const child = spawn(process.execPath, [join(import.meta.dirname, "check-runbooks.ts"), given]);
  const said = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const)
    child[stream].on("data", (chunk: Buffer) => {
      said[stream] += chunk;
    });
  const [code] = await once(child, "close");
  return { code, ...said };
}

test("whole files are said with what they open for, what they replace, and what is not read", async () => {
  writeFileSync(join(directory, "ours.md"), OURS);
  writeFileSync(join(directory, "daemon-hung.md"), OURS.replace("container-oom-killed", "daemon-hung"));
  writeFileSync(join(directory, "README.md"), "About these.");
  writeFileSync(join(directory, "later.txt"), OURS);
  mkdirSync(join(directory, "more"));
  const { code, stdout } = await check();
  expect(stdout.trim().split("\n").toSorted()).toEqual([
    "2 files are whole, 0 files are broken.",
    "daemon-hung.md: note: Opens for daemon-hung.",
    "daemon-hung.md: note: Takes the place of the release's file of this name.",
    'later.txt: note: Not read: the name has to end in ".md".',
    "more: note: Not read: files in folders are not looked for.",
    "ours.md: note: Opens for container-oom-killed.",
  ]);
  expect(code).toBe(0);
});

test("a broken file is told with its place, and the end is 1", async () => {
  writeFileSync(join(directory, "ours.md"), OURS.replace("is 0", "is none"));
  const { code, stdout } = await check();
  expect(stdout).toContain(
    'ours.md:8:28: "none" is no plain number. "container.oom-30m" is a count.\n    8 | pass: container.oom-30m is none\n',
  );
  expect(stdout).toContain("0 files are whole, 1 file is broken.");
  expect(code).toBe(1);
});

test("an empty directory, a file and nothing at all are told apart", async () => {
  expect(await check()).toMatchObject({ code: 0, stdout: `There is no runbook in ${directory}.\n` });
  const file = join(directory, "ours.md");
  writeFileSync(file, OURS);
  expect(await check(file)).toMatchObject({ code: 2, stderr: expect.stringContaining("is a file") });
  expect(await check(join(directory, "none"))).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("There is no directory"),
  });
});
