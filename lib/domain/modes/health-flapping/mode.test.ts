import { describe, expect, test } from "vitest";
import { aContainer, aList, anEvent, T0 } from "../../testing/builders.ts";
import { every, play } from "../../testing/detecting.ts";
import { healthFlapping } from "./mode.ts";

const lists = every(4_000, T0, T0 + 2_700_000, (at) => aList(at, [aContainer(1)]));
const health = (at: number, isWell: boolean) =>
  anEvent(T0 + at, `health_status: ${isWell ? "healthy" : "unhealthy"}`, 1);
const turns = (everyMs: number, count: number) =>
  Array.from({ length: count }, (_, index) => health(1_000 + index * everyMs, index % 2 === 0));
const told = (signals: Parameters<typeof play>[0], untilMs = 300_000) =>
  play([...lists, ...signals], T0 + untilMs, { modes: [healthFlapping] }).told();

describe("health that changes", () => {
  test("four times in ten minutes is a pattern; it is calm after two minutes and over after thirty", () => {
    expect(told(turns(20_000, 5), 2_000_000)).toEqual([
      "seen 81000",
      "raised 81000",
      "recovering 201000",
      "cleared 1881000",
    ]);
  });

  test("three times is none: the first word of a life is no change", () => {
    expect(told(turns(20_000, 4))).toEqual([]);
  });

  test("with each deploy is none", () => {
    const deploys = [0, 20_000, 40_000, 60_000, 80_000, 100_000].flatMap((at) => [
      anEvent(T0 + at, "start", 1),
      health(at + 5_000, false),
      health(at + 10_000, true),
    ]);
    expect(told(deploys.filter((_, index) => index % 3 !== 1))).toEqual([]);
  });

  test("has the unhealthy container beneath it", () => {
    const unhealthy = every(4_000, T0 + 82_000, T0 + 100_000, (at) =>
      aList(at, [aContainer(1, { health: "unhealthy", status: "Up 2 minutes (unhealthy)" })]),
    );
    const story = play(
      [
        ...every(4_000, T0, T0 + 82_000, (at) => aList(at, [aContainer(1, { health: "healthy" })])),
        ...turns(16_000, 6),
        ...unhealthy,
      ],
      T0 + 99_000,
    );
    const flaps = story.open.find(({ mode }) => mode === "health-flapping");
    expect(flaps).toBeDefined();
    expect(story.open.find(({ mode }) => mode === "container-unhealthy")?.absorbedBy).toBe(flaps?.id);
    // Why there is one row and not one for each change.
    expect(flaps?.facts.damped).toContain("over after 30 min without a change");
  });
});
