import { expect, test } from "vitest";
import type { Runbook } from "../../domain/runbook.ts";
import { aConfinement, aContainer, aHostState, aList, anInspect, T0 } from "../../domain/testing/builders.ts";
import { every, play } from "../../domain/testing/detecting.ts";
import { riskSight, riskViews } from "./risk-view.ts";

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

test("what to do is the first step that changes something, where a runbook serves it", () => {
  const step = (kind: string, title: string) => ({ id: title, kind, title, commands: [] });
  const book = {
    id: "missing-limits",
    title: "No limits",
    symptoms: ["missing-limits"],
    steps: [step("check", "Confirm what bounds it"), step("action", "Set limits while it runs")],
  } as unknown as Runbook;
  const story = play(
    [
      aList(T0, [aContainer(1)]),
      anInspect(T0 + 1_000, 1, { confinement: aConfinement() }),
      aList(T0 + 4_000, [aContainer(1)]),
    ],
    T0 + 5_000,
  );
  const limits = (runbooks: readonly Runbook[]) =>
    riskViews(story.open, runbooks).find(({ mode }) => mode === "missing-limits");
  expect(limits([book])).toMatchObject({
    next: "Set limits while it runs",
    runbook: { id: "missing-limits", title: "No limits" },
  });
  expect(limits([])).not.toHaveProperty("next");
});

test("risks rest on the containers that were looked at, and on none before the first list", () => {
  expect(riskSight(aHostState([]), T0)).toBeUndefined();
  const host = aHostState([
    aList(T0, [aContainer(1), aContainer(2), aContainer(3, { state: "exited" })]),
    anInspect(T0 + 1_000, 1),
  ]);
  expect(riskSight(host, T0 + 2_000)).toEqual({ looked: 1, running: 2, at: T0, isLastKnown: false });
  expect(riskSight(host, T0 + 60_000)?.isLastKnown).toBe(true);
});
