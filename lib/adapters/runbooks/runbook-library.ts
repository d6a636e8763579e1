import { createHash } from "node:crypto";
import { type FSWatcher, watch } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Runbook, RunbookProblem } from "../../domain/runbook.ts";
import { parseRunbook, RUNBOOK_LIMIT_BYTES } from "../../domain/runbooks/parse-runbook.ts";
import { readStrictYaml } from "./read-yaml.ts";

/** Editors write a file in several steps: it is read when they have been quiet for this long. */
const SETTLE_MS = 200;

export interface RunbookLibrary {
  /** By title. What could not be read is in `problems`; the rest is whole. */
  readonly runbooks: () => readonly Runbook[];
  readonly problems: () => readonly RunbookProblem[];
  readonly close: () => void;
}

interface Loaded {
  readonly runbooks: readonly Runbook[];
  readonly problems: readonly RunbookProblem[];
}

async function loadFile(directory: string, file: string): Promise<ReturnType<typeof parseRunbook>> {
  const problem = (reason: string) => ({ problems: [{ file, line: 1, column: 1, reason }] });
  try {
    const path = join(directory, file);
    const { size } = await stat(path);
    // Not read at all when it is too large: it could be anything.
    if (size > RUNBOOK_LIMIT_BYTES) {
      return problem(`The file has ${size} bytes; ${RUNBOOK_LIMIT_BYTES} are the limit.`);
    }
    const bytes = await readFile(path);
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
    const version = createHash("sha256").update(bytes).digest("hex");
    return parseRunbook({ file, text, version, byteCount: bytes.length }, readStrictYaml);
  } catch (error) {
    return problem(`It cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function load(directory: string): Promise<Loaded> {
  const names = await readdir(directory).catch(() => []);
  const files = names.filter((name) => name.endsWith(".md") && name !== "README.md").sort();
  const parsed = await Promise.all(files.map((file) => loadFile(directory, file)));
  return {
    runbooks: parsed
      .flatMap((result) => ("runbook" in result ? [result.runbook] : []))
      .sort((a, b) => a.title.localeCompare(b.title, "en")),
    problems: parsed.flatMap((result) => ("problems" in result ? result.problems : [])),
  };
}

/**
 * The files of a directory as runbooks, read again when one changes. A broken file is a problem with its place; a
 * missing directory is an empty library. `onChange` is called after each reload.
 */
export async function openRunbookLibrary(directory: string, onChange: () => void): Promise<RunbookLibrary> {
  let loaded = await load(directory);
  let timer: NodeJS.Timeout | undefined;
  let watcher: FSWatcher | undefined;
  const reload = async (): Promise<void> => {
    loaded = await load(directory);
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
