import type { RunbookProblem } from "../runbook.ts";
import type { Line, Problem } from "./parse-block.ts";

/** Lines shown around a problem, on each side. */
const AROUND = 2;
/** Longer lines would push the wrong word out of sight. */
const EXCERPT_LENGTH = 200;

function excerptAt(lines: readonly Line[], number: number): RunbookProblem["excerpt"] {
  const from = Math.max(0, number - 1 - AROUND);
  const shown = lines.slice(from, number + AROUND);
  return shown.length === 0
    ? undefined
    : { firstLine: from + 1, lines: shown.map(({ text }) => text.slice(0, EXCERPT_LENGTH)) };
}

/** In the order of the file, each with the lines around it. */
export const problemsOfFile = (
  file: string,
  lines: readonly Line[],
  problems: readonly Problem[],
): readonly RunbookProblem[] =>
  problems
    .toSorted((a, b) => a.line - b.line || a.column - b.column)
    .map((problem) => {
      const excerpt = excerptAt(lines, problem.line);
      return { file, ...problem, ...(excerpt && { excerpt }) };
    });
