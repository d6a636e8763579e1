import { describe, expect, test } from "vitest";
import { cgroupDriverInvalid } from "./mode.ts";

describe("cgroup-driver-invalid", () => {
  test("is found in what a host that has it reported", () => {
    expect(cgroupDriverInvalid.judge).toBe("a table: captured readings that must be found, and near-misses that must not be");
  });
});
