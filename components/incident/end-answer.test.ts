import { expect, test } from "vitest";
import { aSymptom } from "../test-views.ts";
import { endedAt, firstEnd } from "./end-answer.ts";

const NOW = Date.UTC(2027, 0, 14, 3, 42, 0);
const passed = aSymptom({ state: "recovering", recoveringAt: NOW - 48_000 });
const incident = { symptoms: [passed] };

test("the time at which the readings passed again is offered, and sent as it is", () => {
  const answer = firstEnd(incident);
  expect(answer).toEqual({ kind: "readings" });
  expect(endedAt(answer, incident, NOW)).toEqual({ isReady: true, at: NOW - 48_000 });
});

test("readings of this second are of the past, though the clock of the screen shows its beginning", () => {
  const just = { symptoms: [aSymptom({ state: "recovering", recoveringAt: NOW + 700 })] };
  expect(endedAt({ kind: "readings" }, just, NOW)).toEqual({ isReady: true, at: NOW + 700 });
});

test("while one symptom is lit no reading says that it is over, also when that one lit up as the dialog was open", () => {
  const lit = { symptoms: [passed, aSymptom({ id: "b", state: "raised", recoveringAt: NOW - 60_000 })] };
  expect(firstEnd(lit)).toEqual({ kind: "now" });
  expect(endedAt({ kind: "readings" }, lit, NOW)).toEqual({ isReady: false });
});

test("now sends no time, another time has to be one of the past", () => {
  expect(endedAt({ kind: "now" }, incident, NOW)).toEqual({ isReady: true });
  expect(endedAt({ kind: "other", text: "-2m" }, incident, NOW)).toEqual({
    isReady: true,
    at: NOW - 120_000,
  });
  expect(endedAt({ kind: "other", text: "soon" }, incident, NOW)).toEqual({ isReady: false });
});
