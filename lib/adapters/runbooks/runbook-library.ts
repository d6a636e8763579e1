import { type FSWatcher, watch } from "node:fs";
import type { Runbook, RunbookProblem } from "../../domain/runbook.ts";
import { loadRunbooks } from "./load-runbooks.ts";

/** Editors write a file in several steps: it is read when they have been quiet for this long. */
const SETTLE_MS = 200;

export interface RunbookLibrary {
  /** By title. What could not be read is in `problems`; the rest is whole. */
  readonly runbooks: () => readonly Runbook[];
  readonly problems: () => readonly RunbookProblem[];
  readonly close: () => void;
}

/**
 * The files of a directory as runbooks, read again when one changes. A broken file is a problem with its place; a
 * missing directory is an empty library. `onChange` is called after each reload.
 */
export async function openRunbookLibrary(directory: string, onChange: () => void): Promise<RunbookLibrary> {
  let loaded = await loadRunbooks(directory);
  let timer: NodeJS.Timeout | undefined;
  let watcher: FSWatcher | undefined;
  const reload = async (): Promise<void> => {
    loaded = await loadRunbooks(directory);
    onChange();
  };
  try {
    watcher = watch(directory, () => {
      clearTimeout(timer);
      timer = setTimeout(() => void reload(), SETTLE_MS);
    });
    watcher.on("error", () => watcher?.close());
  } catch {
    // No directory, or no watches left on this machine: what was read stays until the next start.
  }
  return {
    runbooks: () => loaded.runbooks,
    problems: () => loaded.problems,
    close: () => {
      clearTimeout(timer);
      watcher?.close();
    },
  };
}
