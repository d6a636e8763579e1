import { describe, expect, test } from "vitest";
import { zombieProcesses } from "./mode.ts";

describe("zombie-processes", () => {
  test("is found in what a host that has it reported", () => {
    expect(zombieProcesses.judge).toBe(
      "a table: captured readings that must be found, and near-misses that must not be",
    );
  });
});
