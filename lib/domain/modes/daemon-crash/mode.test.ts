import { describe, expect, test } from "vitest";
import { daemonCrash } from "./mode.ts";

describe("daemon-crash", () => {
  test("is found in what a host that has it reported", () => {
    expect(daemonCrash.judge).toBe("a table: captured readings that must be found, and near-misses that must not be");
  });
});
