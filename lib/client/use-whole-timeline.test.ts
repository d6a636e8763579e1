import { expect, test } from "vitest";
import { anEntry } from "../domain/incidents/testing/builders.ts";
import { joinedTo } from "./use-whole-timeline.ts";

const entries = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) =>
    anEntry(from + index, { kind: "note", markdown: `n${from + index}` }),
  );

test("earlier entries stand before the newest where they follow one another without a hole", () => {
  const older = entries(1, 5);
  expect(joinedTo(older, entries(6, 9))).toBe(older);
});

test("after rows began anew further on, earlier ones that no longer fit are read again", () => {
  expect(joinedTo(entries(1, 5), entries(8, 9))).toEqual([]);
  expect(joinedTo(entries(1, 5), entries(4, 9))).toEqual([]);
  expect(joinedTo([], entries(4, 9))).toEqual([]);
});
