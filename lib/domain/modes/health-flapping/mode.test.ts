import { describe, expect, test } from "vitest";
import { healthFlapping } from "./mode.ts";

describe("health-flapping", () => {
  test("is found in what a host that has it reported", () => {
    expect(healthFlapping.judge).toBe(
      "a table: captured readings that must be found, and near-misses that must not be",
    );
  });
});
