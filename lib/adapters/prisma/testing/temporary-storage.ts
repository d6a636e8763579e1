import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Clock } from "../../../engine/ports.ts";
import { DATABASE_FILE, prepareDataDirectory } from "../data-directory.ts";
import { MIGRATIONS_DIRECTORY, migrate } from "../migrate.ts";
import { readMigrations } from "../schema-engine.ts";
import { openStorage, type Storage } from "../storage.ts";

/** Shared by all test processes and kept for the next run; its name changes with the migrations. */
const CACHE = resolve(import.meta.dirname, "../../../../node_modules/.cache/foghorn");

let template: Promise<string> | undefined;

/** A migrated, empty database; made once, because the migration takes longer than most tests. */
async function makeTemplate(): Promise<string> {
  const history = createHash("sha256").update(JSON.stringify(readMigrations(MIGRATIONS_DIRECTORY)));
  const path = join(CACHE, `empty-${history.digest("hex").slice(0, 16)}.db`);
  if (existsSync(path)) return path;
  const directory = makeDirectory();
  const made = prepareDataDirectory(directory);
  await migrate(made);
  mkdirSync(CACHE, { recursive: true });
  // Under its name only when it is whole: another process may look at the same moment.
  copyFileSync(made, `${path}.${process.pid}`);
  renameSync(`${path}.${process.pid}`, path);
  rmSync(directory, { recursive: true, force: true });
  return path;
}

export const makeDirectory = (): string => mkdtempSync(join(tmpdir(), "foghorn-storage-"));

/** A directory with a migrated, empty database. */
export async function makeMigratedDirectory(): Promise<string> {
  template ??= makeTemplate();
  const directory = makeDirectory();
  copyFileSync(await template, join(directory, DATABASE_FILE));
  return directory;
}

/** A real database in a directory of its own. `close` removes it. */
export async function openTemporaryStorage(
  clock: Clock = { now: Date.now },
): Promise<{ readonly storage: Storage; readonly directory: string; readonly close: () => Promise<void> }> {
  const directory = await makeMigratedDirectory();
  const storage = await openStorage({ dataDirectory: directory, clock });
  return {
    storage,
    directory,
    close: async () => {
      await storage.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
