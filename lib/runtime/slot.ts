import type { Served } from "../transport/edge.ts";

// The server's modules and Next's are two copies; only globalThis is the same in both.
const SLOT = Symbol.for("foghorn.served");
type WithSlot = typeof globalThis & { [SLOT]?: Served };

/** Called once by the server before it listens. */
export function serve(served: Served): void {
  (globalThis as WithSlot)[SLOT] = served;
}

/** Throws when no server runs around this code, as in `next build`: a page that gets here then was prerendered. */
export function served(): Served {
  const found = (globalThis as WithSlot)[SLOT];
  if (found === undefined) throw new Error("no running Foghorn: this code was reached outside the server");
  return found;
}
