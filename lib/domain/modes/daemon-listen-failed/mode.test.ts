import { describe, expect, test } from "vitest";
import { daemonListenFailed } from "./mode.ts";

describe("daemon-listen-failed", () => {
  test("is found in what a host that has it reported", () => {
    expect(daemonListenFailed.judge).toBe("a table: captured readings that must be found, and near-misses that must not be");
  });
});
