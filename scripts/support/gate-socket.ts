import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** `sun_path` holds 108 bytes with the zero at its end. */
const PATH_LIMIT_BYTES = 107;

/**
 * A place for the gate's socket: a fresh directory of our own (0700) whose path is short enough, as that of
 * the data directory may not be. Throws when there is none.
 */
export function makeGateSocket(env: NodeJS.ProcessEnv): {
  readonly path: string;
  readonly remove: () => void;
} {
  const bases = [env.XDG_RUNTIME_DIR, "/run", tmpdir(), "/tmp"].filter(
    (base) => base !== undefined && base !== "",
  );
  for (const base of bases as string[]) {
    if (!isWritable(base)) continue;
    const directory = mkdtempSync(join(base, "foghorn-"));
    const path = join(directory, "gate.sock");
    const remove = () => rmSync(directory, { recursive: true, force: true });
    if (Buffer.byteLength(path) <= PATH_LIMIT_BYTES) return { path, remove };
    remove();
  }
  throw new Error(`No short writable directory for the gate's socket: tried ${bases.join(", ")}.`);
}

function isWritable(directory: string): boolean {
  try {
    accessSync(directory, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
