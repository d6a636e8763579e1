import { describe, expect, test } from "vitest";
import { liveRestoreSwarmConflict } from "./mode.ts";

describe("live-restore-swarm-conflict", () => {
  test("is found in what a host that has it reported", () => {
    expect(liveRestoreSwarmConflict.judge).toBe("a table: captured readings that must be found, and near-misses that must not be");
  });
});
