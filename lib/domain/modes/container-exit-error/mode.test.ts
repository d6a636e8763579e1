import { describe, expect, test } from "vitest";
import { containerExitError } from "./mode.ts";

describe("container-exit-error", () => {
  test("is found in what a host that has it reported", () => {
    expect(containerExitError.judge).toBe(
      "a table: captured readings that must be found, and near-misses that must not be",
    );
  });
});
