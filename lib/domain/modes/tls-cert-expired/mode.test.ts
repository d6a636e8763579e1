import { describe, expect, test } from "vitest";
import { tlsCertExpired } from "./mode.ts";

describe("tls-cert-expired", () => {
  test("is found in what a host that has it reported", () => {
    expect(tlsCertExpired.judge).toBe(
      "a table: captured readings that must be found, and near-misses that must not be",
    );
  });
});
