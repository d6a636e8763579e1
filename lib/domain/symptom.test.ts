import { expect, test } from "vitest";
import { hadStoodBefore, unacknowledgedSinceAt } from "./symptom.ts";
import { T0 } from "./testing/builders.ts";
import { HOUR_MS } from "./time.ts";

test("what stood for years before it was seen is unacknowledged only since it was seen or raised", () => {
  const old = { sinceAt: T0 - 2_151 * 24 * HOUR_MS, seenAt: T0 };
  expect(unacknowledgedSinceAt(old)).toBe(T0);
  expect(unacknowledgedSinceAt({ ...old, raisedAt: T0 + 9_000 })).toBe(T0 + 9_000);
  expect(hadStoodBefore(old)).toBe(true);
  expect(hadStoodBefore({ sinceAt: T0 - 4_000, seenAt: T0, raisedAt: T0 + 9_000 })).toBe(false);
});
