import { describe, expect, test } from "vitest";
import { containerNameConflict } from "./mode.ts";

describe("container-name-conflict", () => {
  test("is found in what a host that has it reported", () => {
    expect(containerNameConflict.judge).toBe(
      "a table: captured readings that must be found, and near-misses that must not be",
    );
  });
});
