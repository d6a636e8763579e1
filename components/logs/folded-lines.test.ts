import { expect, test } from "vitest";
import { AT } from "../test-views.ts";
import { foldedLines } from "./folded-lines.ts";
import type { LogRow } from "./log-row.ts";

const row = (key: string, text: string, rest: Partial<LogRow> = {}): LogRow => ({
  key,
  at: AT + Number(key),
  lane: "dockerd",
  text,
  ...rest,
});
const rows = [
  row("1", "attempt 1 failed"),
  row("2", "attempt 2 failed"),
  row("3", "attempt 3 failed"),
  row("4", "attempt 4 failed", { lane: "kernel" }),
  row("5", "done"),
];
const keysOf = (lines: readonly LogRow[]) => lines.map(({ key }) => key);

test("lines that are said again and again stand once, and the one that stands for a line is known", () => {
  const { lines, repeats, standIns } = foldedLines(rows);
  expect(keysOf(lines)).toEqual(["1", "4", "5"]);
  expect([...repeats]).toEqual([["1", { times: 3, lastAt: AT + 3 }]]);
  expect([...standIns]).toEqual([
    ["2", "1"],
    ["3", "1"],
  ]);
});
