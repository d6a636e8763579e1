import { having, nearest } from "../nearest.ts";
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
  readonly meant?: { readonly wrong: string; readonly right: string };
}

/** More than these are no help: then all are named, or where they stand. */
const NEAR_COUNT = 6;

/** The nearest known word, as it is said behind a reason and as it is kept beside it; several when each may be meant. */
export function didYouMean(
  wrong: string,
  known: readonly string[],
): { readonly text: string; readonly meant?: { readonly wrong: string; readonly right: string } } {
  const near = nearest(wrong, known);
  const all = near === undefined ? having(wrong, known) : [near];
  const [right, ...others] = all;
  if (right === undefined || all.length > NEAR_COUNT) return { text: "" };
  return others.length === 0
    ? { text: ` Did you mean "${right}"?`, meant: { wrong, right } }
    : { text: ` Did you mean one of ${all.join(", ")}?` };
}

/** Lines of a step that are not prose: `<word>: <value>`. */
export const FIELD_WORDS = ["pass", "confirm", "warning", "when", "unlocks", "run", "yes", "no"] as const;
export type FieldWord = (typeof FIELD_WORDS)[number];

export interface Field {
  readonly word: FieldWord;
  /** Behind the colon, without the spaces around. */
  readonly value: string;
  readonly line: number;
  /** Where the value begins. */
  readonly column: number;
}

/** What stands below a heading, or before the first. */
export interface Block {
  readonly text: string[];
  readonly commands: string[];
  /** Lines the commands begin at; same order. */
  readonly commandLines: (readonly Line[])[];
  readonly textLines: Line[];
  readonly fields: Field[];
  /** Words of lines that were probably meant as fields: told as such, and not missed a second time. */
  readonly misspelt: string[];
}

export const emptyBlock = (): Block => ({
  text: [],
  commands: [],
  commandLines: [],
  textLines: [],
  fields: [],
  misspelt: [],
});

/** Whatever stands behind the language, as other tools have it, is left aside. */
export const FENCE = /^(`{3,}|~{3,})[ \t]*([^\s`]*)[^`]*$/;
/** What people write for a shell elsewhere: shown as text it could not be copied, nor would its variables be filled in. */
const SHELLS = ["bash", "shell", "console", "zsh", "sh-session", "shell-session"];
/** Within a list: the command could not be copied either. */
const INDENTED_COMMAND = new RegExp(`^\\s+(?:\`{3,}|~{3,})\\s*(?:sh|${SHELLS.join("|")})\\b`);
/** Tags outside of `code`; a browser never gets raw HTML from a file. */
const RAW_HTML = /<[a-z!/?]/i;

/** Words long enough that one wrong letter is a mistake, not another word. */
const LONG_WORDS = FIELD_WORDS.filter((word) => word.length > 3);

/** `  pass: …`, `pass : …`: a field but for its place. Anything of another word is prose, lists and all. */
const MISPLACED = new RegExp(`^(\\s*)(${FIELD_WORDS.join("|")})(\\s*):`);

/** A line that is a field, or that was probably meant as one; undefined for prose. */
function readField(line: Line): Field | Problem | undefined {
  const [whole = "", before = "", known = "", after = ""] = MISPLACED.exec(line.text) ?? [];
  if (before !== "" || after !== "") {
    const where = before === "" ? "with the colon right behind it" : "at the first column";
    const reason = `"${known}:" stands ${where}, else it is prose.`;
    return { line: line.number, column: 1, reason, meant: { wrong: whole, right: `${known}:` } };
  }
  const match = /^([A-Za-z-]+):(\s*)(.*?)\s*$/.exec(line.text);
  if (!match) return undefined;
  const [, written = "", gap = "", value = ""] = match;
  const word = FIELD_WORDS.find((known) => known === written);
  if (word) return { word, value, line: line.number, column: written.length + gap.length + 2 };
  const meant =
    FIELD_WORDS.find((known) => known === written.toLowerCase()) ??
    nearest(written.toLowerCase(), LONG_WORDS);
  if (meant === undefined) return undefined;
  const reason = `"${written}:" is no line of a step. Did you mean "${meant}:"?`;
  return { line: line.number, column: 1, reason, meant: { wrong: written, right: meant } };
}

/** Prose without raw HTML, fenced blocks as they are; `sh` blocks are commands, lines `<word>:` are fields. */
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
      if (fence.language === "sh") problems.push(...addCommand(fence.from, fence.body, into));
      else into.text.push(fence.from.text, ...fence.body.map(({ text }) => text), line.text);
      fence = undefined;
      continue;
    }
    if (mark?.[1]) {
      const language = mark[2] ?? "";
      fence = { marker: mark[1], language, from: line, body: [] };
      if (SHELLS.includes(language)) {
        const reason = `A command to copy stands in ${mark[1]}sh; ${language} is shown as text.`;
        problems.push({
          line: line.number,
          column: line.text.indexOf(language) + 1,
          reason,
          meant: { wrong: language, right: "sh" },
        });
      }
      continue;
    }
    const field = readField(line);
    if (field && "word" in field) into.fields.push(field);
    else if (field) {
      problems.push(field);
      into.misspelt.push(field.meant?.right.replace(":", "") ?? "");
    } else {
      if (INDENTED_COMMAND.test(line.text)) {
        const reason = "A command to copy begins at the first column; within a list it is shown as text.";
        problems.push({ line: line.number, column: line.text.search(/\S/) + 1, reason });
      }
      const html = RAW_HTML.exec(line.text.replace(/`[^`]*`/g, (code) => " ".repeat(code.length)));
      if (html) {
        const reason = "HTML is not shown. Use Markdown, or put it between backticks.";
        problems.push({ line: line.number, column: html.index + 1, reason });
      }
      into.text.push(line.text);
      into.textLines.push(line);
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

function addCommand(from: Line, body: readonly Line[], into: Block): readonly Problem[] {
  const whole = body.map(({ text }) => text).join("\n");
  const command = whole.trim();
  if (command === "") return [{ line: from.number, column: 1, reason: "The command is empty." }];
  const quoted = quotedVariable(whole);
  if (quoted !== undefined) {
    const before = whole.slice(0, quoted.at).split("\n");
    const line = body[before.length - 1] ?? from;
    const reason = `{{${quoted.name}}} stands inside quotes. Values are quoted when they are filled in: leave the quotes away.`;
    return [{ line: line.number, column: (before.at(-1)?.length ?? 0) + 1, reason }];
  }
  into.commands.push(command);
  into.commandLines.push(body);
  return [];
}
