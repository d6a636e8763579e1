import type { FollowUp } from "./document.ts";
import { withoutHints } from "./hints.ts";
import { linesOf } from "./text-lines.ts";
import { isBlock, isFigure, mistakeIn, tokensOfLine } from "./tokens.ts";

/** One section of a text: its heading of the second level, and what is to be said of it. */
export interface OutlineSection {
  readonly title: string;
  /** Offset of its heading. */
  readonly from: number;
  /** Somebody wrote in it, or what stands there needs no words. */
  readonly isWritten: boolean;
  /** What is missing or wrong, in few words. */
  readonly warning?: string;
  readonly note?: string;
}

const HEADING = /^ {0,3}##[ \t]+(.*?)[ \t]*#*$/;

interface Open {
  readonly title: string;
  readonly from: number;
  words: boolean;
  figures: number;
  blocks: string[];
  mistakes: number;
  isUnclosed: boolean;
}

function sectionOf(open: Open, followUps: readonly FollowUp[]): OutlineSection {
  const hasActions = open.blocks.includes("actions");
  const unowned = followUps.filter(({ owner, doneAt }) => owner === undefined && doneAt === undefined).length;
  const undated = followUps.filter(({ dueOn, doneAt }) => dueOn === undefined && doneAt === undefined).length;
  const warning =
    open.mistakes > 0
      ? `${open.mistakes} not understood`
      : open.isUnclosed
        ? "code nobody closed"
        : hasActions && unowned > 0
          ? `${unowned} without owner`
          : hasActions && undated > 0
            ? `${undated} without a day`
            : undefined;
  const note =
    warning !== undefined
      ? undefined
      : hasActions
        ? followUps.length === 0
          ? "no action yet"
          : `${followUps.length} ${followUps.length === 1 ? "action" : "actions"}`
        : open.figures > 0 && !open.words
          ? "figures filled in"
          : undefined;
  const isFilled = open.blocks.some((name) => name !== "actions" && name !== "known");
  return {
    title: open.title,
    from: open.from,
    isWritten: hasActions ? followUps.length > 0 && warning === undefined : open.words || isFilled,
    ...(warning !== undefined && { warning }),
    ...(note !== undefined && { note }),
  };
}

/** Sections of a text in order. What stands above the first is none. */
export function outlineOf(text: string, followUps: readonly FollowUp[]): readonly OutlineSection[] {
  const shown = linesOf(withoutHints(text));
  const sections: Open[] = [];
  for (const [index, { text: line, from, isCode, isUnclosed }] of linesOf(text).entries()) {
    const title = isCode ? undefined : HEADING.exec(line)?.[1];
    if (title !== undefined) {
      sections.push({ title, from, words: false, figures: 0, blocks: [], mistakes: 0, isUnclosed: false });
      continue;
    }
    const open = sections.at(-1);
    const visible = shown[index];
    if (open === undefined || visible === undefined) continue;
    open.isUnclosed ||= isUnclosed === true;
    const tokens = isCode ? [] : tokensOfLine(visible, index + 1);
    for (const token of tokens) {
      if (mistakeIn(token) !== undefined) open.mistakes += 1;
      else if (isBlock(token.name)) open.blocks.push(token.name);
      else if (isFigure(token.name)) open.figures += 1;
    }
    const isBlockLine = tokens.some(({ name }) => isBlock(name));
    if (!isBlockLine && visible.text.trim() !== "") open.words = true;
  }
  return sections.map((open) => sectionOf(open, followUps));
}

/** The title of the section at an offset; empty above the first. */
export const sectionAt = (sections: readonly OutlineSection[], offset: number): string =>
  sections.findLast(({ from }) => from <= offset)?.title ?? "";
