import { describe, expect, test } from "vitest";
import { aContainer, aHostState, aList, containerId, someCgroups, T0 } from "../../testing/builders.ts";
import { every, judged, play } from "../../testing/detecting.ts";
import { cpuThrottled } from "./mode.ts";

const lists = every(4_000, T0, T0 + 1_600_000, (at) => aList(at, [aContainer(1)]));
/** Ten periods a second; this part of them throttled. */
const counts = (ratio: (ms: number) => number, periodsPerSecond = 10) => {
  let throttled = 0;
  return every(15_000, T0, T0 + 1_600_000, (at) => {
    const ms = at - T0;
    throttled += 15 * periodsPerSecond * ratio(ms);
    return someCgroups(at, [
      {
        id: containerId(1),
        zombies: 0,
        cpuPeriods: 1 + (ms / 1_000) * periodsPerSecond,
        cpuThrottledPeriods: Math.round(throttled),
      },
    ]);
  });
};
const told = (signals: Parameters<typeof play>[0], untilMs: number) =>
  play([...lists, ...signals], T0 + untilMs, { modes: [cpuThrottled] }).told();

describe("a quota that is used up", () => {
  test("is seen after a minute and a ticket after ten, and over when the quota is enough", () => {
    expect(
      told(
        counts((ms) => (ms < 900_000 ? 0.9 : 0)),
        1_400_000,
      ),
    ).toEqual([
      "seen 60000",
      "raised 660000",
      expect.stringMatching(/^recovering 9[0-9]{5}$/),
      expect.stringMatching(/^cleared 1[0-9]{6}$/),
    ]);
  });

  test("now and then is none", () => {
    expect(
      told(
        counts(() => 0.2),
        600_000,
      ),
    ).toEqual([]);
  });

  test("by a container that hardly runs is none", () => {
    expect(
      told(
        counts(() => 1, 0.5),
        600_000,
      ),
    ).toEqual([]);
  });

  test("is counted anew in a new life", () => {
    const host = aHostState([
      aList(T0, [aContainer(1)]),
      someCgroups(T0, [{ id: containerId(1), zombies: 0, cpuPeriods: 9_000, cpuThrottledPeriods: 8_000 }]),
      someCgroups(T0 + 60_000, [
        { id: containerId(1), zombies: 0, cpuPeriods: 100, cpuThrottledPeriods: 90 },
      ]),
      aList(T0 + 60_000, [aContainer(1)]),
    ]);
    expect(judged(cpuThrottled, host, T0 + 60_000)).toEqual([]);
  });
});
