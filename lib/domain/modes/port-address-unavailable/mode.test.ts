import { describe, expect, test } from "vitest";
import { portAddressUnavailable } from "./mode.ts";

describe("port-address-unavailable", () => {
  test("is found in what a host that has it reported", () => {
    expect(portAddressUnavailable.judge).toBe(
      "a table: captured readings that must be found, and near-misses that must not be",
    );
  });
});
