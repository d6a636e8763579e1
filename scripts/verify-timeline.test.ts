import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sha256 } from "#lib/adapters/prisma/incident-plan.ts";
import { openTemporaryStorage } from "#lib/adapters/prisma/testing/temporary-storage.ts";
import { aPerson, T0 } from "#lib/domain/incidents/testing/builders.ts";
import type { TimelineEntry } from "#lib/domain/timeline.ts";
import { entryHash } from "#lib/domain/timeline-hash.ts";
import { createWorld } from "#lib/engine/incidents/testing/world.ts";
import type { EntryDraft } from "#lib/engine/ports-incidents.ts";

/* The script as a person calls it, beside a Foghorn that has the same database open. */

const note = (markdown: string): EntryDraft => ({
  at: T0,
  actor: aPerson("Ada"),
  visibility: "internal",
  body: { kind: "note", markdown },
});

let directory: string;
let close: () => Promise<void>;
let hashes: readonly string[];
let readEntries: () => Promise<readonly TimelineEntry[]>;

beforeEach(async () => {
  const temporary = await openTemporaryStorage();
  ({ directory, close } = temporary);
  const written = await temporary.storage.incidents.open(() => ({
    entries: [
      { ...note(""), body: { kind: "incident.opened", title: "x", severity: "SEV2", reason: "y" } },
      note("one"),
      note("two"),
    ],
  }));
  hashes = written.entries.map(({ hash }) => hash);
  readEntries = () => temporary.storage.incidents.entries(written.incident.id, { afterSeq: 0, limit: 10 });
});
afterEach(() => close());

async function verify(...args: readonly string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, "verify-timeline.ts"), ...args], {
    env: { ...process.env, FOGHORN_DATA_DIR: directory },
  });
  let stdout = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk;
  });
  const [code] = await once(child, "close");
  return { code, stdout };
}

test("a whole timeline is said to be, also up to the hash that an older export ends with", async () => {
  const { code, stdout } = await verify(hashes[1] ?? "");
  expect(stdout).toContain(`INC-0001: 3 entries, whole, the last hash is ${hashes[2]}`);
  expect(stdout).toContain("The hash is that of entry 2 of INC-0001");
  expect(code).toBe(0);
});

test("a changed entry is named, and a hash behind it proves nothing any more", async () => {
  await forge(`UPDATE TimelineEntry SET bodyJson = '{"kind":"note","markdown":"none"}' WHERE seq = 2`);
  const { code, stdout } = await verify(hashes[2] ?? "");
  expect(stdout).toContain("INC-0001: 3 entries, BROKEN at entry 2: its text does not fit its digest");
  expect(stdout).toContain("1 timelines read, 1 broken.");
  expect(stdout).toContain("what was exported is not what is here");
  expect(code).toBe(1);
});

test("an entry of an older version, hashed with a fraction of a millisecond, was told as broken", async () => {
  const [, second = "", last] = hashes;
  const written = (await readEntries()).at(-1);
  if (written === undefined) throw new Error("no entry");
  const hash = entryHash(second, { ...written, at: written.at + 0.62890625 }, sha256);
  await forge(
    `UPDATE TimelineEntry SET hash = '${hash}' WHERE hash = '${last}'; UPDATE Incident SET headHash = '${hash}'`,
  );
  const { code, stdout } = await verify(hash);
  expect(stdout).toContain(
    `INC-0001: 3 entries, 1 proven with the fraction of a millisecond that was hashed and not stored, whole, the last hash is ${hash}`,
  );
  expect(code).toBe(0);
});

test("a hash that is in no chain, and a word that is no hash", async () => {
  expect(await verify("0".repeat(64))).toMatchObject({ code: 1 });
  expect(await verify("INC-0001")).toMatchObject({ code: 2, stdout: "" });
});

/** As somebody with the file and a SQLite shell would: without the trigger that refuses it. */
async function forge(sql: string): Promise<void> {
  const connection = await new PrismaBetterSqlite3({
    url: `file:${join(directory, "foghorn.db")}`,
  }).connect();
  await connection.executeScript(`DROP TRIGGER "TimelineEntry_unchanged"`);
  await connection.executeScript(sql);
  await connection.dispose();
}

test("an exported file is proven without a database, and one that is none or was altered is refused with the reason", async () => {
  const world = await createWorld();
  const file = join(directory, "INC-0001.json");
  try {
    const exported = await world.incidents.queries.incidentFile(await world.openOne());
    writeFileSync(file, exported?.json ?? "");
  } finally {
    await world.close();
  }
  const whole = await verify(file);
  expect(whole.stdout).toMatch(/INC-0001, \d+ entries, whole, the last hash is [0-9a-f]{64}\n$/);
  expect(whole.code).toBe(0);
  writeFileSync(file, readFileSync(file, "utf8").replace("dockerd", "Dockerd"));
  const altered = await verify(file);
  expect(altered.stdout).toContain(
    "REFUSED: something in it was changed or lost, for its digest is another: ",
  );
  expect(altered.code).toBe(1);
  expect((await verify(join(directory, "none.json"))).code).toBe(2);
});
