import type { Runbook, RunbookProblem } from "../../domain/runbook.ts";
import { parseRunbook, RUNBOOK_LIMIT_BYTES } from "../../domain/runbooks/parse-runbook.ts";
import { markdownFilesOf, readMarkdownFile } from "../markdown/markdown-files.ts";
import { readStrictYaml } from "./read-yaml.ts";

export interface Loaded {
  /** By title. What could not be read is in `problems`; the rest is whole. */
  readonly runbooks: readonly Runbook[];
  readonly problems: readonly RunbookProblem[];
  /** The files as they were read, by version. */
  readonly texts: ReadonlyMap<string, string>;
}

type ReadFile = ReturnType<typeof parseRunbook> & { readonly text?: string };

async function loadFile(directory: string, file: string, runbookIds: readonly string[]): Promise<ReadFile> {
  const read = await readMarkdownFile(directory, file, RUNBOOK_LIMIT_BYTES);
  if ("reason" in read) return { problems: [{ file, line: 1, column: 1, reason: read.reason }] };
  return { ...parseRunbook({ ...read, runbookIds }, readStrictYaml), text: read.text };
}

/**
 * Every `*.md` of a directory but README.md, read once. `beside` are directories whose runbooks an answer may lead to as
 * well. A missing directory is an empty one; what is wrong with a file is a problem, never a rejection.
 */
export async function loadRunbooks(directory: string, beside: readonly string[] = []): Promise<Loaded> {
  const files = await markdownFilesOf(directory);
  const others = await Promise.all(beside.map(markdownFilesOf));
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
