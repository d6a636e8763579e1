import { describe, expect, test } from "vitest";
import { dangerousMount } from "./mode.ts";

describe("dangerous-mount", () => {
  test("is found in what a host that has it reported", () => {
    expect(dangerousMount.judge).toBe(
      "a table: captured readings that must be found, and near-misses that must not be",
    );
  });
});
