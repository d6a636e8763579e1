import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "../../../engine/ports.ts";
import { openStorage, type Storage } from "../storage.ts";

/** A real database in a directory of its own. `close` removes it. */
export async function openTemporaryStorage(
  clock: Clock = { now: Date.now },
): Promise<{ readonly storage: Storage; readonly directory: string; readonly close: () => Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), "foghorn-storage-"));
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
