import { linesOf, type TextLine } from "./text-lines.ts";

/* `<!-- two sentences for somebody who was not there -->`: what a template says to its writer. No reader sees it. */

const BEGIN = "<!--";
const END = "-->";

interface Hint {
  readonly from: number;
  /** After its end. */
  readonly to: number;
}

/** Where the code ends that nobody closed and that begins at this line. */
function endOfUnclosed(lines: readonly TextLine[], index: number): number {
  let last = index;
  while (lines[last]?.closing === undefined && last < lines.length - 1) last += 1;
  const line = lines[last];
  return line === undefined ? 0 : line.from + line.text.length;
}

/**
 * Hints in their order. What has no end is no hint: nothing is lost by a missing sign. Code has none, unless nobody closed
 * it: what it took in is a hint still where it begins a line.
 */
export function hintsOf(text: string): readonly Hint[] {
  const hints: Hint[] = [];
  const lines = linesOf(text);
  const lastEnd = text.lastIndexOf(END);
  /** Of the unclosed code that these lines are in: where a hint ends at the latest. */
  let latest: number | undefined;
  let begun: number | undefined;
  for (const [index, { text: line, from, isCode, isUnclosed, closing }] of lines.entries()) {
    if (isUnclosed) latest = text.lastIndexOf(END, endOfUnclosed(lines, index) - END.length);
    let at = isCode && latest === undefined && begun === undefined ? line.length : 0;
    while (at < line.length) {
      const next = line.indexOf(begun === undefined ? BEGIN : END, at);
      if (next < 0) break;
      at = next + (begun === undefined ? BEGIN : END).length;
      if (begun !== undefined) {
        hints.push({ from: begun, to: from + at });
        begun = undefined;
      } else {
        const isEnded = (latest ?? lastEnd) >= from + at;
        if (!isEnded || (latest !== undefined && line.slice(0, next).trim() !== "")) break;
        begun = from + next;
      }
    }
    if (closing !== undefined) latest = undefined;
  }
  return hints;
}

/** The text without hints; every line keeps its number. */
export function withoutHints(text: string): string {
  let kept = "";
  let end = 0;
  for (const { from, to } of hintsOf(text)) {
    kept += text.slice(end, from) + text.slice(from, to).replace(/[^\n]+/g, "");
    end = to;
  }
  return kept + text.slice(end);
}
