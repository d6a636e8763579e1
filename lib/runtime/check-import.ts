import { Worker } from "node:worker_threads";
import type { ImportCheck } from "../engine/ports-incidents.ts";

/* A file of anybody's is read and proven in a thread of its own: nothing that is watched waits for it. */

const WORKER = new URL("./check-import-worker.ts", import.meta.url);
const DEADLINE_MS = 60_000;
/** A file of the largest size takes about half of it. */
const MEMORY_MIB = 1_024;

/** What a file is. One that takes too long or too much memory is refused for it. */
export function checkImport(bytes: Uint8Array<ArrayBuffer>): Promise<ImportCheck> {
  const worker = new Worker(WORKER, {
    workerData: bytes,
    transferList: [bytes.buffer],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MIB },
    env: {},
  });
  return new Promise<ImportCheck>((resolve, reject) => {
    const deadline = setTimeout(
      () => resolve({ kind: "refused", why: "reading it takes more than a minute" }),
      DEADLINE_MS,
    );
    worker.once("message", resolve);
    worker.once("error", (error: Error & { code?: string }) =>
      error.code === "ERR_WORKER_OUT_OF_MEMORY"
        ? resolve({ kind: "refused", why: "reading it takes more memory than there is for it" })
        : reject(error),
    );
    worker.once("exit", () => {
      clearTimeout(deadline);
      reject(new Error("the thread that reads an import ended without an answer"));
    });
  }).finally(() => worker.terminate());
}
