import type { Runbook, RunbookProblem } from "../../domain/runbook.ts";
import { type Loaded, loadRunbooks } from "./load-runbooks.ts";
import { watchDirectory } from "./watch-directory.ts";

export interface RunbookLibrary {
  /** By title. What could not be read is in `problems`; the rest is whole. */
  readonly runbooks: () => readonly Runbook[];
  readonly problems: () => readonly RunbookProblem[];
  /** Reads this directory beside the release's from now on, or none. */
  readonly setOwn: (directory: string | undefined) => Promise<void>;
  /** Reads all files now, whether or not the system told of a change. */
  readonly readAgain: () => Promise<void>;
  /** The text of a runbook that is in force, as its file has it. */
  readonly textOf: (id: string) => string | undefined;
  /** The release's own where a file of the user takes its place. */
  readonly replaced: (id: string) => Runbook | undefined;
  readonly close: () => void;
}

interface Shelf extends Loaded {
  readonly directory: string;
}

const idOf = (file: string): string => file.replace(/\.md$/u, "");

/** A file that broke while Foghorn runs: its last whole text stays in force. */
function keepWhole(next: Loaded, before: Shelf | undefined, directory: string): Shelf {
  const broken = new Set(next.problems.map(({ file }) => file));
  const kept = before?.directory === directory ? before.runbooks.filter(({ file }) => broken.has(file)) : [];
  const isKept = (file: string) => kept.some((runbook) => runbook.file === file);
  return {
    directory,
    runbooks: [...next.runbooks, ...kept],
    texts: new Map([
      ...next.texts,
      ...kept.map(({ version }): [string, string] => [version, before?.texts.get(version) ?? ""]),
    ]),
    problems: next.problems.map((problem) =>
      isKept(problem.file) ? { ...problem, inForce: "before" as const } : problem,
    ),
  };
}

/** The user's own files in the place of those of the release with the same id. */
function merge(release: Shelf, own: Shelf | undefined): Loaded {
  if (own === undefined) return release;
  const isOwn = (id: string) => own.runbooks.some((runbook) => runbook.id === id);
  const isShipped = (id: string) => release.runbooks.some((runbook) => runbook.id === id);
  return {
    runbooks: [
      ...release.runbooks.filter(({ id }) => !isOwn(id)),
      ...own.runbooks.map((runbook) => ({ ...runbook, own: { replaces: isShipped(runbook.id) } })),
    ].sort((a, b) => a.title.localeCompare(b.title, "en")),
    problems: [
      ...own.problems.map((problem) => ({
        ...problem,
        isOwn: true as const,
        ...(problem.inForce === undefined &&
          isShipped(idOf(problem.file)) && { inForce: "release" as const }),
      })),
      ...release.problems,
    ],
    texts: new Map([...release.texts, ...own.texts]),
  };
}

/**
 * The files of the release's directory and of the user's own as runbooks, read again when one changes. A broken file is
 * a problem with its place and takes nothing out of force; a missing directory is an empty one. `onChange` is called
 * after each reload.
 */
export async function openRunbookLibrary(
  directory: string,
  onChange: () => void,
  ownDirectory?: string,
): Promise<RunbookLibrary> {
  let release: Shelf = { directory, ...(await loadRunbooks(directory)) };
  let own: Shelf | undefined;
  let loaded: Loaded = release;
  let stopOwn = () => {};
  let isOpen = false;
  // Whoever opens it has nothing to be told yet.
  const tell = () => {
    if (isOpen) onChange();
  };

  async function readRelease(): Promise<void> {
    release = keepWhole(await loadRunbooks(directory, own ? [own.directory] : []), release, directory);
    loaded = merge(release, own);
    tell();
  }
  async function readOwn(from: string): Promise<void> {
    const next = await loadRunbooks(from, [directory]);
    own = keepWhole(next, own, from);
    loaded = merge(release, own);
    tell();
  }
  async function setOwn(next: string | undefined): Promise<void> {
    if (next === own?.directory) return;
    stopOwn();
    stopOwn = () => {};
    own = undefined;
    if (next === undefined) {
      loaded = release;
      tell();
      return;
    }
    stopOwn = watchDirectory(next, () => void readOwn(next));
    await readOwn(next);
  }

  const stopRelease = watchDirectory(directory, () => void readRelease());
  if (ownDirectory !== undefined) await setOwn(ownDirectory);
  isOpen = true;
  return {
    runbooks: () => loaded.runbooks,
    problems: () => loaded.problems,
    setOwn,
    async readAgain() {
      await readRelease();
      if (own !== undefined) await readOwn(own.directory);
    },
    textOf: (id) => loaded.texts.get(loaded.runbooks.find((runbook) => runbook.id === id)?.version ?? ""),
    replaced: (id) =>
      loaded.runbooks.find((runbook) => runbook.id === id)?.own?.replaces
        ? release.runbooks.find((runbook) => runbook.id === id)
        : undefined,
    close: () => {
      stopRelease();
      stopOwn();
    },
  };
}
