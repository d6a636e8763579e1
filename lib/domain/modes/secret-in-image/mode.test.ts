import { describe, expect, test } from "vitest";
import { secretInImage } from "./mode.ts";

describe("secret-in-image", () => {
  test("is found in what a host that has it reported", () => {
    expect(secretInImage.judge).toBe(
      "a table: captured readings that must be found, and near-misses that must not be",
    );
  });
});
