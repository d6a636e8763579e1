import { expect, test } from "vitest";
import { OWN_WORD_LONGEST, OWN_WORDS_LIMIT, problemOfWords, tidyWords } from "./own-words.ts";

test("a list is kept without blanks around its words, and with each word once", () => {
  expect(tidyWords(["  Acme ", "", "ACME", "Blue \t Lagoon", "acme gmbh"])).toEqual([
    "Acme",
    "Blue Lagoon",
    "acme gmbh",
  ]);
});

test.each([
  { words: ["Acme", "x"], says: /“x” is too short/ },
  { words: ["y".repeat(OWN_WORD_LONGEST + 1)], says: /is too long/ },
  { words: Array.from({ length: OWN_WORDS_LIMIT + 1 }, (_, index) => `w${index}`), says: /holds 100 words/ },
])("$words.length of them: $says", ({ words, says }) => {
  expect(problemOfWords(words)).toMatch(says);
});

test("at its bounds a list is kept", () => {
  expect(problemOfWords([])).toBeUndefined();
  expect(problemOfWords(["ab", "y".repeat(OWN_WORD_LONGEST)])).toBeUndefined();
});
