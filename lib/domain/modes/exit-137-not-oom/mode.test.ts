import { describe, expect, test } from "vitest";
import { exit137NotOom } from "./mode.ts";

describe("exit-137-not-oom", () => {
  test("is found in what a host that has it reported", () => {
    expect(exit137NotOom.judge).toBe(
      "a table: captured readings that must be found, and near-misses that must not be",
    );
  });
});
