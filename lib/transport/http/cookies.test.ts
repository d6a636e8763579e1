import { expect, test } from "vitest";
import { clearedSignInCookie, readCookie, shareCookie, signInCookie } from "./cookies.ts";

test("over TLS the sign-in cookie is one that no other host and no plain page can set", () => {
  expect(signInCookie("https", "s3cret", 60_000)).toBe(
    "__Host-foghorn=s3cret; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure",
  );
});

test("on loopback http it has neither the prefix nor Secure, which a browser would refuse there", () => {
  expect(signInCookie("http", "s3cret", 60_000)).toBe(
    "foghorn=s3cret; Path=/; Max-Age=60; HttpOnly; SameSite=Lax",
  );
});

test("a share's cookie reaches the shared page alone", () => {
  expect(shareCookie("https", "token", 1_999)).toBe(
    "__Secure-foghorn-share=token; Path=/s; Max-Age=1; HttpOnly; SameSite=Lax; Secure",
  );
});

test("a cookie is taken away with the same name, path and marks", () => {
  expect(clearedSignInCookie("https")).toBe(
    "__Host-foghorn=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure",
  );
});

test.each([
  ["foghorn=a", "a"],
  ["theme=dark; foghorn=a", "a"],
  ["xfoghorn=a", undefined],
  ["foghorn=a; foghorn=b", undefined],
  ["", undefined],
  [null, undefined],
])("of %j the sign-in cookie is %j", (header, value) => {
  expect(readCookie(header, "foghorn")).toBe(value);
});
