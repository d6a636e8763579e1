import { expect, test } from "vitest";
import { MINUTE_MS } from "../../domain/time.ts";
import { createShareGuesses } from "./share-guesses.ts";

test("an address that tries links waits a minute, and nobody else does", () => {
  const guesses = createShareGuesses();
  for (let count = 0; count < 30; count += 1) {
    guesses.admit("192.0.2.1", 1_000);
    guesses.failed("192.0.2.1", 1_000);
  }
  expect(() => guesses.admit("192.0.2.1", 1_000 + MINUTE_MS - 1)).toThrow("Try again in a minute.");
  expect(() => guesses.admit("192.0.2.2", 1_000)).not.toThrow();
  expect(() => guesses.admit("192.0.2.1", 1_000 + MINUTE_MS)).not.toThrow();
});

test("ten thousand addresses are remembered and not more", () => {
  const guesses = createShareGuesses();
  for (let count = 0; count < 30; count += 1) guesses.failed("192.0.2.1", 1_000);
  for (let count = 0; count < 10_000; count += 1) guesses.failed(`2001:db8::${count}`, 1_000);
  expect(() => guesses.admit("192.0.2.1", 1_000)).not.toThrow();
});
