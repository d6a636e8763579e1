import { describe, expect, test } from "vitest";
import { containerStartFailed } from "./mode.ts";

describe("container-start-failed", () => {
  test("is found in what a host that has it reported", () => {
    expect(containerStartFailed.judge).toBe(
      "a table: captured readings that must be found, and near-misses that must not be",
    );
  });
});
