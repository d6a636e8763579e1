import type { RunbookProblem } from "../runbook.ts";

/** A problem for a terminal: its place and reason, then the line it is in with a mark below the wrong word. */
export function problemLines({ file, line, column, reason, excerpt, meant }: RunbookProblem): string {
  const head = `${file}:${line}:${column}: ${reason}`;
  const text = excerpt?.lines[line - excerpt.firstLine];
  if (text === undefined) return head;
  const number = String(line).padStart(5);
  const width = Math.max(1, meant?.wrong.length ?? 1);
  // Tabs stay tabs, so that the mark stands where the word does.
  const before = text.slice(0, column - 1).replaceAll(/[^\t]/g, " ");
  return `${head}\n${number} | ${text}\n      | ${before}${"^".repeat(width)}`;
}

/** The line with the right word in the place of the wrong one; undefined where nobody knows the right one. */
export function rightLine({ line, column, excerpt, meant }: RunbookProblem): string | undefined {
  const text = excerpt?.lines[line - excerpt.firstLine];
  if (text === undefined || meant === undefined) return undefined;
  const at = text.indexOf(meant.wrong, column - 1);
  return at < 0 ? undefined : text.slice(0, at) + meant.right + text.slice(at + meant.wrong.length);
}
