import { createHash } from "node:crypto";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Where a gate that starts again goes on reading: after the last line that web has stored. */
export interface SavedCursor {
  readonly load: () => Promise<string | undefined>;
  /** Written soon, once, and whole: the file before stays until the new one is on the disk. */
  readonly save: (cursor: string) => void;
  /** Resolves when what was handed to `save` is on the disk. Rejects when it could not be written. */
  readonly flush: () => Promise<void>;
}

const LIMIT_BYTES = 1_024;

/** One small file per host in the gate's state directory. */
export function createSavedCursor(stateDir: string, hostId: string): SavedCursor {
  // A host id is a safe name already; the hash keeps that true for any caller.
  const name = /^[a-z0-9-]{1,63}$/.test(hostId)
    ? hostId
    : createHash("sha256").update(hostId).digest("hex").slice(0, 32);
  const path = join(stateDir, "cursors", name);
  let wanted: string | undefined;
  let written: string | undefined;
  let writing: Promise<void> | undefined;

  const write = async (): Promise<void> => {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    while (wanted !== undefined && wanted !== written) {
      const cursor = wanted;
      const file = await open(`${path}.new`, "w", 0o600);
      try {
        await file.writeFile(`${cursor}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(`${path}.new`, path);
      written = cursor;
    }
  };

  const flush = async (): Promise<void> => {
    if (writing === undefined && wanted !== undefined && wanted !== written) {
      writing = write().finally(() => {
        writing = undefined;
      });
    }
    await writing;
  };

  return {
    load: async () => {
      try {
        const text = (await readFile(path, "utf8")).slice(0, LIMIT_BYTES).trim();
        return text === "" ? undefined : text;
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
        throw error;
      }
    },
    save: (cursor) => {
      wanted = cursor;
      // A disk that takes no writes costs lines read twice after a restart, not a gate that stops.
      flush().catch(() => undefined);
    },
    flush,
  };
}
