import { describe, expect, test } from "vitest";
import { containerCrashSignal } from "./mode.ts";

describe("container-crash-signal", () => {
  test("is found in what a host that has it reported", () => {
    expect(containerCrashSignal.judge).toBe(
      "a table: captured readings that must be found, and near-misses that must not be",
    );
  });
});
