import { expect, test } from "vitest";
import { DURATIONS } from "./durations.ts";
import { figureOf, milestoneState, milestoneWords } from "./milestone-words.ts";
import { anIncident, T0 } from "./testing/builders.ts";

const words = (incident: ReturnType<typeof anIncident>, milestone: Parameters<typeof milestoneState>[1]) =>
  milestoneWords(milestoneState(incident, milestone));

test("each milestone is recorded, estimated by somebody, pending or not applicable", () => {
  const incident = anIncident({
    milestones: { detected: T0, mitigated: T0 + 5, resolved: T0 + 9 },
    confirmedMilestones: ["mitigated", "resolved"],
    estimates: { mitigated: { by: "Ada", basis: "readings" } },
    notApplicable: { acknowledged: "a rehearsal" },
    proposedImpactAt: T0 - 7,
  });
  expect(words(incident, "detected")).toBe("recorded");
  expect(words(incident, "mitigated")).toBe("estimated by Ada, when the readings passed again");
  // Older versions did not keep who it was.
  expect(words(incident, "resolved")).toBe("estimated by a person");
  expect(words(incident, "acknowledged")).toBe("not applicable: a rehearsal");
  expect(words(incident, "impact-started")).toBe("pending");
  expect(milestoneState(incident, "impact-started")).toEqual({ kind: "pending", proposedAt: T0 - 7 });
});

test("a figure without one of its ends is not zero and says which end it waits for", () => {
  const [detect, acknowledge] = DURATIONS;
  if (!detect || !acknowledge) throw new Error("no figures");
  const incident = anIncident({
    milestones: { detected: T0 },
    notApplicable: { acknowledged: "it healed before" },
    proposedImpactAt: T0 - 7,
  });
  expect(figureOf(detect, incident)).toEqual({ kind: "pending", because: "impact is pending" });
  expect(figureOf(acknowledge, incident)).toEqual({
    kind: "not-applicable",
    because: "acknowledged is not applicable",
  });
});
