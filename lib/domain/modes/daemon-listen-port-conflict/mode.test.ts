import { describe, expect, test } from "vitest";
import { daemonListenPortConflict } from "./mode.ts";

describe("daemon-listen-port-conflict", () => {
  test("is found in what a host that has it reported", () => {
    expect(daemonListenPortConflict.judge).toBe("a table: captured readings that must be found, and near-misses that must not be");
  });
});
