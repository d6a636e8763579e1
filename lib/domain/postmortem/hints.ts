import { linesOf } from "./text-lines.ts";

/* `<!-- two sentences for somebody who was not there -->`: what a template says to its writer. No reader sees it. */

const BEGIN = "<!--";
const END = "-->";

/** The text without hints; every line keeps its number. What has no end is no hint: nothing is lost by a missing sign. */
export function withoutHints(text: string): string {
  let isInside = false;
  return linesOf(text)
    .map(({ text: line, from, isCode }) => {
      if (isCode && !isInside) return line;
      let kept = "";
      let at = 0;
      while (at < line.length) {
        const next = line.indexOf(isInside ? END : BEGIN, at);
        const isHint = next >= 0 && (isInside || text.includes(END, from + next));
        if (!isInside) kept += line.slice(at, isHint ? next : undefined);
        if (!isHint) break;
        at = next + (isInside ? END : BEGIN).length;
        isInside = !isInside;
      }
      return kept;
    })
    .join("\n");
}
