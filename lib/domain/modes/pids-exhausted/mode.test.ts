import { describe, expect, test } from "vitest";
import { pidsExhausted } from "./mode.ts";

describe("pids-exhausted", () => {
  test("is found in what a host that has it reported", () => {
    expect(pidsExhausted.judge).toBe(
      "a table: captured readings that must be found, and near-misses that must not be",
    );
  });
});
