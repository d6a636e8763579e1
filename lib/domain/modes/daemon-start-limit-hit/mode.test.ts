import { describe, expect, test } from "vitest";
import { daemonStartLimitHit } from "./mode.ts";

describe("daemon-start-limit-hit", () => {
  test("is found in what a host that has it reported", () => {
    expect(daemonStartLimitHit.judge).toBe("a table: captured readings that must be found, and near-misses that must not be");
  });
});
