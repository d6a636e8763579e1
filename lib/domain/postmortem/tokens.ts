import { nearest } from "../nearest.ts";
import { linesOf, type TextLine } from "./text-lines.ts";

/*
 * `{{time-to-mitigate}}` in the text of a postmortem is a figure of the timeline, `{{timeline}}` on a line of its own a
 * block. `{{time-to-mitigate: about half an hour}}` is what somebody typed over the figure. Inside code nothing is a token:
 * format strings of the docker command look much the same.
 */

/** Figures by name, with the words a menu shows. */
export const FIGURES = {
  incident: "Number of the incident",
  title: "Title of the incident",
  severity: "Severity",
  hosts: "Hosts",
  cause: "First cause, and its host",
  affected: "What was cut off",
  "not-affected": "What went on",
  commander: "Who commanded",
  "impact-started": "Start of the impact",
  detected: "First decisive reading",
  acknowledged: "Somebody took it",
  mitigated: "End of the impact",
  resolved: "End of the fault",
  "time-to-detect": "Time to detect",
  "time-to-acknowledge": "Time to acknowledge",
  "time-to-mitigate": "Time to mitigate",
  "time-to-resolve": "Time to resolve",
  entries: "Entries of the timeline",
} as const;
export type FigureName = keyof typeof FIGURES;

/** Which rows a timeline block has. */
export const TIMELINE_CHOICES = ["key", "shared", "all"] as const;
export type TimelineChoice = (typeof TIMELINE_CHOICES)[number];

/** The questions of the review, by what a template calls them. */
export const QUESTIONS = {
  outside: "What did people outside notice, from when to when?",
  noticed: "How was it noticed, and what would have shown it earlier?",
  first: "What failed first, and what followed from it?",
  unaffected: "What was not affected, and what kept it so?",
  longest: "What took longest?",
  steps: "Which steps helped, and which were left out?",
  relapses: "What came back after it looked fine?",
  unseen: "What could nobody see?",
  changes: "What changes, who does it, until when?",
} as const;
export type QuestionId = keyof typeof QUESTIONS;
export const QUESTION_IDS = Object.keys(QUESTIONS) as QuestionId[];

/** Blocks by name, with the words a menu shows. */
export const BLOCKS = {
  facts: "Facts: severity, state, roles, hosts",
  strip: "Time strip: impact, detect, acknowledge, mitigate, resolve",
  figures: "Figures with their definitions",
  milestones: "Milestones, and how each is known",
  "cause-chain": "Cause chain: what failed first, what followed",
  anatomy: "The engine, with what broke in order",
  symptoms: "Symptoms with their evidence",
  timeline: "Timeline",
  entry: "One entry of the timeline",
  checklists: "Checklists with every step",
  actions: "Follow-up actions",
  known: "What the timeline knows of a review question",
} as const;
export type BlockName = keyof typeof BLOCKS;

export const isFigure = (name: string): name is FigureName => Object.hasOwn(FIGURES, name);
export const isBlock = (name: string): name is BlockName => Object.hasOwn(BLOCKS, name);

export interface Token {
  /** Offsets in the text: of the first brace, and after the last. */
  readonly from: number;
  readonly to: number;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly name: string;
  /** What stands after the colon. */
  readonly argument?: string;
  /** Nothing else stands on its line. */
  readonly isAlone: boolean;
}

const TOKEN = /\{\{([a-z][a-z-]*)(?:: *([^{}\n]*?))? *\}\}/g;
const CODE_SPAN = /(`+)(?!`)[^\n]*?[^`]\1(?!`)/g;

/** The tokens of one line, known or not. */
export function tokensOfLine({ text, from }: TextLine, number: number): readonly Token[] {
  const spans = [...text.matchAll(CODE_SPAN)].map(({ index, 0: span }) => [index, index + span.length]);
  return [...text.matchAll(TOKEN)].flatMap((match): Token[] => {
    const [whole, name = "", argument] = match;
    const { index } = match;
    if (spans.some(([start = 0, end = 0]) => index >= start && index < end)) return [];
    return [
      {
        from: from + index,
        to: from + index + whole.length,
        line: number,
        column: index + 1,
        name,
        ...(argument !== undefined && { argument: argument.trim() }),
        isAlone: text.trim() === whole,
      },
    ];
  });
}

export const tokensOf = (text: string): readonly Token[] =>
  linesOf(text).flatMap((line, index) => (line.isCode ? [] : tokensOfLine(line, index + 1)));

export interface TokenMistake {
  readonly line: number;
  readonly column: number;
  readonly reason: string;
}

const NAMES = [...Object.keys(FIGURES), ...Object.keys(BLOCKS)];

const choice = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(", ");

/** What is wrong with a token, or undefined. A template belongs to no incident yet, so it names no entry of one. */
export function mistakeIn(token: Token, { isTemplate = false } = {}): string | undefined {
  const { name, argument } = token;
  if (isFigure(name)) {
    if (argument === "")
      return `After the colon stands what is shown in place of the figure; here is nothing.`;
    return isTemplate && argument !== undefined
      ? `A template cannot type over a figure: write {{${name}}}.`
      : undefined;
  }
  if (!isBlock(name)) {
    const meant = nearest(name, NAMES);
    return `There is no figure or block "${name}"${meant === undefined ? "" : `; "${meant}" is one`}.`;
  }
  if (!token.isAlone) return `{{${name}}} is a block: nothing else stands on its line.`;
  return mistakeInArgument(name, argument, isTemplate);
}

function mistakeInArgument(
  name: BlockName,
  argument: string | undefined,
  isTemplate: boolean,
): string | undefined {
  if (name === "timeline")
    return argument === undefined || (TIMELINE_CHOICES as readonly string[]).includes(argument)
      ? undefined
      : `{{timeline: ${argument}}} is not known; after the colon stands ${choice(TIMELINE_CHOICES)}.`;
  if (name === "known")
    return argument !== undefined && Object.hasOwn(QUESTIONS, argument)
      ? undefined
      : `{{known: …}} names a review question: ${choice(QUESTION_IDS)}.`;
  if (name === "entry") {
    if (isTemplate) return "A template belongs to no incident yet, so it cannot name an entry.";
    return /^[1-9]\d{0,8}$/.test(argument ?? "")
      ? undefined
      : "{{entry: …}} names an entry by its number, as {{entry: 34}}.";
  }
  return argument === undefined ? undefined : `{{${name}}} takes nothing after a colon.`;
}

/** Everything that is wrong with the tokens of a text, in its order. */
export const mistakesIn = (
  text: string,
  options?: { readonly isTemplate?: boolean },
): readonly TokenMistake[] =>
  tokensOf(text).flatMap((token) => {
    const reason = mistakeIn(token, options);
    return reason === undefined ? [] : [{ line: token.line, column: token.column, reason }];
  });
