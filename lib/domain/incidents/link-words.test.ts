import { expect, test } from "vitest";
import type { IncidentId } from "../ids.ts";
import type { IncidentLink } from "../incident.ts";
import { detachedWords, linkedOnce } from "./link-words.ts";
import { aSymptom, T0 } from "./testing/builders.ts";

const link = (how: IncidentLink["how"], id: string): IncidentLink => ({
  how,
  incidentId: id as IncidentId,
  title: `Title of ${id}`,
});

test("an incident that was split off and merged again is named once, with both", () => {
  const links = [
    link("split-into", "INC-0004"),
    link("merged-from", "INC-0002"),
    link("merged-from", "INC-0004"),
  ];
  expect(linkedOnce(links)).toEqual([
    { incidentId: "INC-0004", title: "Title of INC-0004", words: "split off this, then merged into this" },
    { incidentId: "INC-0002", title: "Title of INC-0002", words: "merged into this" },
  ]);
});

test.each([
  [undefined, "detached “dockerd down” on web-1: not ours"],
  [T0, "detached “dockerd down” on web-1: not ours; the evidence that stays begins at 09:30:00 UTC"],
  [null, "detached “dockerd down” on web-1: not ours; what stays tells of no impact"],
])("what was detached says where the evidence of the rest begins: %s", (impactNow, words) => {
  const detached = { kind: "symptom.detached", symptom: aSymptom(), reason: "not ours" } as const;
  expect(detachedWords({ ...detached, ...(impactNow !== undefined && { impactNow }) })).toBe(words);
});
