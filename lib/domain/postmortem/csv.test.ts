import { expect, test } from "vitest";
import { toCsv } from "./csv.ts";

test("quotes what would end a field, and nothing else", () => {
  expect(
    toCsv(
      ["a", "b"],
      [
        ['x "y"', "1,2"],
        ["line\nbreak", "plain"],
      ],
    ),
  ).toBe('\ufeffa,b\r\n"x ""y""","1,2"\r\n"line\nbreak",plain\r\n');
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])("%s is no formula any more", (text) => {
  expect(toCsv(["a"], [[text]])).toContain(`'${text}`);
});

test("a number below zero stays one", () => {
  expect(toCsv(["a"], [[-1.5]])).toBe("\ufeffa\r\n-1.5\r\n");
});
