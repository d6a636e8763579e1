import { describe, expect, test } from "vitest";
import { levelOf } from "./log-view.ts";

describe("the level of a line", () => {
  test.each([
    ['time="2026-11-20T20:40:06Z" level=warning msg="x"', "warn"],
    ['{"ts":1,"level":"error","msg":"upstream"}', "error"],
    ["2026-11-20 20:40:06 [ERROR] no route", "error"],
    ["INFO: started", "info"],
    ["FATAL could not bind", "error"],
  ])("is what the line says: %s", (line, level) => {
    expect(levelOf(line)).toBe(level);
  });

  test.each(["GET /error-pages/500 in 3 ms", "no errors found", "", "the level is high"])(
    "is not guessed from words in the text: %s",
    (line) => {
      expect(levelOf(line)).toBeUndefined();
    },
  );
});
