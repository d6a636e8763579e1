import { expect, test } from "vitest";
import { pageCsp } from "./headers.ts";

test("a page runs what carries its nonce, loads from here alone, and has one exception", () => {
  expect(pageCsp("abc", { isDevelopment: false }).split("; ")).toEqual([
    "default-src 'none'",
    "script-src 'self' 'nonce-abc' 'strict-dynamic'",
    "style-src 'self' 'nonce-abc'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'self'",
  ]);
});

test("only development takes code from text", () => {
  expect(pageCsp("abc", { isDevelopment: true })).toContain("'unsafe-eval'");
  expect(pageCsp("abc", { isDevelopment: false })).not.toContain("eval");
});
