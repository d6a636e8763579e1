import type { RunbookStep, StepKind } from "../runbook.ts";
import { quotedVariable } from "./fill-command.ts";
import { parsePass } from "./parse-pass.ts";

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

const KINDS = ["check", "manual", "action", "verify"] as const satisfies readonly StepKind[];
const READING_KINDS: readonly StepKind[] = ["check", "verify"];
const FENCE = /^(`{3,}|~{3,})\s*(\S*)\s*$/;
/** Tags outside of `code`; a browser never gets raw HTML from a file. */
const RAW_HTML = /<[a-z!/?]/i;

export const slugOf = (title: string): string =>
  title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);

interface Draft {
  readonly heading: Line;
  readonly kind: StepKind;
  readonly title: string;
  readonly text: string[];
  readonly commands: string[];
  readonly passes: Line[];
  readonly warnings: Line[];
}

function parseHeading(line: Line): Draft | Problem {
  const match = /^## +([a-z]+): +(\S.*?)\s*$/.exec(line.text);
  const kind = KINDS.find((known) => known === match?.[1]);
  if (!match?.[2] || !kind) {
    const reason = `A step reads "## <kind>: <title>", kind one of ${KINDS.join(", ")}.`;
    return { line: line.number, column: 4, reason };
  }
  return { heading: line, kind, title: match[2], text: [], commands: [], passes: [], warnings: [] };
}

/** Prose without raw HTML, fenced blocks as they are; `sh` blocks go to `onCommand`, `pass:` and `warning:` to theirs. */
export function readBlock(
  lines: readonly Line[],
  into: Pick<Draft, "text" | "commands" | "passes" | "warnings">,
): readonly Problem[] {
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
    } else if (line.text.startsWith("pass:")) into.passes.push(line);
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

function finish(draft: Draft, problems: Problem[]): RunbookStep {
  const { kind, title, passes, warnings, heading } = draft;
  const add = (line: number, column: number, reason: string) => problems.push({ line, column, reason });
  const isReading = READING_KINDS.includes(kind);
  if (isReading && passes.length === 0) {
    add(heading.number, 1, `A ${kind} needs a line "pass: <probe> <operator> <value>".`);
  }
  if (!isReading && passes[0])
    add(passes[0].number, 1, `Only check and verify have "pass:", this is ${kind}.`);
  for (const extra of passes.slice(1)) add(extra.number, 1, 'A step has one "pass:".');
  for (const extra of warnings.slice(1)) add(extra.number, 1, 'A step has one "warning:".');
  const parsed = isReading && passes[0] ? parsePass(passes[0].text.slice("pass:".length)) : undefined;
  if (parsed && "reason" in parsed && passes[0]) {
    add(passes[0].number, "pass:".length + parsed.column, parsed.reason);
  }
  const warning = warnings[0]?.text.slice("warning:".length).trim();
  if (warning === "") add(warnings[0]?.number ?? heading.number, 1, "The warning is empty.");
  return {
    id: slugOf(title),
    kind,
    title,
    text: draft.text.join("\n").trim(),
    commands: draft.commands,
    ...(parsed && "pass" in parsed && { pass: parsed.pass }),
    ...(warning && { warning }),
  };
}

/** The steps below the front matter and what stands before the first of them. */
export function parseSteps(lines: readonly Line[]): {
  readonly intro: string;
  readonly steps: readonly RunbookStep[];
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const blocks: { heading?: Line; lines: Line[] }[] = [{ lines: [] }];
  let fence: string | undefined;
  for (const line of lines) {
    const marker = FENCE.exec(line.text);
    if (fence === undefined) fence = marker?.[1];
    else if (marker?.[2] === "" && marker[1]?.startsWith(fence)) fence = undefined;
    const isInside = fence !== undefined;
    if (!isInside && /^#(?!#)/.test(line.text)) {
      problems.push({
        line: line.number,
        column: 1,
        reason: 'The title stands in the front matter; steps begin with "## ".',
      });
    } else if (!isInside && /^##(?!#)/.test(line.text)) blocks.push({ heading: line, lines: [] });
    else blocks.at(-1)?.lines.push(line);
  }
  const [before, ...rest] = blocks;
  const intro = {
    text: [] as string[],
    commands: [] as string[],
    passes: [] as Line[],
    warnings: [] as Line[],
  };
  problems.push(...readBlock(before?.lines ?? [], intro));
  const stray = [...intro.passes, ...intro.warnings][0];
  if (stray)
    problems.push({ line: stray.number, column: 1, reason: "This belongs to a step, and none has begun." });
  if (intro.commands.length > 0) {
    problems.push({
      line: before?.lines[0]?.number ?? 1,
      column: 1,
      reason: "Commands belong to a step, and none has begun.",
    });
  }
  const steps: RunbookStep[] = [];
  for (const { heading, lines: body } of rest) {
    if (!heading) continue;
    const draft = parseHeading(heading);
    if ("reason" in draft) {
      problems.push(draft);
      continue;
    }
    problems.push(...readBlock(body, draft));
    const step = finish(draft, problems);
    if (step.id === "" || steps.some(({ id }) => id === step.id)) {
      problems.push({
        line: heading.number,
        column: 4,
        reason: "Two steps need two different titles, in letters or digits.",
      });
    }
    steps.push(step);
  }
  if (rest.length === 0) {
    problems.push({
      line: lines.at(-1)?.number ?? 1,
      column: 1,
      reason: 'There is no step: "## check: <title>".',
    });
  }
  return { intro: intro.text.join("\n").trim(), steps, problems };
}
