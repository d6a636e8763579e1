import { describe, expect, test } from "vitest";
import { storageDriverInvalid } from "./mode.ts";

describe("storage-driver-invalid", () => {
  test("is found in what a host that has it reported", () => {
    expect(storageDriverInvalid.judge).toBe("a table: captured readings that must be found, and near-misses that must not be");
  });
});
