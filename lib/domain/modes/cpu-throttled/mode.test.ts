import { describe, expect, test } from "vitest";
import { cpuThrottled } from "./mode.ts";

describe("cpu-throttled", () => {
  test("is found in what a host that has it reported", () => {
    expect(cpuThrottled.judge).toBe(
      "a table: captured readings that must be found, and near-misses that must not be",
    );
  });
});
