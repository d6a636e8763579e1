/** A group that catches would be caught twice. */
const uncaught = (words: string): string => words.replace(/(?<!\\)\((?!\?)/g, "(?:");

/**
 * Source of a pattern for words with a condition on what stands before them. Engines try a lookbehind at every place of a
 * line, and one that reaches far costs milliseconds: the words are looked for first, and few lines have them.
 */
export const wordsFirst = (before: string, words: string): string =>
  `(?=${uncaught(words)})${before}(?:${words})`;
