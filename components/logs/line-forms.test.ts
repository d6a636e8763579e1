import { expect, test } from "vitest";
import { formOf, lineForms, matchedSignatures } from "./line-forms.ts";
import { isUnrecognised, type LogRow } from "./log-row.ts";

let number = 0;
const line = (text: string, rest: Partial<LogRow> = {}): LogRow => {
  number += 1;
  return { key: `k${number}`, at: number * 1_000, lane: "dockerd", level: "error", text, ...rest };
};
const drawn = (text: string) =>
  formOf(text)
    .map((piece) => (piece.isValue ? `<${piece.text}>` : piece.text))
    .join("");

test.each([
  ["volume stat deadline passed after 60s ref=71", "volume stat deadline passed after <time> ref=<n>"],
  ["cleanup of 3be1c07f5a42 failed", "cleanup of <id> failed"],
  ["dial tcp 10.20.4.15:2049: i/o timeout", "dial tcp <address>: i/o timeout"],
  ["eth0: link becomes ready", "eth0: link becomes ready"],
  ["a word of nothing", "a word of nothing"],
])("what varies is named: %s", (text, form) => {
  expect(drawn(text)).toBe(form);
});

test("lines that differ in names and numbers only are one form, errors before warnings", () => {
  const forms = lineForms([
    line("ref 1 is gone", { level: "warn" }),
    line("ref 2 is gone", { level: "warn" }),
    line("stream 17 is inactive"),
    line("stream 18 is inactive", { lane: "containerd" }),
  ]);
  expect(forms.map(({ level, lane, count }) => [level, lane, count])).toEqual([
    ["error", "containerd", 1],
    ["error", "dockerd", 1],
    ["warn", "dockerd", 2],
  ]);
});

test("no number of different lines makes the list long", () => {
  const rows = Array.from({ length: 500 }, (_, index) => line(`what ${"x".repeat(index)} is`));
  expect(lineForms(rows)).toHaveLength(40);
});

test("only what complains and no signature knows is unrecognised; a container's own words are not the engine's", () => {
  expect(isUnrecognised(line("x"))).toBe(true);
  expect(isUnrecognised(line("x", { level: "info" }))).toBe(false);
  expect(isUnrecognised(line("x", { signature: "caller gave up" }))).toBe(false);
  expect(isUnrecognised(line("x", { lane: "container" }))).toBe(false);
});

test("signatures are counted by name", () => {
  const found = matchedSignatures([
    line("a", { signature: "hung task", severity: "page" }),
    line("b", { signature: "hung task", severity: "page" }),
    line("c"),
  ]);
  expect(found).toEqual([expect.objectContaining({ name: "hung task", severity: "page", count: 2 })]);
});
