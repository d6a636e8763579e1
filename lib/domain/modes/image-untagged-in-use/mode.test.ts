import { describe, expect, test } from "vitest";
import { imageUntaggedInUse } from "./mode.ts";

describe("image-untagged-in-use", () => {
  test("is found in what a host that has it reported", () => {
    expect(imageUntaggedInUse.judge).toBe(
      "a table: captured readings that must be found, and near-misses that must not be",
    );
  });
});
