import { expect, test } from "vitest";
import { flagsOf } from "./flags.ts";

const AT = Date.UTC(2026, 10, 18, 3, 7, 44);
const all = {
  "impact-started": AT,
  detected: AT + 102_000,
  acknowledged: AT + 226_000,
  mitigated: AT + 1_716_000,
  resolved: AT + 2_051_000,
};

test("every known moment has a flag with its words, the first at the left end and the last at the right", () => {
  const flags = flagsOf(all, undefined, 1_000);
  expect(flags.map(({ name, note }) => [name, note])).toEqual([
    ["Impact", ""],
    ["Detected", "after 1 min 42 s"],
    ["Acknowledged", "2 min 04 s later"],
    ["Mitigated", "28 min 36 s of impact"],
    ["Resolved", "34 min 11 s in all"],
  ]);
  expect(flags[0]?.x).toBe(0);
  expect(flags[4]?.x).toBe(1_000);
  expect(flags[4]?.isLeft).toBe(true);
});

test("flags that would cover one another stand at different heights", () => {
  const rows = flagsOf(all, undefined, 1_000).map(({ row }) => row);
  // Words of a flag reach over the lines that begin beneath them: Impact over Detected over Acknowledged.
  expect(rows).toEqual([0, 1, 2, 1, 0]);
});

test("what is not known has no flag, and its figures are left out", () => {
  const flags = flagsOf({ detected: AT, resolved: AT + 60_000 }, undefined, 1_000);
  expect(flags.map(({ name, note }) => [name, note])).toEqual([
    ["Detected", ""],
    ["Resolved", ""],
  ]);
  expect(flagsOf({}, undefined, 1_000)).toEqual([]);
});

test("one single moment does not divide by nothing", () => {
  expect(flagsOf({ detected: AT }, undefined, 1_000)[0]?.x).toBe(0);
});
