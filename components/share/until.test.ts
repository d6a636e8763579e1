import { expect, test } from "vitest";
import { stampOf } from "./shared-parts.ts";
import { momentWords, untilOf } from "./until.ts";

const NOW = Date.parse("2026-11-18T09:31:20Z");

test.each([
  ["2026-11-25 03:24", "2026-11-25T03:24:00.000Z"],
  [" 2026-11-25T03:24:00+01:00 ", "2026-11-25T02:24:00.000Z"],
  ["18:00", "2026-11-18T18:00:00.000Z"],
  ["09:00", "2026-11-19T09:00:00.000Z"],
  ["+36h", "2026-11-19T21:31:20.000Z"],
  ["+2 d", "2026-11-20T09:31:20.000Z"],
  ["+90s", "2026-11-18T09:32:50.000Z"],
  ["25 Nov 18:00", "2026-11-25T18:00:00.000Z"],
  ["Nov 25, at 18:00 UTC", "2026-11-25T18:00:00.000Z"],
  ["tomorrow 9:00", "2026-11-19T09:00:00.000Z"],
  ["friday 07:30", "2026-11-20T07:30:00.000Z"],
  ["2026-12-01 9:05", "2026-12-01T09:05:00.000Z"],
  ["tomorrow", "2026-11-19T23:59:00.000Z"],
  ["2026-11-25", "2026-11-25T23:59:00.000Z"],
  [stampOf(NOW + 3_600_000), "2026-11-18T10:31:00.000Z"],
])("%s is a moment to come", (text, expected) => {
  const until = untilOf(text, NOW);
  expect(until.kind === "at" && new Date(until.at).toISOString()).toBe(expected);
});

test.each([
  ["", /^A day, a time or both, in UTC/],
  ["soon", /^A day, a time or both/],
  ["tomorrow 25:00", /^A day, a time or both/],
  ["18:00 18:00", /^A day, a time or both/],
  ["-2h", /^A day, a time or both/],
  ["2026-13-40 10:00", /^A day, a time or both/],
  ["2030-01-01", /90 days at most/],
  ["2020-01-01", /^That is over already/],
  ["today 9:00", /^That is over already/],
  ["+1s", /^A link is open for a minute at least/],
  ["2026-11-18 09:30", /over already/],
  ["yesterday 22:40", /over already/],
  ["2027-02-17 09:31", /90 days at most: until 16 Feb 2027, 09:31 UTC/],
  ["+91d", /90 days at most/],
])("%s closes nothing, and says why", (text, says) => {
  expect(untilOf(text, NOW)).toEqual({ kind: "problem", text: expect.stringMatching(says) });
});

test("a moment is told with its day", () => {
  expect(momentWords(Date.parse("2026-11-25T03:24:08Z"), NOW)).toBe("25 Nov, 03:24 UTC");
});
