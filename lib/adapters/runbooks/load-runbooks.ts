import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { messageOf } from "../../domain/errors.ts";
import type { Runbook, RunbookProblem } from "../../domain/runbook.ts";
import { parseRunbook, RUNBOOK_LIMIT_BYTES } from "../../domain/runbooks/parse-runbook.ts";
import { readStrictYaml } from "./read-yaml.ts";

/** More files than anybody writes; a directory given by mistake must not be read whole. */
const FILE_LIMIT = 2_000;

export interface Loaded {
  /** By title. What could not be read is in `problems`; the rest is whole. */
  readonly runbooks: readonly Runbook[];
  readonly problems: readonly RunbookProblem[];
  /** The files as they were read, by version. */
  readonly texts: ReadonlyMap<string, string>;
}

type ReadFile = ReturnType<typeof parseRunbook> & { readonly text?: string };

async function filesOf(directory: string): Promise<readonly string[]> {
  const names = await readdir(directory).catch(() => []);
  return names
    .filter((name) => name.endsWith(".md") && name !== "README.md")
    .sort()
    .slice(0, FILE_LIMIT);
}

async function loadFile(directory: string, file: string, runbookIds: readonly string[]): Promise<ReadFile> {
  const problem = (reason: string) => ({ problems: [{ file, line: 1, column: 1, reason }] });
  try {
    const path = join(directory, file);
    const found = await stat(path);
    // A pipe with this name would never end.
    if (!found.isFile()) return problem("It is no file.");
    // Not read at all when it is too large: it could be anything.
    if (found.size > RUNBOOK_LIMIT_BYTES)
      return problem(`The file has ${found.size} bytes; ${RUNBOOK_LIMIT_BYTES} are the limit.`);
    const bytes = await readFile(path);
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
    const version = createHash("sha256").update(bytes).digest("hex");
    return {
      ...parseRunbook({ file, text, version, byteCount: bytes.length, runbookIds }, readStrictYaml),
      text,
    };
  } catch (error) {
    return problem(`It cannot be read: ${messageOf(error)}`);
  }
}

/**
 * Every `*.md` of a directory but README.md, read once. `beside` are directories whose runbooks an answer may lead to as
 * well. A missing directory is an empty one; what is wrong with a file is a problem, never a rejection.
 */
export async function loadRunbooks(directory: string, beside: readonly string[] = []): Promise<Loaded> {
  const files = await filesOf(directory);
  const others = await Promise.all(beside.map(filesOf));
  const ids = [...files, ...others.flat()].map((file) => file.replace(/\.md$/, ""));
  const parsed = await Promise.all(files.map((file) => loadFile(directory, file, ids)));
  return {
    runbooks: parsed
      .flatMap((result) => ("runbook" in result ? [result.runbook] : []))
      .sort((a, b) => a.title.localeCompare(b.title, "en")),
    problems: parsed.flatMap((result) => ("problems" in result ? result.problems : [])),
    texts: new Map(
      parsed.flatMap((result): [string, string][] =>
        "runbook" in result && result.text !== undefined ? [[result.runbook.version, result.text]] : [],
      ),
    ),
  };
}
