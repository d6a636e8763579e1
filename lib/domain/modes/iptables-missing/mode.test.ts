import { describe, expect, test } from "vitest";
import { iptablesMissing } from "./mode.ts";

describe("iptables-missing", () => {
  test("is found in what a host that has it reported", () => {
    expect(iptablesMissing.judge).toBe("a table: captured readings that must be found, and near-misses that must not be");
  });
});
