/** One line of a text, with what it is. */
export interface TextLine {
  readonly text: string;
  /** Offset of its first character. */
  readonly from: number;
  /** In a fenced block, or one of the two fences. */
  readonly isCode: boolean;
  /** It opens a fenced block that nobody closed. */
  readonly isUnclosed?: true;
  /** The last line of such a block: what would close it below. */
  readonly closing?: string;
}

interface Fence {
  /** Its lines, from the one that opens it to the last. */
  readonly first: number;
  readonly last: number;
  readonly mark: string;
  readonly isClosed: boolean;
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
/** Where the text goes on for certain: a heading below the title, or a token on a line of its own. */
const LANDMARK = /^ {0,3}(?:#{2,3}[ \t]+\S|\{\{[a-z][a-z-]*(?:: *[^{}]*)?\}\}[ \t]*$)/;
/** Rounds in which a block that nobody closed is looked for; a text with more of them is read line by line. */
const MOST_ROUNDS = 20;

const markOf = (line: string | undefined): string | undefined => FENCE.exec(line ?? "")?.[1];

/** Fences as Markdown pairs them. A strict reading ends each at the first landmark in it. */
function pairsOf(lines: readonly string[], start: number, isStrict: boolean): readonly Fence[] {
  const fences: Fence[] = [];
  let open: { readonly first: number; readonly mark: string } | undefined;
  for (let at = start; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const mark = markOf(line);
    if (open === undefined) {
      if (mark !== undefined) open = { first: at, mark };
    } else if (mark?.startsWith(open.mark) && line.trim() === mark) {
      fences.push({ ...open, last: at, isClosed: true });
      open = undefined;
    } else if (isStrict && LANDMARK.test(line)) {
      fences.push({ ...open, last: at - 1, isClosed: false });
      open = undefined;
    }
  }
  if (open !== undefined) fences.push({ ...open, last: lines.length - 1, isClosed: false });
  return fences;
}

/** The first landmark in a fence, and whether another block is begun below it, as no code does. */
function landmarkIn(
  lines: readonly string[],
  { first, last, mark }: Fence,
): { readonly at: number; readonly isFollowed: boolean } | undefined {
  const inside = lines.slice(first + 1, last + 1);
  const found = inside.findIndex((line) => LANDMARK.test(line));
  if (found === -1) return undefined;
  const isFollowed = inside.slice(found, -1).some((line) => {
    const other = markOf(line);
    return other?.startsWith(mark) === true && line.trim() !== other;
  });
  return { at: first + 1 + found, isFollowed };
}

/**
 * Fences as their author meant them: code may well have lines that look like headings, so a block that is closed keeps
 * them. Where one was not closed, the first that has a landmark in it ends there, so that no section is taken for code.
 */
function fencesOf(lines: readonly string[]): readonly Fence[] {
  const found: Fence[] = [];
  let start = 0;
  for (let round = 1; ; round += 1) {
    const isLastRound = round === MOST_ROUNDS;
    const pairs = pairsOf(lines, start, isLastRound);
    const isWhole = pairs.at(-1)?.isClosed ?? true;
    const torn = isLastRound
      ? undefined
      : pairs
          .map((fence) => ({ fence, landmark: landmarkIn(lines, fence) }))
          .find(({ landmark }) => landmark && (!isWhole || landmark.isFollowed));
    if (torn?.landmark === undefined) return [...found, ...pairs];
    const { fence, landmark } = torn;
    found.push(...pairs.slice(0, pairs.indexOf(fence)), { ...fence, last: landmark.at - 1, isClosed: false });
    start = landmark.at;
  }
}

/** The lines of a text, those of fenced code marked. */
export function linesOf(text: string): readonly TextLine[] {
  const lines = text.split("\n");
  const fences = fencesOf(lines);
  let next = 0;
  let from = 0;
  return lines.map((line, index) => {
    const start = from;
    from += line.length + 1;
    if (index > (fences[next]?.last ?? Number.POSITIVE_INFINITY)) next += 1;
    const fence = fences[next];
    if (fence === undefined || index < fence.first) return { text: line, from: start, isCode: false };
    return {
      text: line,
      from: start,
      isCode: true,
      ...(!fence.isClosed && index === fence.first && { isUnclosed: true }),
      ...(!fence.isClosed && index === fence.last && { closing: fence.mark }),
    };
  });
}

/** What its author is told of a block that is not closed. */
export const UNCLOSED =
  "Nobody closed this code: it ends before the next heading or block. A line of its sign alone closes it.";
