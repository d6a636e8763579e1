import { describe, expect, test } from "vitest";
import { daemonTlsFilesMissing } from "./mode.ts";

describe("daemon-tls-files-missing", () => {
  test("is found in what a host that has it reported", () => {
    expect(daemonTlsFilesMissing.judge).toBe("a table: captured readings that must be found, and near-misses that must not be");
  });
});
