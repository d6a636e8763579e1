import { chmodSync, existsSync, linkSync, rmSync, unlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { DATABASE_FILE } from "#lib/adapters/prisma/data-directory.ts";
import { messageOf } from "#lib/domain/errors.ts";

/*
 * npm run backup -- <file>: a whole, consistent copy of the database, also while Foghorn runs.
 * Ends with 1 when the file exists or the copy is not whole; nothing is ever overwritten.
 */

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

async function copyDatabase(from: string, to: string): Promise<void> {
  const connection = await new PrismaBetterSqlite3({ url: `file:${from}` }).connect();
  try {
    const argTypes = [{ scalarType: "string" as const, arity: "scalar" as const }];
    await connection.queryRaw({ sql: "VACUUM INTO ?", args: [to], argTypes });
  } finally {
    await connection.dispose();
  }
}

async function isWhole(path: string): Promise<boolean> {
  const connection = await new PrismaBetterSqlite3({ url: `file:${path}` }).connect();
  try {
    const { rows } = await connection.queryRaw({ sql: "PRAGMA integrity_check(1)", args: [], argTypes: [] });
    return rows[0]?.[0] === "ok";
  } finally {
    await connection.dispose();
  }
}

const wanted = process.argv[2];
if (!wanted) fail("Usage: npm run backup -- <file>");
const target = resolve(process.env.INIT_CWD ?? ".", wanted);
const database = join(resolve(process.env.FOGHORN_DATA_DIR ?? "data"), DATABASE_FILE);
if (!existsSync(database))
  fail(`There is no database at ${database}. Set FOGHORN_DATA_DIR to the data directory.`);
if (existsSync(target)) fail(`${target} exists. Give another name: a backup overwrites nothing.`);

const part = `${target}.part`;
rmSync(part, { force: true });
process.umask(0o077);
try {
  await copyDatabase(database, part);
  if (!(await isWhole(part))) throw new Error(`the copy is not whole; ${database} may be damaged.`);
  chmodSync(part, 0o600);
  // A link never replaces a file that came meanwhile; a rename would.
  linkSync(part, target);
  console.log(`Wrote ${target}`);
} catch (error) {
  // Not process.exit: the half copy has to go first.
  process.exitCode = 1;
  console.error(`No backup was made: ${messageOf(error)}`);
} finally {
  if (existsSync(part)) unlinkSync(part);
}
