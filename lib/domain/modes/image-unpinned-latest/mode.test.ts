import { describe, expect, test } from "vitest";
import { imageUnpinnedLatest } from "./mode.ts";

describe("image-unpinned-latest", () => {
  test("is found in what a host that has it reported", () => {
    expect(imageUnpinnedLatest.judge).toBe(
      "a table: captured readings that must be found, and near-misses that must not be",
    );
  });
});
