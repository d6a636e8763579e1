import { describe, expect, test } from "vitest";
import { daemonStartFailed } from "./mode.ts";

describe("daemon-start-failed", () => {
  test("is found in what a host that has it reported", () => {
    expect(daemonStartFailed.judge).toBe("a table: captured readings that must be found, and near-misses that must not be");
  });
});
