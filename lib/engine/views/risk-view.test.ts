import { expect, test } from "vitest";
import { aConfinement, aContainer, aList, anInspect, T0 } from "../../domain/testing/builders.ts";
import { every, play } from "../../domain/testing/detecting.ts";
import { riskViews } from "./risk-view.ts";

test("risks are one row for each kind, with what has it by name, and those that are over are gone", () => {
  const containers = [aContainer(1, { name: "web" }), aContainer(2, { name: "api" })];
  const story = play(
    [
      ...every(4_000, T0, T0 + 20_000, (at) => aList(at, containers)),
      anInspect(T0 + 1_000, 1, { name: "web", image: "web", confinement: aConfinement() }),
      anInspect(T0 + 2_000, 2, { name: "api", image: "api:1", confinement: aConfinement() }),
      anInspect(T0 + 9_000, 1, { name: "web", image: "web:1", confinement: aConfinement() }),
    ],
    T0 + 12_000,
  );
  const risks = riskViews(story.open);
  expect(risks.map(({ mode, count }) => [mode, count])).toEqual([["missing-limits", 2]]);
  expect(risks[0]?.items.map(({ subject, reading }) => [subject, reading])).toEqual([
    ["api", "no limit: memory, processors, processes, log size"],
    ["web", "no limit: memory, processors, processes, log size"],
  ]);
});
