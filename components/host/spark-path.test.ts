import { expect, test } from "vitest";
import { sparkOf } from "./spark-path.ts";

const points = (...values: (number | null)[]) => values.map((value, at) => ({ at: at * 1_000, value }));

test("missing readings are a gap, never a line drawn through", () => {
  const spark = sparkOf(points(1, 2, null, null, 3, 4), 134, 26);
  expect(spark.paths).toHaveLength(2);
  expect(spark.gaps).toHaveLength(1);
  expect(spark.end?.x).toBe(133);
});

test("a reading that stopped ends in a gap and has no newest point", () => {
  const spark = sparkOf(points(1, 2, null, null), 134, 26);
  expect(spark.end).toBeUndefined();
  expect(spark.gaps.at(-1)?.width).toBeGreaterThan(40);
});

test("a line that hardly moves lies low instead of filling the box with its noise", () => {
  const spark = sparkOf(points(1_000, 1_001, 1_000), 134, 26);
  const heights = [...(spark.paths[0] ?? "").matchAll(/[ML][\d.]+ ([\d.]+)/g)].map((match) =>
    Number(match[1]),
  );
  expect(Math.min(...heights)).toBeGreaterThan(20);
});

test("the line of the impact is drawn only inside the time shown", () => {
  expect(sparkOf(points(1, 2, 3), 134, 26, 1_000).impactX).toBe(67);
  expect(sparkOf(points(1, 2, 3), 134, 26, 99_000).impactX).toBeUndefined();
});

test("no readings draw nothing, and missing readings alone draw no line", () => {
  expect(sparkOf([], 134, 26)).toEqual({ paths: [], gaps: [] });
  expect(sparkOf(points(null, null), 134, 26).paths).toEqual([]);
});
