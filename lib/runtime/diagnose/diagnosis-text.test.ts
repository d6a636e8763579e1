import { expect, test } from "vitest";
import { beganBefore, type FoundSymptom } from "./diagnosis.ts";
import { diagnosisText } from "./diagnosis-text.ts";

const LOOKED_FROM = Date.parse("2027-01-14T09:30:00.000Z");

const textOf = (since: string | null) => {
  const hung: FoundSymptom = {
    symptom: "daemon-hung",
    title: "dockerd hung",
    summary: "Not even /_ping comes back.",
    part: "dockerd",
    since,
    seen: "2027-01-14T09:30:03.000Z",
    severity: "page",
    evidence: [],
  };
  const host = { id: "web-1", symptoms: [hung], notVisible: [] };
  return diagnosisText({ schema: 2, at: "2027-01-14T09:30:05.000Z", hosts: [host] });
};

test("a fault that no evidence dates is not said to begin with the look that saw it", () => {
  expect(textOf(null)).toContain("seen at 2027-01-14 09:30:03 UTC; began then or earlier, not known");
  expect(textOf(null)).not.toContain("since");
  expect(textOf("2027-01-14T08:00:00.000Z")).toContain("since 2027-01-14 08:00:00 UTC");
});

test("only a begin from before the look is one", () => {
  expect(beganBefore({ sinceAt: LOOKED_FROM - 1 }, LOOKED_FROM)).toBe(true);
  expect(beganBefore({ sinceAt: LOOKED_FROM }, LOOKED_FROM)).toBe(false);
});
