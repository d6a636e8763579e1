import { STATE_WORDS as INCIDENT_WORDS, severityWords } from "../incidents/state-words.ts";
import { blocksOf, figureRows, milestoneRows } from "./blocks.ts";
import { type Block, type Piece, type Postmortem, TYPED_BEGIN, TYPED_END } from "./content.ts";
import type { FollowUp } from "./document.ts";
import { withoutHints } from "./hints.ts";
import { liveFigure } from "./live-figures.ts";
import { inline } from "./markdown.ts";
import { utc } from "./plain.ts";
import type { PlayedFrom, PostmortemInput } from "./postmortem-input.ts";
import { linesOf, type TextLine } from "./text-lines.ts";
import { FIGURES, isBlock, isFigure, mistakeIn, type Token, tokensOfLine } from "./tokens.ts";

/** What people wrote of an incident. */
export interface WrittenText {
  readonly text: string;
  readonly followUps: readonly FollowUp[];
  /** "Draft", "Published, version 2": beside the title. */
  readonly standing?: string;
}

/** A figure somebody typed over, and what the timeline says. */
interface TypedOver {
  readonly label: string;
  readonly typed: string;
  readonly value: string;
}

const HEADING = /^ {0,3}(#{1,3})[ \t]+(.*?)[ \t]*#*$/;

const MARKS = new RegExp(`[${TYPED_BEGIN}${TYPED_END}]`, "g");

interface Line {
  /** Markdown, figures filled in. */
  readonly markdown: string;
  readonly block?: Token;
  readonly typedOver: readonly TypedOver[];
}

function fillIn(line: TextLine, number: number, input: PostmortemInput): Line {
  const typedOver: TypedOver[] = [];
  if (line.isCode) return { markdown: line.text, typedOver };
  let markdown = "";
  let end = 0;
  for (const token of tokensOfLine(line, number)) {
    const { name, argument } = token;
    // What is no token is text: people may well write about another tool's braces.
    if (mistakeIn(token) !== undefined) continue;
    if (isBlock(name)) return { markdown: "", block: token, typedOver };
    if (!isFigure(name)) continue;
    const { value } = liveFigure(name, input);
    if (argument !== undefined) typedOver.push({ label: FIGURES[name], typed: argument, value });
    const shown = argument === undefined ? inline(value) : `${TYPED_BEGIN}${inline(argument)}${TYPED_END}`;
    markdown += line.text.slice(end, token.from - line.from) + shown;
    end = token.to - line.from;
  }
  return { markdown: markdown + line.text.slice(end), typedOver };
}

const plain = (markdown: string): string =>
  markdown.replace(MARKS, "").replace(/\\([\\`*_[\]<>|#~!])/g, "$1");

/**
 * Questions are numbered as they stand. In what people wrote none has a blank for its answer: that is theirs to leave out.
 */
function asAsked(blocks: readonly Block[], isWritten: boolean): readonly Block[] {
  let number = 0;
  return blocks.map((block) => {
    if (block.kind !== "question") return block;
    number += 1;
    return { ...block, number, isAnswered: isWritten };
  });
}

function origin({ incident }: PostmortemInput, typedOver: readonly TypedOver[]): readonly Block[] {
  const typed = typedOver.map(
    ({ label, typed: words, value }): Block => ({
      kind: "paragraph",
      pieces: [`Typed over by hand: ${label}, “${words}”. The timeline says ${value}.`],
    }),
  );
  const pieces: readonly Piece[] = [
    `${incident.headSeq} entries, each chained to the one before. Hash of the last: `,
    { code: incident.headHash },
  ];
  return [{ kind: "section", title: "Origin" }, { kind: "paragraph", pieces }, ...typed];
}

/** What every export of it begins with. */
export const recordingWords = ({ recordedAt }: PlayedFrom): string =>
  `From a recording made ${utc(recordedAt).slice(0, 19)} UTC and played again: nothing of it happened to a host that is watched.`;

/**
 * What a postmortem says: the text with its figures filled in and its blocks in their places, and at the end on which
 * state of the timeline it stands. Nothing is made up: what the timeline does not know is "unknown".
 */
export function composePostmortem(written: WrittenText, input: PostmortemInput): Postmortem {
  const { incident } = input;
  const blocks: Block[] = [];
  const typedOver: TypedOver[] = [];
  let prose: string[] = [];
  const endProse = (): void => {
    const markdown = prose.join("\n").replace(/^(?:[ \t]*\n)+|\s+$/g, "");
    if (markdown !== "") blocks.push({ kind: "prose", markdown });
    prose = [];
  };
  for (const [index, line] of linesOf(withoutHints(written.text.replace(MARKS, ""))).entries()) {
    const filled = fillIn(line, index + 1, input);
    typedOver.push(...filled.typedOver);
    const { block } = filled;
    const heading = line.isCode ? null : HEADING.exec(filled.markdown);
    if (block !== undefined && isBlock(block.name)) {
      endProse();
      blocks.push(...blocksOf(block.name, block.argument, input, written.followUps));
    } else if (heading !== null) {
      endProse();
      const [, signs = "", title = ""] = heading;
      blocks.push({ kind: signs.length === 3 ? "subsection" : "section", title: plain(title) });
    } else prose.push(filled.markdown);
    // What is below it in another reader's eyes is code as well, unless it is closed.
    if (line.closing !== undefined) {
      while (prose.at(-1)?.trim() === "") prose.pop();
      prose.push(line.closing);
    }
  }
  endProse();
  return {
    incidentId: incident.id,
    title: incident.title,
    writtenAt: input.writtenAt,
    glance: [
      severityWords(incident.severity),
      INCIDENT_WORDS[incident.state],
      ...(written.standing === undefined ? [] : [written.standing]),
    ],
    ...(input.recording && { recording: recordingWords(input.recording) }),
    milestones: milestoneRows(input),
    figures: figureRows(incident),
    blocks: [...asAsked(blocks, written.standing !== undefined), ...origin(input, typedOver)],
  };
}
