import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";

/*
 * Prisma's own schema engine as WebAssembly: no download, no binary. Loaded by child processes only,
 * because it takes 60 MB and leaves its connection locked after a migration that failed.
 */

export interface Migration {
  /** `<UTC yyyymmddhhmmss>_<intent>` */
  readonly name: string;
  readonly sql: string;
}

export const NO_FILTERS = { externalTables: [], externalEnums: [] };

/** The migrations of a folder, oldest first. */
export function readMigrations(directory: string): readonly Migration[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((item) => item.isDirectory())
    .map((item) => item.name)
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(directory, name, "migration.sql"), "utf8") }));
}

/** A folder of migrations in the shape the engine wants. */
export const toMigrationsList = (baseDir: string, migrations: readonly Migration[]) => ({
  baseDir,
  lockfile: { path: "migration_lock.toml", content: 'provider = "sqlite"\n' },
  shadowDbInitScript: "",
  migrationDirectories: migrations.map(({ name, sql }) => ({
    path: name,
    migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value: sql } },
  })),
});

const require = createRequire(import.meta.url);

/**
 * Opens a database (a path, or `:memory:`) with the schema engine. End the process after a failed
 * migration: the connection stays locked.
 */
export async function openSchemaEngine(
  databasePath: string,
  datamodel: { readonly path: string; readonly content: string },
): Promise<SchemaEngine> {
  const scriptPath = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const bindings: typeof import("@prisma/schema-engine-wasm/schema_engine_bg") = await import(scriptPath);
  const module = new WebAssembly.Module(readFileSync(scriptPath.replace(/\.js$/, ".wasm")));
  const imports = { "./schema_engine_bg.js": { ...bindings } };
  const instance = new WebAssembly.Instance(module, imports);
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === "function") start();
  const url = databasePath === ":memory:" ? databasePath : `file:${databasePath}`;
  const factory = bindMigrationAwareSqlAdapterFactory(new PrismaBetterSqlite3({ url }));
  return bindings.SchemaEngine.new(
    { datamodels: [[datamodel.path, datamodel.content]] },
    () => undefined,
    factory,
  );
}
