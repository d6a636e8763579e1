/** Steps of typing between two words: a letter more, less, other, or two swapped. */
function distance(left: string, right: string): number {
  let before: number[] = [];
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const change = left[i - 1] === right[j - 1] ? 0 : 1;
      const swapped =
        i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]
          ? (before[j - 2] ?? 0) + 1
          : Number.POSITIVE_INFINITY;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + change, swapped));
    }
    before = row;
    row = next;
  }
  return row[right.length] ?? 0;
}

/** What is compared of a word: typing errors are not further apart than this. */
const COMPARED_LENGTH = 60;

/** The known word that was probably meant, or undefined when none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const typed = word.slice(0, COMPARED_LENGTH);
  const ranked = known
    .map((candidate) => ({ candidate, steps: distance(typed, candidate) }))
    .sort((left, right) => left.steps - right.steps);
  const best = ranked[0];
  return best !== undefined && best.steps <= Math.max(1, Math.floor(best.candidate.length / 3))
    ? best.candidate
    : undefined;
}

const partsOf = (word: string): readonly string[] =>
  word
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== "");

/** Known words that have every part of this one: `disk-full` is short for two of them. */
export function having(word: string, known: readonly string[]): readonly string[] {
  const wanted = partsOf(word.slice(0, COMPARED_LENGTH));
  if (wanted.length === 0) return [];
  return known.filter((candidate) => {
    const parts = partsOf(candidate);
    return wanted.every((part) => parts.some((one) => one.startsWith(part)));
  });
}
