import { describe, expect, test } from "vitest";
import { containerPrivileged } from "./mode.ts";

describe("container-privileged", () => {
  test("is found in what a host that has it reported", () => {
    expect(containerPrivileged.judge).toBe(
      "a table: captured readings that must be found, and near-misses that must not be",
    );
  });
});
