import { expect, test } from "vitest";
import { retryDelayMs } from "./backoff.ts";

test.each([
  [0, 0, 125],
  [0, 1, 250],
  [3, 1, 2_000],
  [9, 0, 5_000],
  [9, 1, 10_000],
  [1_000, 1, 10_000],
])("after %i failures and chance %f the wait is %i ms", (failures, random, expected) => {
  expect(retryDelayMs(failures, random)).toBe(expected);
});
