import { expect, test } from "vitest";
import { anIncident, aSymptom } from "../../domain/incidents/testing/builders.ts";
import { toSummary } from "./summary.ts";

test("of an open incident whose symptoms have cleared nothing is lit, and where it began is kept", () => {
  const cleared = aSymptom({ state: "cleared", clearedAt: 1 });
  const summary = toSummary(anIncident(), [cleared]);
  expect(summary).toMatchObject({
    parts: {},
    partsBefore: { dockerd: "fault", sock: "hit" },
    openSymptoms: 0,
  });
  expect(summary).not.toHaveProperty("now");
});

test("while something is lit that is shown, and nothing of before", () => {
  const other = aSymptom({ id: "sym-2", part: "containerd", state: "cleared" });
  const summary = toSummary(anIncident(), [aSymptom(), other]);
  expect(summary).toMatchObject({ parts: { dockerd: "fault", sock: "hit" }, now: "1 of 2 lit" });
  expect(summary).not.toHaveProperty("partsBefore");
});
