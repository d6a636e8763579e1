import { expect, test } from "vitest";
import { linesOf } from "./text-lines.ts";

/** The lines that are code, by their numbers from 1. */
const codeOf = (text: string) => linesOf(text).flatMap(({ isCode }, index) => (isCode ? [index + 1] : []));
const unclosedIn = (text: string) =>
  linesOf(text).flatMap(({ isUnclosed }, index) => (isUnclosed ? [index + 1] : []));

test.each([
  ["is closed by its own sign, as long or longer", "```\na\n~~~\n``\n`````\nb", [1, 2, 3, 4, 5]],
  [
    "keeps lines that look like headings where it is closed",
    "```sh\n## list them\nps\n```\n## Two",
    [1, 2, 3, 4],
  ],
  ["in a longer one is an example", "````md\n## Title\n```sh\nps\n```\n````\nb", [1, 2, 3, 4, 5, 6]],
])("a block of code %s", (_, text, code) => {
  expect(codeOf(text)).toEqual(code);
  expect(unclosedIn(text)).toEqual([]);
});

test.each([
  ["a heading", "```\na\n## Two\nb", [1, 2]],
  ["a small heading", "```\na\n### Two\nb", [1, 2]],
  ["a block of the timeline", "```\na\n{{timeline: key}}\nb", [1, 2]],
  ["the end, where nothing else is", "a\n```\nb\n# c", [2, 3, 4]],
  ["a heading, also where the next section has code", "```\na\n## Two\n```\nb\n```\nc", [1, 2, 4, 5, 6]],
  ["a heading, also where the next code has a language", "```\na\n## Two\n```sh\nb\n```\nc", [1, 2, 4, 5, 6]],
])("a block that nobody closed ends before %s", (_, text, code) => {
  expect(codeOf(text)).toEqual(code);
  expect(unclosedIn(text)).toEqual([code[0]]);
});

test("after it code that is closed keeps its own headings", () => {
  const text = "```\na\n## Two\n```\n## no heading\n```\nc";
  expect(codeOf(text)).toEqual([1, 2, 4, 5, 6]);
});

test("its last line says what would close it", () => {
  expect(linesOf("~~~~ sh\na\n## Two").map(({ closing }) => closing)).toEqual([undefined, "~~~~", undefined]);
});

test.each([
  ["of headings", "```a\n## b\n"],
  ["of signs", "```\n"],
  ["of both", "~~~\n```a\n## b\n"],
])("a long text %s is read at once", (_, part) => {
  const text = part.repeat(Math.floor(200_000 / part.length));
  const began = performance.now();
  expect(linesOf(text)).toHaveLength(text.split("\n").length);
  expect(performance.now() - began).toBeLessThan(2_000);
});
