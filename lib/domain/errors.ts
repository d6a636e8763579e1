/**
 * Everything that can go wrong, told apart by `code` because two copies of one class exist
 * (the server's and the pages').
 */
export const FOGHORN_ERROR_CODES = [
  /** The address, id or name does not exist, or the reader may not know that it does. */
  "not-found",
  /** Somebody else was first; read again and decide anew. */
  "conflict",
  /** What was sent has the wrong shape; the message says where and what would be right. */
  "invalid-input",
  /** Nobody is signed in. */
  "unauthenticated",
  /** Somebody is signed in, but the role does not allow it. */
  "forbidden",
  "rate-limited",
  /** The gate process does not answer; nothing about any host can be read. */
  "gate-down",
  /** The gate answers, the host or its daemon does not. */
  "host-unreadable",
  /** Disk full, database locked or damaged: what was sent is not stored. */
  "storage",
  "internal",
] as const;

export type FoghornErrorCode = (typeof FOGHORN_ERROR_CODES)[number];

export class FoghornError extends Error {
  readonly code: FoghornErrorCode;

  constructor(code: FoghornErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "FoghornError";
    this.code = code;
  }
}

/** The code of anything that was thrown; `internal` for whatever is not ours. Works across module copies. */
export function errorCodeOf(error: unknown): FoghornErrorCode {
  if (typeof error !== "object" || error === null || !("code" in error)) return "internal";
  const known = FOGHORN_ERROR_CODES.find((code) => code === error.code);
  return known ?? "internal";
}

/** What went wrong in words, of anything that was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
