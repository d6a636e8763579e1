import { describe, expect, test } from "vitest";
import { healthProbeBroken } from "./mode.ts";

describe("health-probe-broken", () => {
  test("is found in what a host that has it reported", () => {
    expect(healthProbeBroken.judge).toBe(
      "a table: captured readings that must be found, and near-misses that must not be",
    );
  });
});
