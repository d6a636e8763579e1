import { expect, test } from "vitest";
import { gapLine, type LogRow } from "./log-row.ts";

const gap = (rest: { readonly isFilled: boolean; readonly lostCount?: number }): LogRow => ({
  key: `gap ${rest.isFilled} ${rest.lostCount}`,
  at: 1_000,
  lane: "dockerd",
  text: "",
  gap: { stream: "journal", fromAt: 1_000, toAt: 18_000, cause: "The link broke.", ...rest },
});

test("the end of the key line says whether lines are missing, and how many where that is known", () => {
  expect(gapLine([])).toBe("no gap in what is loaded");
  expect(gapLine([gap({ isFilled: true })])).toBe("1 gap, none lost");
  expect(gapLine([gap({ isFilled: true }), gap({ isFilled: false, lostCount: 3 })])).toBe(
    "2 gaps, 3 lines lost",
  );
  expect(gapLine([gap({ isFilled: false, lostCount: 3 }), gap({ isFilled: false })])).toBe(
    "2 gaps, lines are missing",
  );
});
