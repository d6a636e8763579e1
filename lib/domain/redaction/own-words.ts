/** More of them than anybody reads through, and still nothing that makes a long timeline slow. */
export const OWN_WORDS_LIMIT = 100;
export const OWN_WORD_LONGEST = 60;
/** One letter stands everywhere. */
export const OWN_WORD_SHORTEST = 2;

/** A list of words as it is kept: without blanks around them, and each once, however it is written. */
export function tidyWords(words: readonly string[]): readonly string[] {
  const tidy = new Map<string, string>();
  for (const word of words) {
    const one = word.trim().replace(/\s+/gu, " ");
    const key = one.normalize("NFC").toLowerCase();
    if (one !== "" && !tidy.has(key)) tidy.set(key, one);
  }
  return [...tidy.values()];
}

/** Why a list cannot be kept, in a sentence; undefined where it can. */
export function problemOfWords(words: readonly string[]): string | undefined {
  if (words.length > OWN_WORDS_LIMIT)
    return `The list holds ${OWN_WORDS_LIMIT} words; these are ${words.length}.`;
  const short = words.find((word) => word.length < OWN_WORD_SHORTEST);
  if (short !== undefined)
    return `“${short}” is too short: a word has ${OWN_WORD_SHORTEST} letters at least, or it would be found everywhere.`;
  const long = words.find((word) => word.length > OWN_WORD_LONGEST);
  if (long !== undefined)
    return `“${long.slice(0, 20)}…” is too long: a word has ${OWN_WORD_LONGEST} letters at most.`;
  return undefined;
}
