import { expect, test } from "vitest";
import { parseDay } from "./parse-day.ts";

const WEDNESDAY = "2026-11-18";

test.each([
  ["2026-12-15", "2026-12-15"],
  ["today", "2026-11-18"],
  ["Tomorrow", "2026-11-19"],
  ["+7", "2026-11-25"],
  ["+2w", "2026-12-02"],
  ["in 2 weeks", "2026-12-02"],
  ["friday", "2026-11-20"],
  ["wed", "2026-11-25"],
  ["tue", "2026-11-24"],
  ["15 Dec", "2026-12-15"],
  ["15. december 2027", "2027-12-15"],
  ["Dec 15, 2027", "2027-12-15"],
  ["12 oct", "2027-10-12"],
  ["15.12.", "2026-12-15"],
  ["1.2.2027", "2027-02-01"],
  ["29 feb", "2028-02-29"],
])("%s is a day", (text, day) => {
  expect(parseDay(text, WEDNESDAY)).toBe(day);
});

test.each(["", "soon", "2026-02-30", "31 nov", "12/11", "fr", "+", "15 mix", "0.1."])(
  "“%s” is none",
  (text) => {
    expect(parseDay(text, WEDNESDAY)).toBeUndefined();
  },
);
