import { describe, expect, test } from "vitest";
import {
  formatAge,
  formatAgo,
  formatBytes,
  formatClock,
  formatDuration,
  formatMoment,
  formatTimer,
  initials,
  listed,
} from "./format.ts";

const S = 1_000;
const M = 60 * S;
const H = 60 * M;
const AT = Date.UTC(2026, 10, 18, 3, 8, 52, 123);

describe("ages", () => {
  test.each([
    [0, "0s"],
    [59_999, "59s"],
    [15 * M + 16 * S, "15m 16s"],
    [5 * M + 3 * S, "5m 03s"],
    [H, "1h 00m"],
    [7 * H + 40 * M, "7h 40m"],
    [47 * H, "47h 00m"],
    [63 * 24 * H, "63 d"],
  ])("%i ms is %s", (ms, text) => {
    expect(formatAge(ms)).toBe(text);
  });

  test("an age is never negative, as two clocks may differ", () => {
    expect(formatAge(-5_000)).toBe("0s");
    expect(formatAgo(-5_000)).toBe("now");
  });

  test("what can wait for daylight shows no seconds from ten minutes on", () => {
    expect(formatAge(41 * M + 9 * S, true)).toBe("41m");
    expect(formatAge(9 * M + 9 * S, true)).toBe("9m 09s");
  });
});

describe("lengths of time", () => {
  test("a running timer counts minutes and seconds, then hours", () => {
    expect(formatTimer(16 * M + 24 * S)).toBe("16:24");
    expect(formatTimer(H + 2 * M + 16 * S)).toBe("1:02:16");
  });

  test("for readers outside the units are words", () => {
    expect(formatDuration(28 * M + 36 * S)).toBe("28 min 36 s");
    expect(formatDuration(2 * H + 33 * M)).toBe("2 h 33 min");
    expect(formatDuration(41 * S)).toBe("41 s");
  });
});

describe("clock times", () => {
  test("are of the day in UTC, with milliseconds only for logs", () => {
    expect(formatClock(AT)).toBe("03:08:52");
    expect(formatClock(AT, true)).toBe("03:08:52.123");
  });

  test("a moment of another day carries its date, so that it is not read as today's", () => {
    expect(formatMoment(AT, AT + H)).toBe("03:08:52");
    expect(formatMoment(AT, AT + 20 * H)).toMatch(/ 03:08$/);
    expect(formatMoment(AT, AT + 48 * H)).toBe("18 Nov 03:08");
  });

  test("a moment that is none does not stop the screen", () => {
    expect(formatClock(Number.NaN)).toBe("unknown");
  });
});

describe("sizes", () => {
  test.each([
    [0, "0 B"],
    [999, "999 B"],
    [999_600, "1 MB"],
    [9_200_000_000, "9.2 GB"],
    [184_000_000_000, "184 GB"],
  ])("%i bytes are %s, in powers of ten as Docker prints them", (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe("names", () => {
  test("a long list says how many more there are", () => {
    expect(listed(["a", "b"])).toBe("a and b");
    expect(listed(["a", "b", "c", "d", "e"])).toBe("a, b, c and 2 more");
    expect(listed([])).toBe("");
  });

  test("initials are two letters, also of one word and of letters beyond the basic plane", () => {
    expect(initials("Ada King")).toBe("AK");
    expect(initials("root")).toBe("RO");
    expect(initials("𝒜 ℬ")).toBe("𝒜ℬ");
    expect(initials("")).toBe("?");
  });
});
