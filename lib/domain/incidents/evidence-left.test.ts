import { expect, test } from "vitest";
import { evidenceLeft } from "./evidence-left.ts";
import { anIncident, aSymptom, T0 } from "./testing/builders.ts";

const late = aSymptom({ id: "sym-2", sinceAt: T0 + 30_000, seenAt: T0 + 33_000 });
const before = { proposedImpactAt: T0, milestones: { detected: T0 + 2_000 } };

test("what stays tells when it began and when it was detected", () => {
  expect(evidenceLeft(anIncident(before), [late])).toEqual({
    impactNow: T0 + 30_000,
    detectedNow: T0 + 33_000,
  });
});

test("the same evidence changes nothing", () => {
  const same = { proposedImpactAt: late.sinceAt, milestones: { detected: late.seenAt } };
  expect(evidenceLeft(anIncident(same), [late])).toEqual({});
});

test.each([
  ["confirmed", { confirmedMilestones: ["detected"] as const }],
  ["said never to have been", { notApplicable: { detected: "planned work" } }],
])("a time of detection that a person has %s stays", (_how, said) => {
  expect(evidenceLeft(anIncident({ ...before, ...said }), [late])).toEqual({ impactNow: T0 + 30_000 });
});

test("a notice tells of no impact", () => {
  expect(evidenceLeft(anIncident(before), [{ ...late, severity: "notice" }])).toMatchObject({
    impactNow: null,
  });
});

test("opened by hand for a host it was detected by then", () => {
  const named = anIncident({ ...before, namedHostIds: [late.hostId], openedAt: T0 + 10_000 });
  expect(evidenceLeft(named, [late]).detectedNow).toBe(T0 + 10_000);
});

test("with nothing left the times are of what it was opened for", () => {
  expect(evidenceLeft(anIncident(before), [])).toEqual({});
});
