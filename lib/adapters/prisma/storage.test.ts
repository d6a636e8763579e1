import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { afterEach, describe, expect, test } from "vitest";
import { DATABASE_FILE } from "./data-directory.ts";
import { copyPathOf, MIGRATIONS_DIRECTORY, migrate } from "./migrate.ts";
import { openStorage } from "./storage.ts";
import { makeDirectory, makeMigratedDirectory, openTemporaryStorage } from "./testing/temporary-storage.ts";

const root = resolve(import.meta.dirname, "../../..");
const clock = { now: Date.now };
const made: string[] = [];
const keep = (directory: string): string => {
  made.push(directory);
  return directory;
};
afterEach(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
});

async function query(path: string, sql: string): Promise<readonly unknown[][]> {
  const connection = await new PrismaBetterSqlite3({ url: `file:${path}` }).connect();
  try {
    return (await connection.queryRaw({ sql, args: [], argTypes: [] })).rows;
  } finally {
    await connection.dispose();
  }
}

describe("the data directory", () => {
  test("is for its owner alone, and the database takes its settings before anything is served", async () => {
    const { storage, directory, close } = await openTemporaryStorage();
    expect(storage.pragmas).toEqual({
      journalMode: "wal",
      synchronous: 2,
      foreignKeys: 1,
      busyTimeoutMs: 5_000,
    });
    await storage.settings.set("a", "b", 1);
    for (const file of [DATABASE_FILE, `${DATABASE_FILE}-wal`, `${DATABASE_FILE}-shm`, "foghorn.lock"]) {
      expect(statSync(join(directory, file)).mode & 0o777).toBe(0o600);
    }
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    expect(storage.status()).toMatchObject({ ok: true });
    await close();
  });

  test("is refused to a second Foghorn, and free again when the first was killed", async () => {
    const directory = keep(await makeMigratedDirectory());
    const script = `const { lockDataDirectory } = await import(${JSON.stringify(join(import.meta.dirname, "data-directory.ts"))});
      await lockDataDirectory(${JSON.stringify(directory)}); console.log("locked"); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    await expect(openStorage({ dataDirectory: directory, clock })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Another Foghorn already uses"),
    });
    child.kill("SIGKILL");
    await once(child, "exit");
    const storage = await openStorage({ dataDirectory: directory, clock });
    await storage.close();
  });

  test("keeps its identity over restarts", async () => {
    const directory = keep(await makeMigratedDirectory());
    const first = await openStorage({ dataDirectory: directory, clock });
    await first.close();
    const second = await openStorage({ dataDirectory: directory, clock });
    await second.close();
    expect(second.databaseId).toBe(first.databaseId);
  });

  test("a size near the limit is said, and nothing is removed for it", async () => {
    const directory = keep(await makeMigratedDirectory());
    const storage = await openStorage({ dataDirectory: directory, clock, limitBytes: 1_000 });
    expect(storage.status()).toMatchObject({ ok: true, message: expect.stringContaining("incidents stay") });
    await storage.close();
  });
});

describe("a damaged database", () => {
  test.each([
    ["a file that is none", () => Buffer.from("this is not a database, it is a letter".repeat(40))],
    [
      "pages that were overwritten",
      (whole: Buffer) => Buffer.concat([whole.subarray(0, 4_096), Buffer.alloc(whole.length - 4_096, 0xa5)]),
    ],
  ])("%s: refused with instructions, and left as it is", async (_name, damage) => {
    const directory = keep(await makeMigratedDirectory());
    const path = join(directory, DATABASE_FILE);
    writeFileSync(path, damage(readFileSync(path)));
    const before = readFileSync(path);
    await expect(openStorage({ dataDirectory: directory, clock })).rejects.toMatchObject({
      code: "storage",
      message: expect.stringContaining("Copy the whole data directory somewhere safe"),
    });
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});

describe("migrations", () => {
  /** The real history with one more step. */
  function historyWith(sql: string): string {
    const directory = join(keep(makeDirectory()), "migrations");
    cpSync(MIGRATIONS_DIRECTORY, directory, { recursive: true });
    mkdirSync(join(directory, "29990101000000_next"));
    writeFileSync(join(directory, "29990101000000_next/migration.sql"), sql);
    return directory;
  }

  test("the history leads to the schema", async () => {
    const run = promisify(execFile)(process.execPath, [join(root, "scripts/db-new.ts"), "--check"]);
    await expect(run).resolves.toMatchObject({ stdout: expect.stringContaining("nothing to write") });
  });

  test("a copy is kept before, and an up-to-date database starts no child", async () => {
    const path = join(keep(await makeMigratedDirectory()), DATABASE_FILE);
    const history = historyWith('CREATE TABLE "Later" ("id" TEXT PRIMARY KEY);');
    expect(await migrate(path, history)).toEqual(["29990101000000_next"]);
    expect(await query(copyPathOf(path), "SELECT name FROM sqlite_master WHERE name = 'Later'")).toEqual([]);
    expect(await query(path, "SELECT name FROM sqlite_master WHERE name = 'Later'")).toHaveLength(1);
    expect(await migrate(path, history)).toEqual([]);
    expect(statSync(copyPathOf(path)).mode & 0o777).toBe(0o600);
  });

  test("one that fails half-way is taken back, what was stored is there, and the reason is said", async () => {
    const path = join(keep(await makeMigratedDirectory()), DATABASE_FILE);
    await query(path, `INSERT INTO "Setting" VALUES ('k', 'v', 1) RETURNING 1`);
    const history = historyWith('CREATE TABLE "Half" ("id" TEXT);\nINSERT INTO "Nowhere" VALUES (1);');
    await expect(migrate(path, history)).rejects.toMatchObject({
      code: "storage",
      message: expect.stringMatching(/does not start.*put back as it was before.*Nowhere/s),
    });
    expect(await query(path, "SELECT name FROM sqlite_master WHERE name = 'Half'")).toEqual([]);
    expect(await query(path, `SELECT value FROM "Setting" WHERE key = 'k'`)).toEqual([["v"]]);
    expect(await migrate(path)).toEqual([]);
  });

  test("one that was cut off is taken back at the next start", async () => {
    const path = join(keep(await makeMigratedDirectory()), DATABASE_FILE);
    await query(path, `VACUUM INTO '${copyPathOf(path)}'`);
    await query(
      path,
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, applied_steps_count) VALUES ('x', 'y', '29990101000000_next', 1, 0) RETURNING 1`,
    );
    await query(path, `INSERT INTO "Setting" VALUES ('half', 'v', 1) RETURNING 1`);
    expect(await migrate(path)).toEqual([]);
    expect(await query(path, `SELECT key FROM "Setting"`)).toEqual([]);
  });

  test("a checklist that was open before keeps its steps when its runbook may have one for each host", async () => {
    const path = join(keep(makeDirectory()), DATABASE_FILE);
    const before = join(keep(makeDirectory()), "migrations");
    cpSync(MIGRATIONS_DIRECTORY, before, { recursive: true });
    rmSync(join(before, "20261122132000_checklist_per_host"), { recursive: true });
    await migrate(path, before);
    const write = (sql: string) => query(path, `${sql} RETURNING 1`);
    await write(`INSERT INTO Incident (id, number, title, state, severity, openedAt, confirmedMilestones, headSeq, headHash)
      VALUES ('INC-0001', 1, 'x', 'active', 'SEV2', 1, '', 0, 'h')`);
    for (const [runbook, host] of [
      ["daemon-hung", "'web-1'"],
      ["first-five-minutes", "NULL"],
    ]) {
      await write(`INSERT INTO Checklist (incidentId, runbookId, openedSeq, openedAt, version, hostId, subject, runbookJson)
        VALUES ('INC-0001', '${runbook}', 1, 1, 'v', ${host}, '', '{}')`);
      await write(`INSERT INTO StepState (incidentId, runbookId, stepId, mark, changedAt, reading, answer)
        VALUES ('INC-0001', '${runbook}', 'look', 'ticked', 1, '3 ms', 'yes')`);
    }
    expect(await migrate(path)).toEqual(["20261122132000_checklist_per_host"]);
    const columns = "runbookId, hostId, subject, stepId, mark, reading, answer";
    expect(await query(path, `SELECT ${columns} FROM StepState ORDER BY runbookId`)).toEqual([
      ["daemon-hung", "web-1", "", "look", "ticked", "3 ms", "yes"],
      ["first-five-minutes", "", "", "look", "ticked", "3 ms", "yes"],
    ]);
    expect(await query(path, "SELECT hostId FROM Checklist ORDER BY runbookId")).toEqual([["web-1"], [""]]);
    expect(await query(path, "PRAGMA foreign_key_check")).toEqual([]);
  });

  test("a first migration that fails leaves no database behind", async () => {
    const directory = keep(makeDirectory());
    const path = join(directory, DATABASE_FILE);
    writeFileSync(path, "");
    await expect(migrate(path, historyWith("CREATE NONSENSE;"))).rejects.toMatchObject({ code: "storage" });
    expect(existsSync(path)).toBe(false);
  });

  test("a database of a newer Foghorn is refused", async () => {
    const path = join(keep(await makeMigratedDirectory()), DATABASE_FILE);
    await migrate(path, historyWith("SELECT 1;"));
    await expect(migrate(path)).rejects.toMatchObject({ message: expect.stringContaining("newer Foghorn") });
  });
});

describe("backup", () => {
  const backup = (directory: string, file: string) =>
    promisify(execFile)(process.execPath, [join(root, "scripts/backup.ts"), file], {
      env: { ...process.env, FOGHORN_DATA_DIR: directory, INIT_CWD: directory },
    });

  test("of a database in use is whole, for its owner alone, and overwrites nothing", async () => {
    const { storage, directory, close } = await openTemporaryStorage();
    await storage.settings.set("key", "value", 1);
    const file = join(directory, "copy.db");
    await backup(directory, file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await query(file, `SELECT value FROM "Setting" WHERE key = 'key'`)).toEqual([["value"]]);
    await expect(backup(directory, file)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("overwrites nothing"),
    });
    expect(existsSync(`${file}.part`)).toBe(false);
    await close();
  });
});
