import type { Runbook, RunbookProblem } from "../runbook.ts";
import { MODE_IDS, type ModeId } from "../symptom.ts";
import type { Line, Problem } from "./parse-block.ts";
import { parseSteps } from "./parse-steps.ts";

export const RUNBOOK_LIMIT_BYTES = 65_536;
const TITLE_LIMIT = 120;

/** Strict YAML (core schema, no aliases, no duplicate keys); given by the caller. Lines and columns from 1. */
export type ReadYaml = (text: string) => { readonly value: unknown } | { readonly problem: Problem };

export type ParsedRunbook = { readonly runbook: Runbook } | { readonly problems: readonly RunbookProblem[] };

interface FrontMatter {
  readonly title: string;
  readonly symptoms: readonly ModeId[];
}

/** Where a key stands, for a message; the first line when it does not. */
function lineOf(lines: readonly Line[], key: string): number {
  return lines.find(({ text }) => text.startsWith(`${key}:`))?.number ?? lines[0]?.number ?? 1;
}

function readFrontMatter(lines: readonly Line[], readYaml: ReadYaml): FrontMatter | readonly Problem[] {
  const read = readYaml(lines.map(({ text }) => text).join("\n"));
  const first = (lines[0]?.number ?? 2) - 1;
  if ("problem" in read) {
    const { line, column, reason } = read.problem;
    return [{ line: line + first, column, reason }];
  }
  const { value } = read;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return [{ line: first + 1, column: 1, reason: 'The front matter has "title: …" and "symptoms: […]".' }];
  }
  const problems: Problem[] = [];
  const add = (key: string, reason: string) => problems.push({ line: lineOf(lines, key), column: 1, reason });
  for (const key of Object.keys(value)) {
    if (key !== "title" && key !== "symptoms")
      add(key, `"${key}" is not known; there are title and symptoms.`);
  }
  const { title, symptoms } = value as { title?: unknown; symptoms?: unknown };
  if (typeof title !== "string" || title.trim() === "" || title.length > TITLE_LIMIT) {
    add("title", `"title" is a text of at most ${TITLE_LIMIT} characters.`);
  }
  const listed: unknown[] = Array.isArray(symptoms) ? symptoms : [];
  const known = listed.flatMap((item) => MODE_IDS.filter((mode) => mode === item));
  if (listed.length === 0)
    add("symptoms", '"symptoms" is a list of at least one symptom, e.g. [daemon-down].');
  for (const item of listed) {
    if (!MODE_IDS.some((mode) => mode === item))
      add("symptoms", `"${String(item)}" is no symptom. Known: ${MODE_IDS.join(", ")}.`);
  }
  if (new Set(known).size !== known.length) add("symptoms", "A symptom is named twice.");
  if (problems.length > 0) return problems;
  return { title: String(title).trim(), symptoms: known };
}

/**
 * One file of `runbooks/`: front matter between two `---`, Markdown, steps. Either a whole runbook or everything that
 * is wrong with it. `version` is the SHA-256 of the file, `byteCount` its size.
 */
export function parseRunbook(
  input: {
    readonly file: string;
    readonly text: string;
    readonly version: string;
    readonly byteCount: number;
  },
  readYaml: ReadYaml,
): ParsedRunbook {
  const { file, text, version, byteCount } = input;
  const failed = (problems: readonly Problem[]): ParsedRunbook => ({
    problems: [...problems].sort((a, b) => a.line - b.line).map((problem) => ({ file, ...problem })),
  });
  const id = /^([a-z0-9-]{1,63})\.md$/.exec(file)?.[1];
  if (id === undefined) {
    return failed([
      { line: 1, column: 1, reason: "The file name is small letters, digits and -, then .md." },
    ]);
  }
  if (byteCount > RUNBOOK_LIMIT_BYTES) {
    return failed([
      {
        line: 1,
        column: 1,
        reason: `The file has ${byteCount} bytes; ${RUNBOOK_LIMIT_BYTES} are the limit.`,
      },
    ]);
  }
  const lines: readonly Line[] = text
    .split(/\r?\n/)
    .map((line, index) => ({ number: index + 1, text: line }));
  const end = lines.findIndex((line, index) => index > 0 && line.text === "---");
  if (lines[0]?.text !== "---" || end === -1) {
    return failed([
      { line: 1, column: 1, reason: 'The file begins with front matter between two lines "---".' },
    ]);
  }
  const front = readFrontMatter(lines.slice(1, end), readYaml);
  const { intro, steps, problems } = parseSteps(lines.slice(end + 1));
  if ("title" in front && problems.length === 0) {
    return { runbook: { id, title: front.title, symptoms: front.symptoms, intro, steps, version, file } };
  }
  return failed([...("title" in front ? [] : front), ...problems]);
}
