import { setImmediate as breathe } from "node:timers/promises";
import { type Redact, redactTogether } from "../../domain/incidents/redact-value.ts";

/** About 30 ms of looking; in between the others have their turn. */
const PIECE_CHARS = 64 * 1_024;
/** A secret over many lines is known by what stands before it: the longest key block in use has 52. */
const LINES_BEFORE = 120;
/** A line that is longer cannot be looked through while others wait. */
const LINE_LIMIT_CHARS = 1_024 * 1_024;

const bounded = (line: string): string =>
  line.length <= LINE_LIMIT_CHARS
    ? line
    : `[a line of ${line.length} characters is left out: too long to be looked through for secrets]`;

/** A long text redacted piece by piece, each with the lines before it in view. The number of lines stays. */
export async function redactLong(text: string, redact: Redact): Promise<string> {
  const lines = text.split("\n").map(bounded);
  const told: string[] = [];
  for (let from = 0; from < lines.length; ) {
    let to = from;
    for (let chars = 0; to < lines.length && (to === from || chars < PIECE_CHARS); to += 1)
      chars += lines[to]?.length ?? 0;
    const before = Math.max(0, from - LINES_BEFORE);
    const { texts } = redactTogether(lines.slice(before, to), redact);
    told.push(...texts.slice(from - before));
    from = to;
    await breathe();
  }
  return told.join("\n");
}
