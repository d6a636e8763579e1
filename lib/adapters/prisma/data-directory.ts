import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { FoghornError, messageOf } from "../../domain/errors.ts";

export const DATABASE_FILE = "foghorn.db";
const LOCK_FILE = "foghorn.lock";

/** `f_type` of file systems where another machine may write too and locks are a promise at best. */
const NETWORK_FILE_SYSTEMS: ReadonlyMap<number, string> = new Map([
  [0x6969, "NFS"],
  [0x517b, "SMB"],
  [0xff534d42, "CIFS"],
  [0xfe534d42, "SMB2"],
  [0x01021997, "9p"],
  [0x65735546, "FUSE"], // sshfs and the like; a local FUSE gets the warning for nothing
  [0x00c36400, "Ceph"],
  [0x5346414f, "AFS"],
  [0x0bd00bd0, "Lustre"],
]);

/** One sentence when the directory lies on a network file system, else undefined. */
export function networkWarning(directory: string): string | undefined {
  const name = NETWORK_FILE_SYSTEMS.get(statfsSync(directory).type);
  if (!name) return undefined;
  return `${directory} lies on ${name}. SQLite needs a local disk: over a network locks may fail and the database may be damaged. Set FOGHORN_DATA_DIR to a local directory.`;
}

/** Makes the directory (0700) and the database file (0600; SQLite gives its side files the same mode). */
export function prepareDataDirectory(directory: string): string {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    chmodSync(directory, 0o700);
    const path = join(directory, DATABASE_FILE);
    closeSync(openSync(path, "a", 0o600));
    for (const file of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(file)) chmodSync(file, 0o600);
    return path;
  } catch (error) {
    const reason = messageOf(error);
    throw new FoghornError(
      "storage",
      `The data directory ${directory} cannot be used: ${reason}. It must belong to the user Foghorn runs as.`,
      { cause: error },
    );
  }
}

export interface DirectoryLock {
  readonly release: () => Promise<void>;
}

/**
 * Takes the directory for this process alone. The lock is a lock of the kernel on an open file, so it is gone
 * when the process is, however it ended; a file with a pid would stay behind.
 * Rejects with `conflict` when another Foghorn holds it.
 */
export async function lockDataDirectory(directory: string): Promise<DirectoryLock> {
  const path = join(directory, LOCK_FILE);
  closeSync(openSync(path, "a", 0o600));
  const holder: SqlDriverAdapter = await new PrismaBetterSqlite3({
    url: `file:${path}`,
    timeout: 0,
  }).connect();
  try {
    await holder.executeScript("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;");
  } catch (error) {
    await holder.dispose();
    throw new FoghornError(
      "conflict",
      `Another Foghorn already uses ${directory}. Stop it first, or start this one with another FOGHORN_DATA_DIR.`,
      { cause: error },
    );
  }
  return { release: () => holder.dispose() };
}
