import { expect, test } from "vitest";
import { aliased, createAliases } from "./aliases.ts";

test("a host has one alias wherever it stands, and no other word changes", () => {
  const aliases = createAliases(["web-1", "web-10"]);
  expect(aliases.of("web-10 and web-1, web-10; web-100, myweb-1, web-1-a, web-1.example")).toBe(
    "host-1 and host-2, host-1; web-100, myweb-1, web-1-a, host-2.example",
  );
  expect(aliases.of("on web-1.")).toBe("on host-2.");
});

test.each([
  ["10.20.4.15 stops", "address-1 stops"],
  ["tcp://10.0.0.5:2376", "tcp://address-1:2376"],
  ["[fe80::1%eth0] and ::1", "[address-1%eth0] and address-2"],
  ["2001:db8::8a2e:370:7334", "address-1"],
])("an address has one: %s", (text, shown) => {
  expect(createAliases([]).of(text)).toBe(shown);
});

test.each([
  "at 03:07:44",
  "2027-01-14T09:30:00.000Z",
  "20.10.24",
  "1.2.3.4.5",
  "300.1.1.1",
  "a::b is C++",
  "sha256:abcdef",
])("%s is none", (text) => {
  expect(createAliases([]).of(text)).toBe(text);
});

test("ids and hashes stay, so that what belongs together still does", () => {
  const value = {
    id: "web-1",
    hostId: "web-1",
    hostIds: ["web-1"],
    hash: "web-1",
    at: 3,
    list: [{ text: "on web-1" }],
  };
  expect(aliased(value, createAliases(["web-1"]))).toEqual({
    id: "web-1",
    hostId: "host-1",
    hostIds: ["host-1"],
    hash: "web-1",
    at: 3,
    list: [{ text: "on host-1" }],
  });
});
