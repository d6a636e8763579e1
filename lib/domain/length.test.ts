import { describe, expect, test } from "vitest";
import { formatAge, formatDuration, formatTimer, lengthBetween } from "./length.ts";

const AT = Date.UTC(2026, 10, 18, 3, 9, 26, 900);
const S = 1_000;
const M = 60 * S;
const H = 60 * M;

describe("the length between two moments", () => {
  test("is what a reader finds who subtracts the clocks beside them", () => {
    // 03:09:26.900 to 03:11:30.100 is 2:03.2, and 2:04 by the clocks.
    expect(lengthBetween(AT, AT + 2 * M + 3 * S + 200)).toBe(2 * M + 4 * S);
  });
  test("adds up over stretches that follow one another", () => {
    const [a, b, c] = [AT, AT + 1_300, AT + 2_500];
    expect(lengthBetween(a, b) + lengthBetween(b, c)).toBe(lengthBetween(a, c));
  });
  test("is negative when the second came first", () => {
    expect(lengthBetween(AT, AT - 40 * S)).toBe(-40 * S);
  });
});

test.each([
  [0, "0s", "0:00", "0 s"],
  [999, "0s", "0:00", "less than 1 s"],
  [2 * S, "2s", "0:02", "2 s"],
  [59_999, "59s", "0:59", "59 s"],
  [2 * M, "2m 00s", "2:00", "2 min 00 s"],
  [3 * M + 13_700, "3m 13s", "3:13", "3 min 13 s"],
  [28 * M + 36 * S, "28m 36s", "28:36", "28 min 36 s"],
  [H + 2 * M + 16 * S, "1h 02m", "1:02:16", "1 h 02 min"],
  [47 * H, "47h 00m", "47:00:00", "47 h 00 min"],
  [63 * 24 * H, "63 d", "1512:00:00", "1512 h 00 min"],
])("%i ms reads alike as an age, a timer and in a sentence", (ms, age, timer, sentence) => {
  expect([formatAge(ms), formatTimer(ms), formatDuration(ms)]).toEqual([age, timer, sentence]);
});
