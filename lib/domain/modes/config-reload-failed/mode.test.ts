import { describe, expect, test } from "vitest";
import { configReloadFailed } from "./mode.ts";

describe("config-reload-failed", () => {
  test("is found in what a host that has it reported", () => {
    expect(configReloadFailed.judge).toBe("a table: captured readings that must be found, and near-misses that must not be");
  });
});
