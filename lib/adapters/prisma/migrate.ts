import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, renameSync, rmSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { FoghornError } from "../../domain/errors.ts";
import { readMigrations } from "./schema-engine.ts";

const root = resolve(import.meta.dirname, "../../..");
export const MIGRATIONS_DIRECTORY = resolve(root, "prisma/migrations");
const CHILD = resolve(root, "scripts/migrate-child.ts");

/** Where the child keeps the database as it was before it changes anything. */
export const copyPathOf = (databasePath: string): string => `${databasePath}.before-migration`;

interface History {
  readonly finished: ReadonlyMap<string, string>;
  /** Begun and not ended: the process died in the middle, or the script failed. */
  readonly unfinished: readonly string[];
}

type Query = (sql: string) => Promise<readonly unknown[][]>;

async function withDatabase<Result>(path: string, use: (query: Query) => Promise<Result>): Promise<Result> {
  const connection = await new PrismaBetterSqlite3({ url: `file:${path}` }).connect();
  try {
    return await use(async (sql) => (await connection.queryRaw({ sql, args: [], argTypes: [] })).rows);
  } finally {
    await connection.dispose();
  }
}

const readHistory = (databasePath: string): Promise<History> =>
  withDatabase(databasePath, async (query) => {
    const tables = await query("SELECT name FROM sqlite_master WHERE name = '_prisma_migrations'");
    if (tables.length === 0) return { finished: new Map(), unfinished: [] };
    const rows = await query(
      "SELECT migration_name, checksum, finished_at IS NOT NULL FROM _prisma_migrations WHERE rolled_back_at IS NULL",
    );
    const isFinished = (row: unknown[]) => Number(row[2]) === 1;
    return {
      finished: new Map(rows.filter(isFinished).map((row) => [String(row[0]), String(row[1])])),
      unfinished: rows.filter((row) => !isFinished(row)).map((row) => String(row[0])),
    };
  });

/** A redefined table may leave rows behind that refer to nothing: SQLite does not look while it is rebuilt. */
const findBrokenReference = (databasePath: string): Promise<string | undefined> =>
  withDatabase(databasePath, async (query) => {
    const [broken] = await query("PRAGMA foreign_key_check");
    return broken && `a row of ${String(broken[0])} refers to one of ${String(broken[2])} that is not there`;
  });

/** Puts the copy back in the place of the database. True when there was one. */
function restoreCopy(databasePath: string): boolean {
  const copy = copyPathOf(databasePath);
  if (!existsSync(copy)) return false;
  // Side files belong to the database that is replaced: with them the copy would be read as damaged.
  for (const side of [`${databasePath}-wal`, `${databasePath}-shm`, `${databasePath}-journal`]) {
    rmSync(side, { force: true });
  }
  copyFileSync(copy, `${databasePath}.restoring`);
  renameSync(`${databasePath}.restoring`, databasePath);
  return true;
}

/** Runs the child to its end; its last line on stderr is the reason when it fails. */
function runChild(databasePath: string, migrationsDirectory: string): Promise<string | undefined> {
  return new Promise((settle) => {
    const child = spawn(process.execPath, [CHILD, databasePath, migrationsDirectory], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString("utf8")).slice(-4_096);
    });
    child.once("error", (error) => settle(error.message));
    child.once("close", (code, signal) => {
      if (code === 0) settle(undefined);
      else settle(said.trim() || `ended by ${signal ?? `code ${code}`}`);
    });
  });
}

/**
 * Brings the database to the newest migration, in a child process. A copy is kept before and put back when a
 * migration fails or was cut off last time; then this rejects with `storage` and nothing may be served.
 * Returns the names of what was applied; none, and no child, when the database is up to date.
 */
export async function migrate(
  databasePath: string,
  migrationsDirectory: string = MIGRATIONS_DIRECTORY,
): Promise<readonly string[]> {
  const known = readMigrations(migrationsDirectory);
  let history = await readHistory(databasePath);
  if (history.unfinished.length > 0) {
    if (!restoreCopy(databasePath)) throw halfMigrated(databasePath, history.unfinished);
    history = await readHistory(databasePath);
  }
  const foreign = [...history.finished.keys()].filter((name) => !known.some((item) => item.name === name));
  if (foreign.length > 0) {
    throw new FoghornError(
      "storage",
      `${databasePath} was written by a newer Foghorn (${foreign.join(", ")}). Start that version, or restore a backup from before it.`,
    );
  }
  const edited = known.find(({ name, sql }) => {
    const checksum = history.finished.get(name);
    return checksum !== undefined && checksum !== createHash("sha256").update(sql).digest("hex");
  });
  if (edited) {
    throw new FoghornError(
      "storage",
      `Migration ${edited.name} was changed after it was applied to ${databasePath}. Restore the file of the release.`,
    );
  }
  const pending = known.map(({ name }) => name).filter((name) => !history.finished.has(name));
  if (pending.length === 0) return [];
  const isNew = history.finished.size === 0 && statSync(databasePath).size === 0;
  const problem =
    (await runChild(databasePath, migrationsDirectory)) ?? (await findBrokenReference(databasePath));
  if (problem === undefined) return pending;
  // A new database holds nothing yet; an old one gets its copy back.
  const isRestored = !isNew && restoreCopy(databasePath);
  if (isNew)
    for (const side of ["", "-wal", "-shm", "-journal"]) rmSync(`${databasePath}${side}`, { force: true });
  throw new FoghornError(
    "storage",
    `The database could not be brought up to date, so Foghorn does not start. ${
      isRestored ? "It was put back as it was before. " : ""
    }Reason: ${problem}`,
  );
}

const halfMigrated = (databasePath: string, names: readonly string[]): FoghornError =>
  new FoghornError(
    "storage",
    `A migration of ${databasePath} was cut off (${names.join(", ")}) and its copy ${copyPathOf(databasePath)} is gone. Restore a backup.`,
  );
