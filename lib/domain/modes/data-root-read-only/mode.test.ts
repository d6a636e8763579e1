import { describe, expect, test } from "vitest";
import { dataRootReadOnly } from "./mode.ts";

describe("data-root-read-only", () => {
  test("is found in what a host that has it reported", () => {
    expect(dataRootReadOnly.judge).toBe("a table: captured readings that must be found, and near-misses that must not be");
  });
});
