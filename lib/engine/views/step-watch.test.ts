import { expect, test } from "vitest";
import { aSymptom, T0 } from "../../domain/incidents/testing/builders.ts";
import { watchSteps } from "./step-watch.ts";

test("screens are told when the readings of a host move a step, and not for every reading", () => {
  const symptom = aSymptom();
  let now = T0;
  let stepNumber = 1;
  let moved = 0;
  const hostChanged = watchSteps({
    clock: { now: () => now },
    symptoms: () => [symptom],
    contextOf: () => ({ next: { stepNumber, title: "" } }),
    onMoved: () => {
      moved += 1;
    },
  });
  hostChanged(symptom.hostId);
  now += 2_000;
  hostChanged(symptom.hostId);
  expect(moved).toBe(0);
  stepNumber = 3;
  now += 500;
  hostChanged(symptom.hostId);
  expect(moved).toBe(0);
  now += 1_000;
  hostChanged(symptom.hostId);
  expect(moved).toBe(1);
});
