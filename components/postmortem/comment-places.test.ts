import { expect, test } from "vitest";
import { outlineOf } from "#lib/domain/postmortem/outline.ts";
import { placeOf, stacked } from "./comment-places.ts";

const TEXT = "above\n## One\nit hung\n## Two\nit hung again\n";
const place = (section: string, quote?: string) =>
  placeOf({ section, ...(quote !== undefined && { quote }) }, TEXT, outlineOf(TEXT, []));

test("a comment stands beside its words, those of its own section first", () => {
  expect(place("One", "it hung")).toBe(TEXT.indexOf("it hung"));
  expect(place("Two", "it hung")).toBe(TEXT.indexOf("it hung again"));
});

test("words that went to another section are followed there; what is gone leaves its section, or the beginning", () => {
  expect(place("Two", "above")).toBe(0);
  expect(place("Two", "never written")).toBe(TEXT.indexOf("## Two"));
  expect(place("Two")).toBe(TEXT.indexOf("## Two"));
  expect(place("Renamed since")).toBe(0);
});

test("where two are about one line the second stands below the first, and the third where it wants", () => {
  expect(
    stacked([
      { top: 40, height: 100 },
      { top: 40, height: 50 },
      { top: 400, height: 50 },
    ]),
  ).toEqual([40, 150, 400]);
});
