import { describe, expect, test } from "vitest";
import { daemonPidfileConflict } from "./mode.ts";

describe("daemon-pidfile-conflict", () => {
  test("is found in what a host that has it reported", () => {
    expect(daemonPidfileConflict.judge).toBe("a table: captured readings that must be found, and near-misses that must not be");
  });
});
