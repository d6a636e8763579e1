import type { JournalLine } from "./signal.ts";
import { marksOf } from "./signatures/mark-line.ts";

const MAX_MARKED_LINES = 400;
const MAX_LINES_OF_SIGNATURE = 20;

/** The newest lines of each signature: a flood of one does not push out the one line that tells the cause. */
export function boundedMarks(lines: readonly JournalLine[]): readonly JournalLine[] {
  const counts = new Map<string, number>();
  const kept = lines.toReversed().filter((line) => {
    const marks = marksOf(line).map(({ signature }) => signature.id);
    for (const id of marks) counts.set(id, (counts.get(id) ?? 0) + 1);
    return marks.some((id) => (counts.get(id) ?? 0) <= MAX_LINES_OF_SIGNATURE);
  });
  return kept.slice(0, MAX_MARKED_LINES).reverse();
}
