import { describe, expect, test } from "vitest";
import { createFactFinder, isAddressRange } from "./request-facts.ts";

describe("without a trusted proxy", () => {
  const factsOf = createFactFinder({ isTls: false, trustedProxies: [] });

  test("what a header says about address and scheme is not believed", () => {
    const headers = { "x-forwarded-for": "203.0.113.7", "x-forwarded-proto": "https" };
    expect(factsOf("198.51.100.2", headers)).toEqual({ clientAddress: "198.51.100.2", scheme: "http" });
  });

  test("an IPv4 address that came over IPv6 is written as what it is", () => {
    expect(factsOf("::ffff:127.0.0.1", {}).clientAddress).toBe("127.0.0.1");
  });
});

describe("behind a trusted proxy", () => {
  const factsOf = createFactFinder({ isTls: false, trustedProxies: ["10.0.0.0/8", "fd00::1"] });

  test("the client is the last address that no trusted proxy added", () => {
    const headers = { "x-forwarded-for": "6.6.6.6, 203.0.113.7, 10.1.1.1", "x-forwarded-proto": "https" };
    expect(factsOf("10.2.2.2", headers)).toEqual({ clientAddress: "203.0.113.7", scheme: "https" });
  });

  test("IPv6 proxies count as well", () => {
    expect(factsOf("fd00::1", { "x-forwarded-for": "203.0.113.7" }).clientAddress).toBe("203.0.113.7");
    expect(factsOf("fd00::2", { "x-forwarded-for": "203.0.113.7" }).clientAddress).toBe("fd00::2");
  });

  test("without a header it is the proxy itself, over what it came by", () => {
    expect(factsOf("10.2.2.2", {})).toEqual({ clientAddress: "10.2.2.2", scheme: "http" });
  });

  test("an address nobody can parse is kept short and never taken for a proxy", () => {
    const forged = "x".repeat(500);
    expect(factsOf("10.2.2.2", { "x-forwarded-for": forged }).clientAddress).toBe("x".repeat(64));
  });
});

test.each([
  ["10.0.0.1", true],
  ["10.0.0.0/8", true],
  ["fd00::/8", true],
  ["10.0.0.0/33", false],
  ["10.0.0.0/8/8", false],
  ["proxy.example", false],
  ["10.0.0.0/", false],
])("%s is an address or a range: %s", (text, expected) => {
  expect(isAddressRange(text)).toBe(expected);
});
