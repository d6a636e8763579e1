import { chmodSync, existsSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { copyPathOf } from "#lib/adapters/prisma/migrate.ts";
import {
  NO_FILTERS,
  openSchemaEngine,
  readMigrations,
  toMigrationsList,
} from "#lib/adapters/prisma/schema-engine.ts";

/*
 * migrate-child.ts <database> <migrations>: keeps a copy of the database, then applies what is pending.
 * Ends with 1 and a reason on stderr when it cannot. It never puts the copy back itself: after a failed migration
 * this process still holds the file.
 */

const [databasePath, migrationsDirectory] = process.argv.slice(2);
if (!databasePath || !migrationsDirectory) {
  console.error("Usage: migrate-child.ts <database> <migrations>");
  process.exit(2);
}

async function keepCopy(path: string): Promise<void> {
  if (!existsSync(path) || statSync(path).size === 0) return;
  const copy = copyPathOf(path);
  rmSync(`${copy}.part`, { force: true });
  const connection = await new PrismaBetterSqlite3({ url: `file:${path}` }).connect();
  try {
    await connection.queryRaw({
      sql: "VACUUM INTO ?",
      args: [`${copy}.part`],
      argTypes: [{ scalarType: "string", arity: "scalar" }],
    });
  } finally {
    await connection.dispose();
  }
  chmodSync(`${copy}.part`, 0o600);
  renameSync(`${copy}.part`, copy);
}

try {
  await keepCopy(databasePath);
  const schemaPath = resolve(import.meta.dirname, "../prisma/schema.prisma");
  const content = readFileSync(schemaPath, "utf8");
  const engine = await openSchemaEngine(databasePath, { path: "schema.prisma", content });
  const migrationsList = toMigrationsList(migrationsDirectory, readMigrations(migrationsDirectory));
  await engine.applyMigrations({ migrationsList, filters: NO_FILTERS });
} catch (error) {
  console.error(error instanceof Error ? error.message : JSON.stringify(error));
  process.exit(1);
}
process.exit(0);
