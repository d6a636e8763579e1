import { expect, test } from "vitest";
import { isTickMeant } from "./tick-key.ts";

test.each([
  ["the list never moved by itself", undefined, true],
  ["it moved under the finger", 10_000, false],
  ["it moved a moment ago", 8_501, false],
  ["it has stood long enough to be read", 8_500, true],
])("the key that ticks: %s", (_name, movedAt, expected) => {
  expect(isTickMeant(movedAt, 10_000)).toBe(expected);
});
