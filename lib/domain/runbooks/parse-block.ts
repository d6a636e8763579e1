import { quotedVariable } from "./fill-command.ts";

export interface Line {
  /** Of the file, from 1. */
  readonly number: number;
  readonly text: string;
}

export interface Problem {
  readonly line: number;
  readonly column: number;
  readonly reason: string;
}

/** What stands below a heading, or before the first. */
export interface Block {
  readonly text: string[];
  readonly commands: string[];
  /** Lines `pass:` and `confirm:`, in their order. */
  readonly conditions: Line[];
  readonly warnings: Line[];
}

export const emptyBlock = (): Block => ({ text: [], commands: [], conditions: [], warnings: [] });

export const FENCE = /^(`{3,}|~{3,})\s*(\S*)\s*$/;
/** Tags outside of `code`; a browser never gets raw HTML from a file. */
const RAW_HTML = /<[a-z!/?]/i;

/** Prose without raw HTML, fenced blocks as they are; `sh` blocks are commands, `pass:`, `confirm:` and `warning:` go to theirs. */
export function readBlock(lines: readonly Line[], into: Block): readonly Problem[] {
  const problems: Problem[] = [];
  let fence:
    | { readonly marker: string; readonly language: string; readonly from: Line; body: Line[] }
    | undefined;
  for (const line of lines) {
    const mark = FENCE.exec(line.text);
    if (fence) {
      const isEnd = mark?.[2] === "" && mark[1]?.startsWith(fence.marker);
      if (!isEnd) {
        fence.body.push(line);
        continue;
      }
      if (fence.language === "sh") problems.push(...addCommand(fence.from, fence.body, into.commands));
      else into.text.push(fence.from.text, ...fence.body.map(({ text }) => text), line.text);
      fence = undefined;
    } else if (mark?.[1]) {
      fence = { marker: mark[1], language: mark[2] ?? "", from: line, body: [] };
    } else if (/^(?:pass|confirm):/.test(line.text)) into.conditions.push(line);
    else if (line.text.startsWith("warning:")) into.warnings.push(line);
    else {
      const html = RAW_HTML.exec(line.text.replace(/`[^`]*`/g, (code) => " ".repeat(code.length)));
      if (html) {
        const reason = "HTML is not shown. Use Markdown, or put it between backticks.";
        problems.push({ line: line.number, column: html.index + 1, reason });
      }
      into.text.push(line.text);
    }
  }
  if (fence) {
    problems.push({
      line: fence.from.number,
      column: 1,
      reason: `This block is not closed by ${fence.marker}.`,
    });
  }
  return problems;
}

function addCommand(from: Line, body: readonly Line[], commands: string[]): readonly Problem[] {
  const command = body
    .map(({ text }) => text)
    .join("\n")
    .trim();
  if (command === "") return [{ line: from.number, column: 1, reason: "The command is empty." }];
  const quoted = quotedVariable(command);
  if (quoted !== undefined) {
    const line = body.find(({ text }) => text.includes(`{{${quoted}}}`)) ?? from;
    const reason = `{{${quoted}}} stands inside quotes. Values are quoted when they are filled in: leave the quotes away.`;
    return [{ line: line.number, column: line.text.indexOf(`{{${quoted}}}`) + 1, reason }];
  }
  commands.push(command);
  return [];
}
