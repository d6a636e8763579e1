import { describe, expect, test } from "vitest";
import { portAlreadyAllocated } from "./mode.ts";

describe("port-already-allocated", () => {
  test("is found in what a host that has it reported", () => {
    expect(portAlreadyAllocated.judge).toBe(
      "a table: captured readings that must be found, and near-misses that must not be",
    );
  });
});
