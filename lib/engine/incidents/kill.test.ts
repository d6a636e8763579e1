import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openStorage } from "../../adapters/prisma/storage.ts";
import { makeMigratedDirectory } from "../../adapters/prisma/testing/temporary-storage.ts";

const WRITER = fileURLToPath(new URL("./testing/note-writer.ts", import.meta.url));
const ROUNDS = 4;
/** Odd numbers, so that the kill falls at different places of a group of writes. */
const SEEN_BEFORE_KILL = 37;

/** Lets a writer run until a browser has seen some entries, kills it, and returns every entry that was seen. */
async function writeAndKill(directory: string, seenCount: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [WRITER, directory], { stdio: ["ignore", "pipe", "inherit"] });
  const exit = once(child, "exit");
  const seen: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    seen.push(line);
    if (seen.length === seenCount) child.kill("SIGKILL");
  }
  await exit;
  return seen;
}

test("kill -9 at any moment loses no entry that a browser saw, and the chain is whole", {
  timeout: 90_000,
}, async () => {
  const directory = await makeMigratedDirectory();
  const seen: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    seen.push(...(await writeAndKill(directory, SEEN_BEFORE_KILL + round * 10)));
  }
  const storage = await openStorage({ dataDirectory: directory, clock: { now: Date.now } });
  const [incident] = await storage.incidents.list({ limit: 1 });
  const entries = incident ? await storage.incidents.entries(incident.id, { afterSeq: 0, limit: 5_000 }) : [];
  const stored = new Set(entries.map(({ seq, hash }) => `${seq} ${hash}`));
  expect(seen.length).toBeGreaterThanOrEqual(ROUNDS * SEEN_BEFORE_KILL);
  expect(seen.filter((entry) => !stored.has(entry))).toEqual([]);
  expect(incident && (await storage.incidents.verify(incident.id))).toBeUndefined();
  await storage.close();
  rmSync(directory, { recursive: true, force: true });
});
