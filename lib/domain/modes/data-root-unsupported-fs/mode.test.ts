import { describe, expect, test } from "vitest";
import { dataRootUnsupportedFs } from "./mode.ts";

describe("data-root-unsupported-fs", () => {
  test("is found in what a host that has it reported", () => {
    expect(dataRootUnsupportedFs.judge).toBe("a table: captured readings that must be found, and near-misses that must not be");
  });
});
