import type { Database } from "./connect.ts";
import type { WriteQueue } from "./write-queue.ts";

/** What every store is made of. */
export interface StoreContext {
  readonly database: Database;
  readonly queue: WriteQueue;
  /** A store that remembers what it planned forgets it when the transaction did not happen. */
  readonly onRollback: (forget: () => void) => void;
}
