import { describe, expect, test } from "vitest";
import { daemonStartDiskFull } from "./mode.ts";

describe("daemon-start-disk-full", () => {
  test("is found in what a host that has it reported", () => {
    expect(daemonStartDiskFull.judge).toBe("a table: captured readings that must be found, and near-misses that must not be");
  });
});
