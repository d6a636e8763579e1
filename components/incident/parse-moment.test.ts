import { expect, test } from "vitest";
import { parseMoment } from "./parse-moment.ts";

const NOW = Date.UTC(2026, 10, 18, 3, 24, 8);

test.each([
  ["-12m", "2026-11-18T03:12:08.000Z"],
  ["-90s", "2026-11-18T03:22:38.000Z"],
  ["03:12", "2026-11-18T03:12:00.000Z"],
  ["3:12:20.118", "2026-11-18T03:12:20.118Z"],
  ["22:40", "2026-11-17T22:40:00.000Z"],
  ["yesterday 02:40", "2026-11-17T02:40:00.000Z"],
  ["2026-11-18T03:07:44Z", "2026-11-18T03:07:44.000Z"],
  ["2026-11-18 03:07:44", "2026-11-18T03:07:44.000Z"],
  ["2026-11-18T04:07:44+01:00", "2026-11-18T03:07:44.000Z"],
])("%s is %s", (text, expected) => {
  expect(new Date(parseMoment(text, NOW) ?? 0).toISOString()).toBe(expected);
});

test.each(["", "soon", "25:00", "03:61", "12m", "2026-13-40T00:00Z"])("%j is no moment", (text) => {
  expect(parseMoment(text, NOW)).toBeUndefined();
});
