import { expect, test } from "vitest";
import { fitLines, fitText, textWidth, wrapText } from "./fit-text.ts";

test("what fits stays as it is", () => {
  expect(fitText("1 of 15 stuck", 81, 13)).toBe("1 of 15 stuck");
  expect(fitText("/run/docker.sock", 104, 11, true)).toBe("/run/docker.sock");
});

test("what does not fit ends in dots inside its room", () => {
  const cut = fitText("unable to configure the daemon", 90, 13);
  expect(cut.endsWith("…")).toBe(true);
  expect(textWidth(cut, 13)).toBeLessThanOrEqual(90);
});

test.each([
  ["in the socket's listen queue", 100, 11, "in the socket's…"],
  ["failed (start-limit-hit)", 90, 13, "failed…"],
  ["no file, defaults are in force", 60, 13, "no file…"],
] as const)("%s ends at a word, never inside one", (text, width, size, expected) => {
  expect(fitText(text, width, size)).toBe(expected);
});

test("a path keeps its end", () => {
  expect(fitText("/run/user/1000/docker.sock", 104, 11, true)).toBe("…/docker.sock");
});

test("lines wrap into the room there is, and a later one waits for room", () => {
  expect(fitLines(["in the socket's listen queue", "usual 0"], 100, 2)).toEqual([
    "in the socket's",
    "listen queue",
  ]);
  expect(fitLines(["1 user net", "usual 2"], 100, 2)).toEqual(["1 user net", "usual 2"]);
});

test("a long reading breaks between words, on two lines at most", () => {
  const lines = wrapText("failed, exit code 1, start limit hit", 98, 13);
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(textWidth(line, 13)).toBeLessThanOrEqual(98);
});

test("a single word longer than the room is cut, not lost", () => {
  expect(wrapText("x".repeat(80), 98, 13)).toHaveLength(1);
});
