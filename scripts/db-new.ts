import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  NO_FILTERS,
  openSchemaEngine,
  readMigrations,
  toMigrationsList,
} from "#lib/adapters/prisma/schema-engine.ts";

/*
 * npm run db:new -- <intent>: writes the migration that leads from the history to prisma/schema.prisma.
 * npm run db:new -- --check: exits 1 when such a migration is missing.
 *
 * A migration that redefines TimelineEntry or AuditEntry drops their append-only triggers: copy them
 * from the first migration to the end of the new one.
 */

const root = resolve(import.meta.dirname, "..");
const schemaPath = join(root, "prisma/schema.prisma");
const migrationsPath = join(root, "prisma/migrations");

const isCheck = process.argv[2] === "--check";
const intent = isCheck ? "" : (process.argv[2] ?? "");
if (!isCheck && !/^[a-z0-9_]{3,60}$/.test(intent)) {
  console.error("Usage: npm run db:new -- <intent>, in small letters with _, e.g. add_share_note");
  process.exit(2);
}

const content = readFileSync(schemaPath, "utf8");
const files = [{ path: "schema.prisma", content }];
mkdirSync(migrationsPath, { recursive: true });
// The engine cannot compare with a history, only with a live database: one in memory gets the whole history.
const scratch = await openSchemaEngine(":memory:", { path: "schema.prisma", content });
await scratch.applyMigrations({
  migrationsList: toMigrationsList(migrationsPath, readMigrations(migrationsPath)),
  filters: NO_FILTERS,
});
const difference = await scratch.diff({
  from: { tag: "schemaDatasource", files, configDir: "." },
  to: { tag: "schemaDatamodel", files },
  script: true,
  exitCode: true,
  filters: NO_FILTERS,
});

if (difference.exitCode === 0) {
  console.log("The migrations lead to the schema: nothing to write.");
  process.exit(0);
}
if (isCheck) {
  console.error("prisma/schema.prisma differs from its migrations: npm run db:new -- <intent>");
  process.exit(1);
}
const stamp = new Date().toISOString().replace(/[-:T]/g, "").slice(0, 14);
const directory = join(migrationsPath, `${stamp}_${intent}`);
mkdirSync(directory);
writeFileSync(join(directory, "migration.sql"), difference.stdout ?? "");
console.log(`Wrote ${directory}/migration.sql`);
process.exit(0);
