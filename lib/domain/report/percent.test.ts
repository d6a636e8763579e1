import { describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../time.ts";
import { availabilityOf, budgetOf, rateOf } from "./percent.ts";

describe("an availability is told with the digits that its time carries", () => {
  test.each([
    { ratio: 0.99965, measuredMs: 90 * DAY_MS, text: "99.965 %" },
    { ratio: 0.99965, measuredMs: 2 * HOUR_MS, text: "99.9 %" },
    { ratio: 0.99965, measuredMs: 12 * HOUR_MS, text: "99.96 %" },
    { ratio: 0.99965, measuredMs: 30 * MINUTE_MS, text: "over 99 %" },
    { ratio: 0.99965, measuredMs: 5 * MINUTE_MS, text: "too early" },
    { ratio: 1, measuredMs: 5 * MINUTE_MS, text: "100 %" },
    { ratio: 0.9989, measuredMs: 2 * HOUR_MS, text: "99.8 %" },
    { ratio: 0, measuredMs: 2 * HOUR_MS, text: "0 %" },
  ])("$ratio over $measuredMs ms is $text", ({ ratio, measuredMs, text }) =>
    expect(availabilityOf({ ratio, measuredMs, target: 0.999 })).toBe(text),
  );

  test("one that met its target never looks missed for the digits it does not carry", () => {
    expect(availabilityOf({ ratio: 0.9997, measuredMs: 2 * HOUR_MS, target: 0.9995 })).toBe("over 99.9 %");
    expect(availabilityOf({ ratio: 0.9994, measuredMs: 2 * HOUR_MS, target: 0.9995 })).toBe("99.9 %");
  });
});

describe("a budget is told in steps that can be seen", () => {
  const budget = (allowedMs: number, lostMs: number) =>
    budgetOf({ allowedMs, lostMs, left: 1 - lostMs / allowedMs });

  test.each([
    { allowed: 2 * HOUR_MS, lost: 1.4 * HOUR_MS, text: "30 %" },
    { allowed: 2 * HOUR_MS, lost: 1.9 * HOUR_MS, text: "5 %" },
    { allowed: 10 * MINUTE_MS, lost: 4 * MINUTE_MS + 3 * SECOND_MS, text: "59 %" },
    { allowed: 80 * SECOND_MS, lost: 35 * SECOND_MS, text: "50 %" },
    { allowed: 80 * SECOND_MS, lost: 77 * SECOND_MS, text: "under 10 %" },
    { allowed: 7 * SECOND_MS, lost: 3 * SECOND_MS, text: "too early" },
    { allowed: 7 * SECOND_MS, lost: 0, text: "100 %" },
    { allowed: 7 * SECOND_MS, lost: 8 * SECOND_MS, text: "spent" },
  ])("$lost of $allowed ms leave $text", ({ allowed, lost, text }) =>
    expect(budget(allowed, lost)).toBe(text),
  );
});

test.each([
  { rate: 0, text: "0" },
  { rate: 0.04, text: "under 0.1" },
  { rate: 1.49, text: "1.4" },
  { rate: 14.4, text: "14" },
  { rate: 1_000, text: "1000" },
])("a rate of $rate is told as $text", ({ rate, text }) => expect(rateOf(rate)).toBe(text));
