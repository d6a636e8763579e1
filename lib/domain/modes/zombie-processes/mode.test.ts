import { describe, expect, test } from "vitest";
import { aContainer, aList, aMissingFact, containerId, someCgroups, T0 } from "../../testing/builders.ts";
import { every, play } from "../../testing/detecting.ts";
import { zombieProcesses } from "./mode.ts";

const lists = every(4_000, T0, T0 + 900_000, (at) => aList(at, [aContainer(1)]));
const counts = (zombies: (ms: number) => number) =>
  every(15_000, T0, T0 + 900_000, (at) =>
    someCgroups(at, [{ id: containerId(1), zombies: zombies(at - T0) }]),
  );
const told = (signals: Parameters<typeof play>[0], untilMs: number) =>
  play([...lists, ...signals], T0 + untilMs, { modes: [zombieProcesses] }).told();

describe("children that nobody reaps", () => {
  test("are seen at once, a ticket after five minutes, and over when they are gone", () => {
    expect(
      told(
        counts((ms) => (ms < 450_000 ? 14 : 0)),
        600_000,
      ),
    ).toEqual(["seen 0", "raised 300000", "recovering 450000", "cleared 480000"]);
  });

  test("of a parent that is late are none: a few of them, or many for a moment", () => {
    expect(
      told(
        counts(() => 10),
        600_000,
      ),
    ).toEqual([]);
    expect(
      told(
        counts((ms) => (ms === 30_000 ? 40 : 0)),
        200_000,
      ),
    ).not.toContain("raised 330000");
  });

  test("are not known where /proc cannot be read any more", () => {
    const blind = every(15_000, T0 + 60_000, T0 + 900_000, (at) => aMissingFact(at, "cgroups"));
    const seen = every(15_000, T0, T0 + 60_000, (at) =>
      someCgroups(at, [{ id: containerId(1), zombies: 14 }]),
    );
    expect(told([...seen, ...blind], 300_000)).toEqual(["seen 0", "unknown 76000"]);
  });
});
