import { statSync } from "node:fs";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { FoghornError } from "../../domain/errors.ts";
import { PrismaClient } from "../../generated/prisma/client.ts";
import { isDamage } from "./storage-error.ts";

export type Database = PrismaClient;

/** As read back from the connection after they were set; shown in the health report. */
export interface Pragmas {
  readonly journalMode: string;
  /** 2 is FULL: a commit is on the disk before it is acknowledged. */
  readonly synchronous: number;
  readonly foreignKeys: number;
  readonly busyTimeoutMs: number;
}

const BUSY_TIMEOUT_MS = 5_000;
/** A full look takes about 3 s for each GiB: above this only the schema is read at start. */
const CHECK_UP_TO_BYTES = 128 * 1024 * 1024;

async function pragma(database: Database, name: string): Promise<string> {
  const rows = await database.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${name}`);
  return String(Object.values(rows[0] ?? {})[0]);
}

async function setPragmas(database: Database): Promise<Pragmas> {
  // WAL first: the driver resets synchronous when the journal changes.
  await pragma(database, "journal_mode = WAL");
  await database.$executeRawUnsafe("PRAGMA synchronous = FULL");
  await database.$executeRawUnsafe("PRAGMA foreign_keys = ON");
  await pragma(database, `busy_timeout = ${BUSY_TIMEOUT_MS}`);
  await pragma(database, "journal_size_limit = 67108864");
  // What is erased is overwritten, not only unlinked.
  await pragma(database, "secure_delete = ON");
  const pragmas: Pragmas = {
    journalMode: await pragma(database, "journal_mode"),
    synchronous: Number(await pragma(database, "synchronous")),
    foreignKeys: Number(await pragma(database, "foreign_keys")),
    busyTimeoutMs: Number(await pragma(database, "busy_timeout")),
  };
  const isAsSet =
    pragmas.journalMode === "wal" &&
    pragmas.synchronous === 2 &&
    pragmas.foreignKeys === 1 &&
    pragmas.busyTimeoutMs === BUSY_TIMEOUT_MS;
  if (!isAsSet) {
    throw new FoghornError(
      "storage",
      `SQLite did not take its settings (${JSON.stringify(pragmas)}), so a power cut could lose what was acknowledged. Is the data directory on a local disk?`,
    );
  }
  return pragmas;
}

export const damagedDatabase = (path: string, cause: unknown): FoghornError =>
  new FoghornError(
    "storage",
    [
      `The database ${path} is damaged, so Foghorn does not start and changes nothing.`,
      "1. Copy the whole data directory somewhere safe.",
      `2. Put a backup in its place (npm run backup makes them), or save what can be read: sqlite3 ${path} .recover | sqlite3 recovered.db`,
      `3. Remove ${path}-wal and ${path}-shm when you replace the file, and start again.`,
    ].join("\n"),
    { cause },
  );

/** Refuses with instructions when the file is damaged. It is never made anew. */
async function checkDatabase(database: Database, path: string): Promise<void> {
  if (statSync(path).size > CHECK_UP_TO_BYTES) return;
  const answer = await pragma(database, "quick_check(1)");
  if (answer !== "ok") throw damagedDatabase(path, new Error(answer));
}

/** Opens the database for the one connection Foghorn has. Rejects with `storage`; nothing may be served then. */
export async function connect(path: string): Promise<{ database: Database; pragmas: Pragmas }> {
  const adapter = new PrismaBetterSqlite3({ url: `file:${path}`, timeout: BUSY_TIMEOUT_MS });
  const database = new PrismaClient({ adapter });
  try {
    const pragmas = await setPragmas(database);
    await checkDatabase(database, path);
    return { database, pragmas };
  } catch (error) {
    await database.$disconnect();
    throw isDamage(error) ? damagedDatabase(path, error) : error;
  }
}
