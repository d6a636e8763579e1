import { type FSWatcher, watch } from "node:fs";
import { mkdir, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { messageOf } from "../../domain/errors.ts";
import type { Imports } from "../../domain/imports.ts";
import { MINUTE_MS } from "../../domain/time.ts";
import { type ImportedFile, readImport } from "./import-file.ts";

export const MAX_FILES = 500;
/** A report is written in several steps: it is read when the directory has been quiet for this long. */
const SETTLE_MS = 500;
/** Where no watch can be had, or one missed something. */
const LOOK_EVERY_MS = MINUTE_MS;

export interface ImportDirectory {
  readonly imports: () => Imports;
  readonly close: () => void;
}

interface Known {
  readonly stamp: string;
  readonly content: ImportedFile;
}

/**
 * Reports and durations that others put into `import/` of the data directory, which is made where it is not there. Files
 * are read, never changed or removed; one that was read is not read again until it changes. `onChange` is called after
 * each change. Described in docs/import.md.
 */
export async function openImports(dataDirectory: string, onChange: () => void): Promise<ImportDirectory> {
  const directory = join(dataDirectory, "import");
  let known = new Map<string, Known>();
  let imports: Imports = { problems: [] };
  let reading = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let watcher: FSWatcher | undefined;

  async function look(): Promise<boolean> {
    const names = (await readdir(directory)).filter((name) => name.endsWith(".json")).sort();
    const next = new Map<string, Known>();
    for (const name of names.slice(0, MAX_FILES)) {
      const stamp = await stampOf(join(directory, name));
      const before = known.get(name);
      // One after the other: a directory full of reports must not hold up everything else.
      next.set(
        name,
        before?.stamp === stamp ? before : { stamp, content: await readImport(directory, name) },
      );
    }
    const isSame = next.size === known.size && [...next].every(([name, file]) => known.get(name) === file);
    known = next;
    const left = names.slice(MAX_FILES).map((file) => ({
      file,
      reason: `not read: ${MAX_FILES} files are the limit, taken in the order of their names`,
    }));
    imports = toImports(known, left);
    return !isSame || left.length > 0;
  }

  const lookAgain = (): void => {
    reading = reading
      .then(look)
      .then((hasChanged) => {
        if (hasChanged) onChange();
      })
      .catch((error: unknown) => {
        const reason = `the directory cannot be read: ${messageOf(error)}`;
        imports = { ...imports, problems: [{ file: ".", reason }] };
      });
  };

  await mkdir(directory, { recursive: true, mode: 0o700 });
  await look();
  try {
    watcher = watch(directory, () => {
      clearTimeout(timer);
      timer = setTimeout(lookAgain, SETTLE_MS);
    });
    watcher.on("error", () => watcher?.close());
  } catch {
    // No watches left on this machine: it is looked at once a minute.
  }
  const regular = setInterval(lookAgain, LOOK_EVERY_MS);
  regular.unref();
  return {
    imports: () => imports,
    close() {
      clearTimeout(timer);
      clearInterval(regular);
      watcher?.close();
    },
  };
}

const stampOf = async (path: string): Promise<string> => {
  const found = await stat(path).catch(() => undefined);
  return found === undefined ? "" : `${found.ino} ${found.size} ${found.mtimeMs}`;
};

function toImports(known: ReadonlyMap<string, Known>, left: Imports["problems"]): Imports {
  const contents = [...known].map(([file, { content }]) => ({ file, content }));
  const scans = contents.flatMap(({ content }) => (content.kind === "scan" ? [content.scan] : []));
  const lists = contents.flatMap(({ content }) => (content.kind === "builds" ? [content.builds] : []));
  return {
    ...(scans.length > 0 && { scans }),
    ...(lists.length > 0 && { builds: lists.flat() }),
    problems: [
      ...contents.flatMap(({ file, content }) =>
        content.kind === "problem" ? [{ file, reason: content.reason }] : [],
      ),
      ...left,
    ],
  };
}
