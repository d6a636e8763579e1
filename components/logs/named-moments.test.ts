import { expect, test } from "vitest";
import type { LogRow } from "./log-row.ts";
import { namedMoments } from "./named-moments.ts";

const line = (at: number, rest: Partial<LogRow> = {}): LogRow => ({
  key: `line ${at}`,
  at,
  lane: "stdout",
  text: "ready",
  ...rest,
});

test("the first error, deaths, starts and gaps have names, in the order of time", () => {
  const rows = [
    line(1),
    line(2, { life: { kind: "started" } }),
    line(3, { level: "error" }),
    line(4, { level: "error" }),
    line(5, { life: { kind: "died", exitCode: 137 } }),
    line(6, { skipped: 12 }),
  ];
  expect(namedMoments(rows, false).map(({ name, row }) => [name, row.at])).toEqual([
    ["Started", 2],
    ["First error", 3],
    ["The container died", 5],
    ["Gap", 6],
  ]);
  expect(namedMoments([line(1)], true)).toEqual([]);
});

test("of a loop that dies and starts for hours only the newest are named, and the first error", () => {
  const rows = Array.from({ length: 40 }, (_, index) => line(index + 1, { life: { kind: "died" } }));
  const named = namedMoments([line(0, { level: "error" }), ...rows], false);
  expect(named.map(({ row }) => row.at)).toEqual([0, 35, 36, 37, 38, 39, 40]);
});
