import { expect, test } from "vitest";
import { type LogRow, washOf } from "./log-row.ts";
import { isHit, lineBeside, NO_SEARCH, splitHits, step, visibleRows } from "./log-search.ts";

const line = (key: string, text: string, rest: Partial<LogRow> = {}): LogRow => ({
  key,
  at: 0,
  lane: "stdout",
  text,
  ...rest,
});
const rows = [
  line("a", "GET /v1/cart in 6 ms"),
  line("b", "upstream connect failed", { lane: "stderr", level: "error" }),
  line("g", "", { skipped: 40 }),
  line("c", "Upstream timed out", { level: "warn" }),
];
const keys = (shown: readonly LogRow[]) => shown.map((row) => row.key);

test("only hits keeps the places where lines are missing", () => {
  expect(keys(visibleRows(rows, { ...NO_SEARCH, text: "UPSTREAM", isOnly: true }))).toEqual(["b", "g", "c"]);
});

test("marking shows every line, and a lane can be switched off", () => {
  expect(keys(visibleRows(rows, { ...NO_SEARCH, text: "upstream" }))).toHaveLength(4);
  const hiddenLanes = new Set(["stderr"]);
  expect(keys(visibleRows(rows, { ...NO_SEARCH, hiddenLanes }))).toEqual(["a", "g", "c"]);
});

test("lines that no signature knows can be shown alone", () => {
  const known = line("d", "nfs server gone", { level: "error", signature: "NFS stall", severity: "page" });
  expect(keys(visibleRows([...rows, known], { ...NO_SEARCH, kept: "unknown" }))).toEqual(["b", "g", "c"]);
  expect(keys(visibleRows([...rows, known], { ...NO_SEARCH, kept: "marked" }))).toEqual(["b", "g", "d"]);
});

test("what happened to a container is never filtered away", () => {
  const died = line("x", "", { life: { kind: "died", exitCode: 1 } });
  expect(keys(visibleRows([died], { ...NO_SEARCH, text: "upstream", isOnly: true }))).toEqual(["x"]);
});

test("going on goes around the end, in both directions", () => {
  const wanted = (row: LogRow) => isHit(row, "upstream");
  expect(step(rows, undefined, 1, wanted)?.key).toBe("b");
  expect(step(rows, "b", 1, wanted)?.key).toBe("c");
  expect(step(rows, "c", 1, wanted)?.key).toBe("b");
  expect(step(rows, undefined, -1, wanted)?.key).toBe("c");
  expect(step([], undefined, 1, wanted)).toBeUndefined();
});

test("every hit in a line is marked and nothing of the line is lost", () => {
  const pieces = splitHits("upstream=1 Upstream", "upstream");
  expect(pieces.map(({ text, isHit: hit }) => [text, hit])).toEqual([
    ["upstream", true],
    ["=1 ", false],
    ["Upstream", true],
  ]);
  expect(splitHits("İx", "x").map(({ text }) => text)).toEqual(["İx"]);
});

test("a signature's word counts more than the level a line claims", () => {
  expect(washOf(line("x", "", { level: "info", severity: "page" }))).toBe("e");
  expect(washOf(line("x", "", { level: "warn" }))).toBe("w");
  expect(washOf(line("x", ""))).toBe("");
});

test("choosing one line more goes over what is no line and stops at the ends", () => {
  expect(lineBeside(rows, "b", 1)).toBe("c");
  expect(lineBeside(rows, "c", -1)).toBe("b");
  expect(lineBeside(rows, "c", 1)).toBeUndefined();
  expect(lineBeside(rows, "a", -1)).toBeUndefined();
});
