import { expect, test } from "vitest";
import { histogram, stepWords } from "./histogram.ts";
import type { LogRow } from "./log-row.ts";

const START = 1_795_260_000_000;
const line = (second: number, rest: Partial<LogRow> = {}): LogRow => ({
  key: `${second}-${rest.level ?? ""}`,
  at: START + second * 1_000,
  lane: "stdout",
  text: "x",
  ...rest,
});

test("every line is counted once, errors and warnings told apart, and the first can be gone to", () => {
  const drawn = histogram([line(0), line(0, { level: "error" }), line(1, { level: "warn" }), line(3)]);
  expect(drawn?.stepMs).toBe(1_000);
  expect(drawn?.buckets.map(({ count }) => count)).toEqual([2, 1, 0, 1]);
  expect(drawn?.buckets[0]).toMatchObject({ errors: 1, warnings: 0, firstKey: "0-" });
  expect(drawn?.buckets[1]?.warnings).toBe(1);
  expect(drawn?.buckets[2]?.firstKey).toBeUndefined();
  expect(drawn?.highest).toBe(2);
});

test.each([60, 3_600, 86_400, 40 * 86_400, 3_000 * 86_400, 90_000 * 86_400])(
  "%d seconds of lines fit into the width",
  (seconds) => {
    const drawn = histogram([line(0), line(seconds)]);
    expect(drawn?.buckets.length).toBeLessThanOrEqual(72);
    expect(drawn?.buckets.reduce((sum, { count }) => sum + count, 0)).toBe(2);
  },
);

test("where lines are missing is marked, and no line is counted there", () => {
  const drawn = histogram([line(0), line(2, { skipped: 400 }), line(4)]);
  expect(drawn?.buckets.map(({ hasGap }) => hasGap)).toEqual([false, false, true, false, false]);
  expect(drawn?.buckets[2]?.count).toBe(0);
  expect(histogram([line(2, { skipped: 400 })])).toBeUndefined();
});

test("a step is said in the unit people use", () => {
  expect([1_000, 60_000, 7_200_000, 172_800_000].map(stepWords)).toEqual(["1 s", "1 min", "2 h", "2 d"]);
});
