import { type FSWatcher, watch } from "node:fs";

/** Editors write a file in several steps: it is read when they have been quiet for this long. */
const SETTLE_MS = 200;
/** A directory that is not there yet, or where no watch is left on this machine, is tried again. */
const AGAIN_MS = 5_000;

/** Calls back when a file of the directory may have changed, and when the directory appears. Returns what stops it. */
export function watchDirectory(directory: string, onChange: () => void): () => void {
  let watcher: FSWatcher | undefined;
  let quiet: NodeJS.Timeout | undefined;

  function soon(): void {
    clearTimeout(quiet);
    quiet = setTimeout(onChange, SETTLE_MS);
  }
  function begin(): boolean {
    try {
      watcher = watch(directory, (event, name) => {
        // The directory itself went away: what is watched is gone with it.
        if (event === "rename" && name === null) end();
        soon();
      });
      watcher.on("error", () => {
        end();
        soon();
      });
      return true;
    } catch {
      return false;
    }
  }
  function end(): void {
    watcher?.close();
    watcher = undefined;
  }

  begin();
  const again = setInterval(() => {
    if (watcher === undefined && begin()) soon();
  }, AGAIN_MS);
  again.unref();
  return () => {
    clearInterval(again);
    clearTimeout(quiet);
    end();
  };
}
