import { describe, expect, test } from "vitest";
import { tlsPlainMismatch } from "./mode.ts";

describe("tls-plain-mismatch", () => {
  test("is found in what a host that has it reported", () => {
    expect(tlsPlainMismatch.judge).toBe(
      "a table: captured readings that must be found, and near-misses that must not be",
    );
  });
});
