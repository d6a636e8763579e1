import { describe, expect, test } from "vitest";
import { ipv4Of, isOverlapping, isWithin, rangeOf, sizeOf, textOfIpv4 } from "./ipv4.ts";

const range = (text: string) => rangeOf(text) ?? { first: -1, last: -1 };

describe("blocks of addresses", () => {
  test.each([
    ["172.17.0.1/16", "172.17.0.0", 65_536],
    ["10.0.0.0/255.0.0.0", "10.0.0.0", 16_777_216],
    ["192.168.1.7", "192.168.1.7", 1],
    ["0.0.0.0/0", "0.0.0.0", 4_294_967_296],
    ["255.255.255.255/32", "255.255.255.255", 1],
  ])("%s begins at %s and has %i", (text, first, size) => {
    expect(textOfIpv4(range(text).first)).toBe(first);
    expect(sizeOf(range(text))).toBe(size);
  });

  test.each(["", "10.0.0", "10.0.0.256", "10.0.0.0/33", "10.0.0.0/x", "fd00::/8", "1.2.3.4.5"])(
    "%j is none",
    (text) => {
      expect(rangeOf(text)).toBeUndefined();
    },
  );

  test("meet and contain each other", () => {
    expect(isOverlapping(range("172.16.0.0/12"), range("172.18.0.0/16"))).toBe(true);
    expect(isWithin(range("172.18.0.0/16"), range("172.16.0.0/12"))).toBe(true);
    expect(isWithin(range("172.16.0.0/12"), range("172.18.0.0/16"))).toBe(false);
    expect(isOverlapping(range("172.17.0.0/16"), range("172.18.0.0/16"))).toBe(false);
    expect(ipv4Of("255.255.255.255")).toBe(4_294_967_295);
  });
});
