import type { Runbook, RunbookProblem } from "../runbook.ts";
import type { Line, Problem } from "./parse-block.ts";
import { type ReadYaml, readFrontMatter } from "./parse-front-matter.ts";
import { parseSteps } from "./parse-steps.ts";
import { problemsOfFile } from "./problems-of-file.ts";

export type { ReadYaml };

export const RUNBOOK_LIMIT_BYTES = 65_536;

export type ParsedRunbook = { readonly runbook: Runbook } | { readonly problems: readonly RunbookProblem[] };

/**
 * One file of `runbooks/`: front matter between two `---`, Markdown, steps. Either a whole runbook or everything that
 * is wrong with it. `version` is the SHA-256 of the file, `byteCount` its size, `runbookIds` what an answer may lead to.
 */
export function parseRunbook(
  input: {
    readonly file: string;
    readonly text: string;
    readonly version: string;
    readonly byteCount: number;
    readonly runbookIds?: readonly string[];
  },
  readYaml: ReadYaml,
): ParsedRunbook {
  const { file, text, version, byteCount, runbookIds } = input;
  const lines: readonly Line[] = text
    .split(/\r?\n/)
    .map((line, index) => ({ number: index + 1, text: line }));
  const failed = (problems: readonly Problem[]): ParsedRunbook => ({
    problems: problemsOfFile(file, lines, problems),
  });
  const atTop = (reason: string) => failed([{ line: 1, column: 1, reason }]);
  const id = /^([a-z0-9-]{1,63})\.md$/.exec(file)?.[1];
  if (id === undefined) return atTop("The file name is small letters, digits and -, then .md.");
  if (byteCount > RUNBOOK_LIMIT_BYTES)
    return atTop(`The file has ${byteCount} bytes; ${RUNBOOK_LIMIT_BYTES} are the limit.`);
  const end = lines.findIndex((line, index) => index > 0 && line.text === "---");
  if (lines[0]?.text !== "---")
    return atTop('The file begins with front matter between two lines "---", and its first line is none.');
  if (end === -1) return atTop('The front matter has no end: a second line "---" below it is missing.');
  const front = readFrontMatter(lines.slice(1, end), readYaml);
  const { intro, steps, problems } = parseSteps(lines.slice(end + 1), {
    ...("title" in front && { variables: Object.keys(front.variables ?? {}) }),
    ...(runbookIds && { runbookIds }),
  });
  if ("title" in front && problems.length === 0)
    return { runbook: { id, ...front, intro, steps, version, file } };
  return failed([...("title" in front ? [] : front), ...problems]);
}
