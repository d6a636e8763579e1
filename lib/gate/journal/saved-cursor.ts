import { createHash } from "node:crypto";
import { readFileSync, statSync, utimesSync } from "node:fs";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isNotThere } from "../not-there.ts";
import { cursorTime } from "./continuity.ts";
import { type SeenMemory, SILENT_MS } from "./follower.ts";

/** Where a gate that starts again goes on reading: after the last line that web has stored. */
export interface SavedCursor {
  readonly load: () => Promise<string | undefined>;
  /** Written soon, once, and whole: the file before stays until the new one is on the disk. */
  readonly save: (cursor: string) => void;
  /** Resolves when what was handed to `save` is on the disk. Rejects when it could not be written. */
  readonly flush: () => Promise<void>;
}

const LIMIT_BYTES = 1_024;

/** One small file per host; a host id is a safe name, and the hash keeps that true for any caller. */
const cursorPath = (stateDir: string, hostId: string): string => {
  const isName = /^[a-z0-9-]{1,63}$/.test(hostId);
  const name = isName ? hostId : createHash("sha256").update(hostId).digest("hex").slice(0, 32);
  return join(stateDir, "cursors", name);
};

/**
 * The saved cursor's file time as a memory: while the last line is stored and the follower is open, nothing
 * else was there to read. Without it a quiet night and a vacuumed journal would look like a loss.
 */
export function createSeenMemory(stateDir: string, hostId: string): SeenMemory {
  const path = cursorPath(stateDir, hostId);
  const holds = (cursor: string): boolean => readFileSync(path, "utf8").trim() === cursor;
  return {
    seenAt: (cursor) => {
      try {
        return holds(cursor) ? statSync(path).mtimeMs : undefined;
      } catch {
        return undefined;
      }
    },
    confirm: (cursor) => {
      try {
        const until = new Date(Date.now() - SILENT_MS);
        if (holds(cursor) && statSync(path).mtimeMs < until.getTime()) utimesSync(path, until, until);
      } catch {
        // No file yet, or a disk that takes no writes: the next gap is drawn wider than it was.
      }
    },
  };
}

export function createSavedCursor(stateDir: string, hostId: string): SavedCursor {
  const path = cursorPath(stateDir, hostId);
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
        // Saving says nothing about the time since that line: only a follower that looks on does.
        const readAt = new Date(cursorTime(cursor));
        await file.utimes(readAt, readAt);
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
        if (isNotThere(error)) return undefined;
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
