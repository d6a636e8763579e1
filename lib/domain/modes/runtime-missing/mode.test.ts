import { describe, expect, test } from "vitest";
import { runtimeMissing } from "./mode.ts";

describe("runtime-missing", () => {
  test("is found in what a host that has it reported", () => {
    expect(runtimeMissing.judge).toBe("a table: captured readings that must be found, and near-misses that must not be");
  });
});
