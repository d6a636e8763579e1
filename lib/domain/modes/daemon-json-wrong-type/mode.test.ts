import { describe, expect, test } from "vitest";
import { daemonJsonWrongType } from "./mode.ts";

describe("daemon-json-wrong-type", () => {
  test("is found in what a host that has it reported", () => {
    expect(daemonJsonWrongType.judge).toBe("a table: captured readings that must be found, and near-misses that must not be");
  });
});
