import { describe, expect, test } from "vitest";
import { containerStuckRemoving } from "./mode.ts";

describe("container-stuck-removing", () => {
  test("is found in what a host that has it reported", () => {
    expect(containerStuckRemoving.judge).toBe(
      "a table: captured readings that must be found, and near-misses that must not be",
    );
  });
});
