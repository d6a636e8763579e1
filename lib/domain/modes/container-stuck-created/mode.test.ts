import { describe, expect, test } from "vitest";
import { containerStuckCreated } from "./mode.ts";

describe("container-stuck-created", () => {
  test("is found in what a host that has it reported", () => {
    expect(containerStuckCreated.judge).toBe(
      "a table: captured readings that must be found, and near-misses that must not be",
    );
  });
});
