import { expect, test } from "vitest";
import { aSymptom, T0 } from "../incidents/testing/builders.ts";
import { input, markdownOf } from "./testing/input.ts";

test("figures come from the milestones, and what is unknown is said to be", () => {
  const text = markdownOf(input());
  expect(text).toContain("| Time to detect (TTD) | 1 min 42 s |");
  expect(text).toContain("| Time to acknowledge (TTA) | 2 min 04 s |");
  expect(text).toContain("| Time to mitigate (TTM) | 28 min 36 s |");
  expect(text).toContain("| Time to resolve (TTR) | unknown: resolved is pending |");
  expect(text).toContain("| Impact | 2027-01-14 09:30:00.000 | estimated by a person |");
  expect(text).toContain("| Resolved | unknown | pending |");
});

test("an end that a person marked says how much earlier the readings passed again", () => {
  const symptom = aSymptom({ state: "cleared", recoveringAt: T0 + 30_000, clearedAt: T0 + 60_000 });
  expect(markdownOf(input({ symptoms: [symptom] }))).toMatch(
    /\| Mitigated \| 2027-01-14 09:58:36\.000 \| recorded, when a person marked it; the readings passed again from 2027-01-14 09:30:30\.000 on \|/,
  );
  const lasts = aSymptom({ state: "raised", raisedAt: T0 + 5_000 });
  expect(markdownOf(input({ symptoms: [symptom, lasts] }))).toContain(
    "| Mitigated | 2027-01-14 09:58:36.000 | recorded |",
  );
});

test("a start that only evidence proposes is no start", () => {
  const { milestones, ...incident } = input().incident;
  const { "impact-started": _, ...rest } = milestones;
  const text = markdownOf(
    input({ incident: { ...incident, milestones: rest, proposedImpactAt: T0 - 4_000 } }),
  );
  expect(text).toContain("| Time to detect (TTD) | unknown: impact is pending |");
  expect(text).toContain("pending; evidence begins at 2027-01-14 09:29:56.000, and nobody has confirmed it");
});

test("a disk that warned before anybody felt it was found before the impact", () => {
  const { incident } = input();
  const milestones = { "impact-started": T0, detected: T0 - 40_000 };
  expect(markdownOf(input({ incident: { ...incident, milestones } }))).toContain(
    "| Time to detect (TTD) | 40 s before |",
  );
});
