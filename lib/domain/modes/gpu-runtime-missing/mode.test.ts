import { describe, expect, test } from "vitest";
import { gpuRuntimeMissing } from "./mode.ts";

describe("gpu-runtime-missing", () => {
  test("is found in what a host that has it reported", () => {
    expect(gpuRuntimeMissing.judge).toBe(
      "a table: captured readings that must be found, and near-misses that must not be",
    );
  });
});
