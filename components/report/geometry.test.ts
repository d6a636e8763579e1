import { describe, expect, test } from "vitest";
import type { Burn } from "#lib/domain/report/report.ts";
import { DAY_MS, MINUTE_MS } from "#lib/domain/time.ts";
import { burnScale, endLabel, groupDots, placeLabels, ticksOf } from "./burn-geometry.ts";
import { minuteScale, minutesText } from "./minutes.ts";

const burnOf = (steps: readonly { readonly day: number; readonly left: number }[]): Burn => ({
  points: [
    { at: 0, left: 1 },
    ...steps.flatMap(({ day, left }, index) => [
      { at: day * DAY_MS - 1, left: steps[index - 1]?.left ?? 1 },
      { at: day * DAY_MS, left },
    ]),
    { at: 90 * DAY_MS, left: steps.at(-1)?.left ?? 1 },
  ],
  dots: steps.map(({ day, left }, index) => ({
    id: `INC-${index}`,
    title: "t",
    services: ["shop/web"],
    severity: "SEV2",
    beganAt: day * DAY_MS,
    isEstimated: false,
    at: day * DAY_MS,
    left,
    spent: 0.1 * (index + 1),
  })),
  gaps: [],
});

describe("labels on the budget", () => {
  test("none lies upon another; the one that cost more is kept", () => {
    const burn = burnOf([
      { day: 40, left: 0.8 },
      { day: 41, left: 0.79 },
    ]);
    expect(placeLabels(burn, burnScale(burn, 842)).map(({ id }) => id)).toEqual(["INC-1"]);
  });

  test("a label lies beneath the line, also where the step is small", () => {
    const burn = burnOf([{ day: 89, left: 0.99 }]);
    const scale = burnScale(burn, 842);
    const [label] = placeLabels(burn, scale);
    expect(label?.y).toBeGreaterThanOrEqual(scale.y(0.99) + 5);
    expect(label?.y).toBeGreaterThanOrEqual(scale.y(1) + 15);
    expect(endLabel(burn, scale).y).not.toBe(label?.y);
  });

  test("near the ground a label stands above the line, and where nothing is free it stands in the table alone", () => {
    const low = burnOf([
      { day: 20, left: 0.05 },
      { day: 50, left: 0.04 },
    ]);
    const scale = burnScale(low, 842);
    const label = placeLabels(low, scale).find(({ id }) => id === "INC-1");
    expect((label?.y ?? 0) + 15).toBeLessThan(scale.y(0.05));
    expect(placeLabels(low, scale).map(({ id }) => id)).not.toContain("INC-0");
  });

  test("none lies upon what is left at the end", () => {
    const burn = burnOf([
      { day: 30, left: 0.09 },
      { day: 88, left: 0.087 },
    ]);
    expect(placeLabels(burn, burnScale(burn, 842)).map(({ id }) => id)).not.toContain("INC-1");
  });

  test("what is left at the end stands above the days also where all went at once", () => {
    const burn = burnOf([{ day: 89.9, left: 0 }]);
    const scale = burnScale(burn, 842);
    const end = endLabel(burn, scale);
    expect(end.y).toBeLessThan(scale.bottom);
    // The line falls at the very end: the words stand before it.
    expect(end.x).toBeLessThan(scale.x(89.9 * DAY_MS));
  });

  test("what is left lies upon neither dot nor dashes, also where all is spent", () => {
    const burn = burnOf([{ day: 40, left: 0 }]);
    const open = { ...burn, dots: burn.dots.map((dot) => ({ ...dot, at: 90 * DAY_MS })) };
    for (const width of [842, 360]) {
      const scale = burnScale(open, width);
      const { x, y } = endLabel(open, scale);
      const evenY =
        scale.bottom - ((scale.right - (x - 112)) / (scale.right - scale.left)) * (scale.bottom - scale.top);
      expect(y + 4).toBeLessThan(evenY);
      expect(y + 4).toBeLessThan(scale.y(0) - 4.5);
    }
  });

  test("incidents that are not over are one dot at the end, with their number, and the worst of them labelled", () => {
    const burn = burnOf([
      { day: 30, left: 0.6 },
      { day: 40, left: 0.5 },
      { day: 50, left: 0.4 },
    ]);
    const [first, ...others] = burn.dots;
    const open = {
      ...burn,
      dots: [...(first ? [first] : []), ...others.map((dot) => ({ ...dot, at: 90 * DAY_MS, left: 0.4 }))],
    };
    const scale = burnScale(open, 842);
    const groups = groupDots(open, scale);
    expect(groups.map(({ dots }) => dots.length)).toEqual([1, 2]);
    expect(groups[1]).toMatchObject({ id: "INC-2", x: scale.right, isWorse: true });
    expect(placeLabels(open, scale).map(({ id }) => id)).toContain("INC-2");
  });

  test("at the left edge it stands at the right of its dot", () => {
    const burn = burnOf([{ day: 1, left: 0.5 }]);
    expect(placeLabels(burn, burnScale(burn, 842))[0]?.anchor).toBe("start");
  });

  test("what is overspent lies on the ground line", () => {
    const scale = burnScale(burnOf([]), 842);
    expect(scale.y(-3)).toBe(scale.bottom);
  });
});

describe("ticks", () => {
  const clocks = (fromAt: number, toAt: number) =>
    ticksOf(fromAt, toAt).map((at) => new Date(at).toISOString().slice(5, 16));
  const start = Date.UTC(2026, 10, 21, 17, 50, 40);
  test.each([
    { minutes: 3, ticks: ["11-21T17:51", "11-21T17:52", "11-21T17:53"] },
    { minutes: 4.1, ticks: ["11-21T17:52", "11-21T17:54"] },
    { minutes: 150, ticks: ["11-21T18:00", "11-21T19:00", "11-21T20:00"] },
    { minutes: 40 * 60, ticks: ["11-22T00:00", "11-22T12:00", "11-23T00:00"] },
    { minutes: 89 * 24 * 60, ticks: ["11-22T00:00", "12-17T00:00", "01-11T00:00", "02-05T00:00"] },
  ])("of $minutes min stand at even steps of the clock", ({ minutes, ticks }) =>
    expect(clocks(start, start + minutes * MINUTE_MS)).toEqual(ticks),
  );

  test("a moment has one at most", () => expect(ticksOf(start, start).length).toBeLessThanOrEqual(1));
});

describe("the scale of minutes", () => {
  test.each([
    { longest: 0, lines: [0, 1, 2] },
    { longest: 30, lines: [0, 10, 20, 30, 40] },
    { longest: 71, lines: [0, 20, 40, 60, 80] },
    { longest: 5_000, lines: [0, 1_440, 2_880, 4_320, 5_760] },
  ])("up to $longest min it has few lines, the last above all", ({ longest, lines }) =>
    expect(minuteScale(longest * MINUTE_MS)).toEqual(lines),
  );

  test.each([
    { ms: 22 * MINUTE_MS, text: "22" },
    { ms: 21.5 * MINUTE_MS, text: "21.5" },
    { ms: 0.44 * MINUTE_MS, text: "0.4" },
    { ms: 0, text: "0" },
  ])("$ms ms are $text min", ({ ms, text }) => expect(minutesText(ms)).toBe(text));
});
