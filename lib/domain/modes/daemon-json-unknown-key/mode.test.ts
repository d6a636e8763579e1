import { describe, expect, test } from "vitest";
import { daemonJsonUnknownKey } from "./mode.ts";

describe("daemon-json-unknown-key", () => {
  test("is found in what a host that has it reported", () => {
    expect(daemonJsonUnknownKey.judge).toBe("a table: captured readings that must be found, and near-misses that must not be");
  });
});
