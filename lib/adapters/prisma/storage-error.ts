import { FoghornError, messageOf } from "../../domain/errors.ts";

/** Codes of Prisma and of SQLite beneath it, wherever in the chain of causes they stand. */
function codesOf(error: unknown): readonly string[] {
  const codes: string[] = [];
  for (let link: unknown = error; typeof link === "object" && link !== null; ) {
    if ("code" in link && typeof link.code === "string") codes.push(link.code);
    if ("originalCode" in link && typeof link.originalCode === "string") codes.push(link.originalCode);
    link = "cause" in link ? link.cause : undefined;
  }
  return codes;
}

const DISK_FULL = /SQLITE_FULL|ENOSPC|database or disk is full/;
const DAMAGED = /SQLITE_CORRUPT|SQLITE_NOTADB|malformed|not a database/;

export const isDamage = (error: unknown): boolean =>
  DAMAGED.test(`${codesOf(error).join(" ")} ${messageOf(error)}`);

/**
 * What a failed write is to the rest: `conflict` when a unique key was taken by somebody else, `storage` for
 * everything the disk or the database refuses. Our own errors stay as they are.
 */
export function toStorageError(error: unknown): FoghornError {
  if (error instanceof FoghornError) return error;
  const codes = codesOf(error);
  const all = `${codes.join(" ")} ${messageOf(error)}`;
  if (codes.includes("P2002") || /SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)/.test(all)) {
    return new FoghornError("conflict", "Somebody else was first. Read again and decide anew.", {
      cause: error,
    });
  }
  if (DISK_FULL.test(all)) {
    return new FoghornError("storage", "The disk is full: nothing was stored. Free space and try again.", {
      cause: error,
    });
  }
  if (DAMAGED.test(all)) {
    return new FoghornError("storage", "The database is damaged: nothing was stored.", { cause: error });
  }
  return new FoghornError("storage", "The database refused the write: nothing was stored.", { cause: error });
}
