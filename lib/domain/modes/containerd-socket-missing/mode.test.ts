import { describe, expect, test } from "vitest";
import { containerdSocketMissing } from "./mode.ts";

describe("containerd-socket-missing", () => {
  test("is found in what a host that has it reported", () => {
    expect(containerdSocketMissing.judge).toBe("a table: captured readings that must be found, and near-misses that must not be");
  });
});
