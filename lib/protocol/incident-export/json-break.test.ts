import { describe, expect, test } from "vitest";
import { whereItBreaks } from "./json-break.ts";

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe("the place where a text stops being JSON", () => {
  test.each([
    ["a value that is none", '{\n  "a": ?\n}', 2, 8],
    ["a comma before the end", '{"a": [1, 2,]}', 1, 13],
    ["a key without quotes", "{\n\n a: 1}", 3, 2],
    ["two values in a row", '["a" "b"]', 1, 6],
    ["a line break in a string", '["a\nb"]', 1, 4],
    ["an escape that is none", '["\\x"]', 1, 3],
    ["another bracket", '{"a": [1}}', 1, 9],
    ["more behind the end", "{}\n{}", 2, 1],
    ["a number with a leading zero", "[01]", 1, 3],
  ])("%s", (_, text, line, column) => {
    expect(isJson(text)).toBe(false);
    expect(whereItBreaks(text)).toEqual({ line, column, isEnd: false });
  });

  test("every cut of a whole text is found to end in the middle", () => {
    const whole = '{"a": [1.5e3, true, null, "\\u00e9\\n \u007f\u2028😀"],\n "b": {}}';
    expect(isJson(whole)).toBe(true);
    for (let length = 0; length < whole.length; length += 1) {
      const { isEnd, line } = whereItBreaks(whole.slice(0, length));
      // A word or a number that is cut begins where it breaks.
      if (!/(?:[a-z]|\\u?[0-9a-f]*|e|\.)$/.test(whole.slice(0, length)))
        expect(isEnd, whole.slice(0, length)).toBe(true);
      expect(line).toBe(whole.slice(0, length).split("\n").length);
    }
  });
});
