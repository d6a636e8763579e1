import { describe, expect, test } from "vitest";
import { containerPaused } from "./mode.ts";

describe("container-paused", () => {
  test("is found in what a host that has it reported", () => {
    expect(containerPaused.judge).toBe(
      "a table: captured readings that must be found, and near-misses that must not be",
    );
  });
});
