import { expect, test } from "vitest";
import { answered, firstAnswer, isImpactOpen } from "./impact-answer.ts";

const NOW = Date.parse("2027-01-14T09:30:00Z");
const PROPOSED = { milestones: {}, proposedImpactAt: NOW - 600_000 };
const NOTHING = { milestones: {} };

test("it is asked until a person has confirmed it", () => {
  expect(isImpactOpen(PROPOSED)).toBe(true);
  expect(isImpactOpen({ milestones: { "impact-started": NOW } })).toBe(false);
});

test("the earliest evidence is the first offer; without any it stays unknown", () => {
  expect(answered(firstAnswer(PROPOSED), PROPOSED, NOW)).toEqual({ isReady: true, at: NOW - 600_000 });
  const just = { milestones: {}, proposedImpactAt: NOW + 700 };
  expect(answered(firstAnswer(just), just, NOW)).toEqual({ isReady: true, at: NOW + 700 });
  expect(answered(firstAnswer(NOTHING), NOTHING, NOW)).toEqual({ isReady: true });
});

test("unknown confirms nothing, however good the evidence", () => {
  expect(answered({ kind: "unknown" }, PROPOSED, NOW)).toEqual({ isReady: true });
});

test("another time is one that can be read and is past", () => {
  const other = (text: string) => answered({ kind: "other", text }, PROPOSED, NOW);
  expect(other("-12m")).toEqual({ isReady: true, at: NOW - 720_000 });
  expect(other("")).toEqual({ isReady: false });
  expect(other("2027-01-14T09:31:00Z")).toEqual({ isReady: false });
});
