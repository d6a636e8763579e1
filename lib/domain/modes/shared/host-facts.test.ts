import { expect, test } from "vitest";
import { aHostState, aMissingFact, someUnits, T0 } from "../../testing/builders.ts";
import { freshFact } from "./host-facts.ts";

test("what is read once a minute is known until the next reading, and half a minute once that one failed", () => {
  const read = aHostState([someUnits(T0)]);
  expect(freshFact(read, "units", T0 + 75_000)?.at).toBe(T0);
  expect(freshFact(read, "units", T0 + 81_000)).toBeUndefined();
  const failed = aHostState([someUnits(T0), aMissingFact(T0 + 20_000, "units", "channel-down")]);
  expect(freshFact(failed, "units", T0 + 30_000)?.at).toBe(T0);
  expect(freshFact(failed, "units", T0 + 31_000)).toBeUndefined();
});
