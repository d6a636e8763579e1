import { describe, expect, test } from "vitest";
import { tlsUnknownCa } from "./mode.ts";

describe("tls-unknown-ca", () => {
  test("is found in what a host that has it reported", () => {
    expect(tlsUnknownCa.judge).toBe(
      "a table: captured readings that must be found, and near-misses that must not be",
    );
  });
});
