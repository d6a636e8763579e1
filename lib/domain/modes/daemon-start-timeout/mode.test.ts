import { describe, expect, test } from "vitest";
import { daemonStartTimeout } from "./mode.ts";

describe("daemon-start-timeout", () => {
  test("is found in what a host that has it reported", () => {
    expect(daemonStartTimeout.judge).toBe("a table: captured readings that must be found, and near-misses that must not be");
  });
});
