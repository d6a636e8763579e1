import { expect, test } from "vitest";
import type { RunbookStep } from "#lib/domain/runbook.ts";
import { lockWords } from "./lock-words.ts";

const STEPS = ["a", "b", "c", "d"].map(
  (id): RunbookStep => ({ id, kind: "manual", title: id, text: "", commands: [] }),
);

test.each<[readonly string[], string | undefined]>([
  [[], undefined],
  [["b"], "Locked until step 2 is done or skipped"],
  [["a", "b", "c"], "Locked until steps 1, 2 and 3 are done or skipped"],
])("a step kept by %j says by which", (lockedBy, words) => {
  expect(lockWords(STEPS, { lockedBy })).toBe(words);
});
