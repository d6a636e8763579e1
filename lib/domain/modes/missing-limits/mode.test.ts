import { describe, expect, test } from "vitest";
import { missingLimits } from "./mode.ts";

describe("missing-limits", () => {
  test("is found in what a host that has it reported", () => {
    expect(missingLimits.judge).toBe(
      "a table: captured readings that must be found, and near-misses that must not be",
    );
  });
});
