import { describe, expect, test } from "vitest";
import { daemonLogConfigInvalid } from "./mode.ts";

describe("daemon-log-config-invalid", () => {
  test("is found in what a host that has it reported", () => {
    expect(daemonLogConfigInvalid.judge).toBe("a table: captured readings that must be found, and near-misses that must not be");
  });
});
