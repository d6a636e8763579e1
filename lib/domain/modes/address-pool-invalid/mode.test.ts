import { describe, expect, test } from "vitest";
import { addressPoolInvalid } from "./mode.ts";

describe("address-pool-invalid", () => {
  test("is found in what a host that has it reported", () => {
    expect(addressPoolInvalid.judge).toBe("a table: captured readings that must be found, and near-misses that must not be");
  });
});
