import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "../../../engine/ports.ts";
import { DATABASE_FILE, prepareDataDirectory } from "../data-directory.ts";
import { migrate } from "../migrate.ts";
import { openStorage, type Storage } from "../storage.ts";

let template: Promise<string> | undefined;

/** A migrated, empty database; made once in a process, because the migration takes longer than most tests. */
async function makeTemplate(): Promise<string> {
  const directory = makeDirectory();
  process.once("exit", () => rmSync(directory, { recursive: true, force: true }));
  const path = prepareDataDirectory(directory);
  await migrate(path);
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
