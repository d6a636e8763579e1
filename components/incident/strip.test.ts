import { describe, expect, test } from "vitest";
import type { Incident } from "#lib/domain/incident.ts";
import {
  countsFrom,
  endOf,
  impactOf,
  lengthMs,
  medianWords,
  segmentsOf,
  stretchWords,
  targetLeft,
} from "./strip.ts";

const AT = Date.UTC(2026, 10, 18, 3, 7, 44);
type Timed = Pick<Incident, "milestones" | "openedAt" | "proposedImpactAt" | "state" | "stateAt">;
const anIncident = (rest: Partial<Timed> = {}): Timed => ({
  state: "active",
  openedAt: AT + 102_000,
  milestones: { detected: AT + 102_000 },
  ...rest,
});

describe("the impact", () => {
  test("what evidence proposes counts, but is not confirmed", () => {
    expect(impactOf(anIncident({ proposedImpactAt: AT }))).toEqual({ kind: "proposed", at: AT });
  });
  test("what a person confirmed wins over the proposal", () => {
    const incident = anIncident({ proposedImpactAt: AT, milestones: { "impact-started": AT - 60_000 } });
    expect(impactOf(incident)).toEqual({ kind: "confirmed", at: AT - 60_000 });
  });
  test("unknown stays unknown, and the timer counts from the detection", () => {
    expect(impactOf(anIncident())).toEqual({ kind: "unknown" });
    expect(countsFrom(anIncident())).toBe(AT + 102_000);
  });
});

describe("the strip", () => {
  test("stretches follow one another and the last one runs", () => {
    const incident = anIncident({
      proposedImpactAt: AT,
      milestones: { detected: AT + 102_000, acknowledged: AT + 226_000 },
    });
    expect(segmentsOf(incident).map((segment) => [segment.id, lengthMs(segment, AT + 984_000)])).toEqual([
      ["detect", 102_000],
      ["acknowledge", 124_000],
      ["mitigate", 758_000],
    ]);
    expect(segmentsOf(incident).at(-1)?.toAt).toBeUndefined();
  });
  test("an unknown impact has no stretch of zero length", () => {
    expect(segmentsOf(anIncident()).map((segment) => segment.id)).toEqual(["acknowledge"]);
  });
  test("a disk that warned before anybody felt it does not run backwards", () => {
    const incident = anIncident({ milestones: { "impact-started": AT + 200_000, detected: AT } });
    expect(segmentsOf(incident).map((segment) => lengthMs(segment, AT + 300_000))).toEqual([0, 300_000]);
  });
  test("the timer of a merged incident stops when it was merged", () => {
    expect(endOf(anIncident({ state: "merged", stateAt: AT + 300_000 }))).toBe(AT + 300_000);
    expect(endOf(anIncident({ stateAt: AT + 300_000 }))).toBeUndefined();
  });

  test("nothing runs once it is dismissed without ever being acknowledged", () => {
    expect(segmentsOf(anIncident({ state: "dismissed" }))).toEqual([]);
  });
  test("a resolved incident ends at its resolution", () => {
    const incident = anIncident({ state: "resolved", milestones: { detected: AT, resolved: AT + 9_000 } });
    expect(endOf(incident)).toBe(AT + 9_000);
    expect(endOf(anIncident())).toBeUndefined();
  });
});

describe("in words", () => {
  test("the stretches that are over are told, and what nobody took is said", () => {
    const taken = anIncident({
      proposedImpactAt: AT,
      milestones: { detected: AT + 102_000, acknowledged: AT + 226_000 },
    });
    expect(stretchWords(taken)).toBe("detected after 1:42, acknowledged 2:04 later");
    expect(stretchWords(anIncident())).toBe("not acknowledged yet");
  });
  test("half of those that can be compared, not of those that were dismissed; one alone is no half", () => {
    const over = (minutes: number, state: Incident["state"] = "closed") =>
      anIncident({ state, milestones: { detected: AT, mitigated: AT + minutes * 60_000 } });
    expect(medianWords([over(9), over(22), over(68)])).toBe("half of them mitigated within 22 min 00 s");
    expect(medianWords([over(9), over(22), over(68, "dismissed")])).toBe(
      "half of the 2 that can be compared mitigated within 9 min 00 s",
    );
    expect(medianWords([over(9)])).toBeUndefined();
  });
});

describe("the target", () => {
  const target = 30 * 60_000;
  const left = (rest: Partial<Timed>, afterMs: number) =>
    targetLeft(anIncident({ proposedImpactAt: AT, ...rest }), target, AT + afterMs);
  test("says what is left of it, and by how much it is over", () => {
    expect(left({}, 984_000)).toEqual({ words: "13:36 left to the target", isOver: false });
    expect(left({}, target + 250_000)).toEqual({ words: "over by 4:10", isOver: true });
  });
  test("asks nothing of what is mitigated, is over, or has none", () => {
    expect(left({ milestones: { mitigated: AT + 60_000 } }, target * 2)).toBeUndefined();
    expect(left({ state: "merged", stateAt: AT + 5 }, target * 2)).toBeUndefined();
    expect(targetLeft(anIncident(), 0, AT)).toBeUndefined();
  });
});
