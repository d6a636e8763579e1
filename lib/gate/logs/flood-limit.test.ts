import { describe, expect, test } from "vitest";
import type { LogFrame, LogLine } from "../../gate-protocol/answers.ts";
import { createFloodLimit } from "./flood-limit.ts";

const lines = (count: number, firstMs = 1_000): readonly LogLine[] =>
  Array.from({ length: count }, (_, index) => ({
    timeNano: `${firstMs + index}000000`,
    stream: "stdout" as const,
    text: "x",
  }));
const shown = (frames: readonly LogFrame[]): number =>
  frames.reduce((sum, frame) => sum + (frame.kind === "lines" ? frame.lines.length : 0), 0);
const skipped = (frames: readonly LogFrame[]): number =>
  frames.reduce((sum, frame) => sum + (frame.kind === "skipped" ? frame.count : 0), 0);

describe("the flood limit", () => {
  test("lets a burst of 10,000 lines pass whole", () => {
    const limit = createFloodLimit(0);
    expect(shown(limit.take(lines(10_000), 0))).toBe(10_000);
    expect(limit.rest()).toEqual([]);
  });

  test("counts exactly what it leaves out, with the first and the last time", () => {
    const limit = createFloodLimit(0);
    limit.take(lines(10_000), 0);
    expect(limit.take(lines(300, 50_000), 0)).toEqual([]);
    expect(limit.rest()).toEqual([{ kind: "skipped", count: 300, fromAt: 50_000, toAt: 50_299 }]);
  });

  test("shown and skipped make all that was sent, at 50,000 lines a second", () => {
    const limit = createFloodLimit(0);
    const frames: LogFrame[] = [];
    for (let now = 0; now < 10_000; now += 50) frames.push(...limit.take(lines(2_500, now), now));
    frames.push(...limit.rest());
    expect(shown(frames) + skipped(frames)).toBe(500_000);
    expect(shown(frames)).toBeGreaterThan(28_000);
    expect(shown(frames)).toBeLessThanOrEqual(30_000);
    // A flood is a few large gaps, not one per line.
    expect(frames.filter((frame) => frame.kind === "skipped").length).toBeLessThan(50);
  });

  test("keeps the order: what was skipped stands before what came after it", () => {
    const limit = createFloodLimit(0);
    limit.take(lines(10_000), 0);
    limit.take(lines(5), 0);
    expect(limit.take(lines(1), 1_000).map((frame) => frame.kind)).toEqual(["skipped", "lines"]);
  });

  test("2,000 lines a second pass for ever", () => {
    const limit = createFloodLimit(0);
    let total = 0;
    for (let now = 0; now < 60_000; now += 50) total += shown(limit.take(lines(100), now));
    expect(total).toBe(120_000);
  });
});
