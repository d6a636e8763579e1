import { expect, test } from "vitest";
import { fitText, textWidth, wrapText } from "./fit-text.ts";

test("what fits stays as it is", () => {
  expect(fitText("1 of 15 stuck", 81, 13)).toBe("1 of 15 stuck");
  expect(fitText("/run/docker.sock", 104, 11, true)).toBe("/run/docker.sock");
});

test("what does not fit ends in dots inside its room", () => {
  const cut = fitText("unable to configure the daemon", 90, 13);
  expect(cut.endsWith("…")).toBe(true);
  expect(textWidth(cut, 13)).toBeLessThanOrEqual(90);
});

test("a long reading breaks between words, on two lines at most", () => {
  const lines = wrapText("failed, exit code 1, start limit hit", 98, 13);
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(textWidth(line, 13)).toBeLessThanOrEqual(98);
});

test("a single word longer than the room is cut, not lost", () => {
  expect(wrapText("x".repeat(80), 98, 13)).toHaveLength(1);
});
