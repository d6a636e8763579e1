import { describe, expect, test } from "vitest";
import { daemonStateLocked } from "./mode.ts";

describe("daemon-state-locked", () => {
  test("is found in what a host that has it reported", () => {
    expect(daemonStateLocked.judge).toBe("a table: captured readings that must be found, and near-misses that must not be");
  });
});
