import { describe, expect, test } from "vitest";
import { dataRootInUse } from "./mode.ts";

describe("data-root-in-use", () => {
  test("is found in what a host that has it reported", () => {
    expect(dataRootInUse.judge).toBe("a table: captured readings that must be found, and near-misses that must not be");
  });
});
