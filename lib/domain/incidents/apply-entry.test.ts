import { describe, expect, test } from "vitest";
import type { Incident } from "../incident.ts";
import type { EntryBody } from "../timeline.ts";
import { applyEntry } from "./apply-entry.ts";
import { anEntry, anIncident, aPerson, aSymptom, T0 } from "./testing/builders.ts";
import { TRANSITIONS } from "./transitions.ts";

const fold = (incident: Incident, ...bodies: EntryBody[]): Incident =>
  bodies.reduce(
    (current, body, index) =>
      applyEntry(current, anEntry(index + 1, body, { at: T0 + index, actor: aPerson() })),
    incident,
  );
const state = (from: Incident["state"], to: Incident["state"]): EntryBody => ({
  kind: "incident.state",
  from,
  to,
});
const milestone = (
  name: "detected" | "impact-started" | "acknowledged" | "mitigated",
  at: number,
  how: "recorded" | "confirmed",
): EntryBody => ({
  kind: "incident.milestone",
  milestone: name,
  milestoneAt: at,
  how,
});

test("the head follows every entry", () => {
  expect(fold(anIncident(), { kind: "note", markdown: "x" })).toMatchObject({
    headSeq: 1,
    headHash: "hash-1",
  });
});

describe("milestones", () => {
  test("mitigated and resolved are set by the state, and taken back when work goes on", () => {
    const resolved = fold(anIncident(), state("active", "mitigated"), state("mitigated", "resolved"));
    expect(resolved.milestones).toEqual({ mitigated: T0, resolved: T0 + 1 });
    expect(fold(resolved, state("resolved", "active")).milestones).toEqual({});
  });

  test("resolved without mitigated leaves mitigated unknown", () => {
    expect(fold(anIncident(), state("active", "resolved")).milestones).toEqual({ resolved: T0 });
  });

  test("the proposed impact moves later only with what is detached, and only where that entry says so", () => {
    const [early, late] = [aSymptom({ id: "sym-1", sinceAt: 10 }), aSymptom({ id: "sym-2", sinceAt: 40 })];
    const both = fold(
      anIncident(),
      { kind: "symptom.attached", symptom: early },
      { kind: "symptom.attached", symptom: late },
    );
    const gone = { kind: "symptom.detached", symptom: early, reason: "split off" } as const;
    expect(fold(both, { ...gone, impactNow: 40 }).proposedImpactAt).toBe(40);
    expect(fold(both, { ...gone, impactNow: null })).not.toHaveProperty("proposedImpactAt");
    // As older versions wrote it.
    expect(fold(both, gone).proposedImpactAt).toBe(10);
  });

  test("what a person confirmed is not moved by what Foghorn records", () => {
    const confirmed = fold(
      anIncident(),
      milestone("detected", 50, "confirmed"),
      milestone("detected", 20, "recorded"),
    );
    expect(confirmed).toMatchObject({ milestones: { detected: 50 }, confirmedMilestones: ["detected"] });
    expect(fold(confirmed, milestone("detected", 60, "confirmed")).milestones.detected).toBe(60);
  });

  test("acknowledged is a time and a person and no state; correcting the time keeps the person", () => {
    const taken = applyEntry(
      anIncident({ state: "triage" }),
      anEntry(1, milestone("acknowledged", T0, "recorded"), { actor: aPerson("Ada") }),
    );
    const corrected = applyEntry(
      taken,
      anEntry(2, milestone("acknowledged", T0 - 5, "confirmed"), { actor: aPerson("Bob") }),
    );
    expect(corrected).toMatchObject({
      state: "triage",
      acknowledgedBy: { name: "Ada" },
      milestones: { acknowledged: T0 - 5 },
    });
  });
});

test("a milestone says who estimated it; not applicable takes its time away, and a time that is set later stands again", () => {
  const impact = { milestone: "impact-started" } as const;
  const estimated = fold(anIncident(), milestone("impact-started", 40, "confirmed"));
  expect(estimated.estimates).toEqual({ "impact-started": { by: "Ada" } });
  const dropped = fold(estimated, {
    kind: "incident.milestone-not-applicable",
    ...impact,
    reason: "nobody felt it",
  });
  expect(dropped).toMatchObject({
    milestones: {},
    confirmedMilestones: [],
    estimates: {},
    notApplicable: { "impact-started": "nobody felt it" },
  });
  const again = fold(dropped, milestone("impact-started", 50, "confirmed"));
  expect(again).toMatchObject({ milestones: { "impact-started": 50 }, notApplicable: {} });
});

test("a role has the person it was last given to, and nobody once it is given up", () => {
  const [ada, ben] = [
    { userId: aPerson("Ada").userId, name: "Ada" },
    { userId: aPerson("Ben").userId, name: "Ben" },
  ];
  const handed = fold(
    anIncident(),
    { kind: "incident.role", role: "commander", how: "taken", to: ada },
    { kind: "incident.role", role: "scribe", how: "taken", to: ada },
    { kind: "incident.role", role: "commander", how: "handed-over", to: ben },
  );
  expect(handed.roles).toEqual({ commander: ben, scribe: ada });
  expect(fold(handed, { kind: "incident.role", role: "scribe", how: "given-up", from: ada }).roles).toEqual({
    commander: ben,
  });
});

describe("symptoms", () => {
  test("the proposed start is the earliest evidence of what is attached and matters", () => {
    const incident = fold(
      anIncident(),
      { kind: "symptom.attached", symptom: aSymptom({ sinceAt: 100 }) },
      { kind: "symptom.attached", symptom: aSymptom({ id: "b", sinceAt: 40, hostId: "db-1" }) },
      { kind: "symptom.attached", symptom: aSymptom({ id: "c", sinceAt: 1, severity: "notice" }) },
      { kind: "symptom.changed", change: "raised", symptom: aSymptom({ id: "stranger", sinceAt: 2 }) },
    );
    expect(incident).toMatchObject({
      proposedImpactAt: 40,
      hostIds: ["web-1", "db-1"],
      symptomIds: ["sym-1", "b", "c"],
    });
    expect(incident.milestones["impact-started"]).toBeUndefined();
  });

  test("attached twice is attached once", () => {
    const attached: EntryBody = { kind: "symptom.attached", symptom: aSymptom() };
    expect(fold(anIncident(), attached, attached).symptomIds).toEqual(["sym-1"]);
  });
});

test("every state can be reached from triage, and closed and merged are for good", () => {
  const reached = new Set(["triage"]);
  for (const from of reached) for (const to of TRANSITIONS[from as Incident["state"]]) reached.add(to);
  expect([...reached].sort()).toEqual(Object.keys(TRANSITIONS).sort());
  expect([TRANSITIONS.closed, TRANSITIONS.merged]).toEqual([[], []]);
});
