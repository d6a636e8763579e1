import { describe, expect, test } from "vitest";
import { bridgeConfigInvalid } from "./mode.ts";

describe("bridge-config-invalid", () => {
  test("is found in what a host that has it reported", () => {
    expect(bridgeConfigInvalid.judge).toBe("a table: captured readings that must be found, and near-misses that must not be");
  });
});
