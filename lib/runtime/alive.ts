import { stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { EpochMs } from "../domain/time.ts";
import { SECOND_MS } from "../domain/time.ts";

/** How exactly a restart knows since when nobody watched. */
const ALIVE_EVERY_MS = SECOND_MS;

/** A file whose time is when this console was last alive: from then until now nobody watched. */
export async function openAliveMark(dataDir: string): Promise<{
  /** Undefined at the first start of all. */
  readonly lastAliveAt: EpochMs | undefined;
  /** From now on it is alive. Until then a second kill is part of the same absence. */
  readonly begin: () => Promise<void>;
  readonly stop: () => void;
}> {
  const file = join(dataDir, "last-alive");
  const last = await stat(file).catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  return {
    lastAliveAt: last === undefined ? undefined : Math.floor(last.mtimeMs),
    async begin() {
      await writeFile(file, "", { mode: 0o600 });
      if (isStopped) return;
      timer = setInterval(() => {
        const now = new Date();
        void utimes(file, now, now).catch(() => undefined); // the storage banner tells of a sick disk
      }, ALIVE_EVERY_MS);
    },
    stop() {
      isStopped = true;
      clearInterval(timer);
    },
  };
}
