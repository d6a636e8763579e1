import { describe, expect, test } from "vitest";
import { tlsClientCertMissing } from "./mode.ts";

describe("tls-client-cert-missing", () => {
  test("is found in what a host that has it reported", () => {
    expect(tlsClientCertMissing.judge).toBe(
      "a table: captured readings that must be found, and near-misses that must not be",
    );
  });
});
