import { describe, expect, test } from "vitest";
import { aConfinement, aContainer, aHostState, aList, anInspect, T0 } from "../../testing/builders.ts";
import { every, judged, play } from "../../testing/detecting.ts";
import { missingLimits } from "./mode.ts";

const bounded = {
  memoryLimitBytes: 1,
  confinement: aConfinement({ nanoCpus: 1, pidsLimit: 9, logMaxSize: "10m" }),
};

describe("what nothing bounds", () => {
  test.each([
    [
      "everything, as containers are made without options",
      { confinement: aConfinement() },
      "memory, processors, processes, log size",
    ],
    ["its memory alone", { ...bounded, memoryLimitBytes: 0 }, "memory"],
    [
      "its processors are, by a quota of the older form",
      { ...bounded, confinement: aConfinement({ cpuQuotaMicros: 20_000, pidsLimit: 9, logMaxSize: "10m" }) },
      undefined,
    ],
    [
      "its log does not grow in a file",
      { ...bounded, logDriver: "journald", confinement: aConfinement({ nanoCpus: 1, pidsLimit: 9 }) },
      undefined,
    ],
    ["nothing", bounded, undefined],
    ["nobody can say, since an older gate did not read it", {}, undefined],
  ])("%s", (_name, about, missing) => {
    const host = aHostState([aList(T0, [aContainer(1)]), anInspect(T0 + 1, 1, about)]);
    expect(judged(missingLimits, host, T0 + 500)[0]?.facts.missing).toBe(missing);
  });

  test("is a notice, said once for each container, and over when limits were set", () => {
    const signals = [
      ...every(4_000, T0, T0 + 100_000, (at) => aList(at, [aContainer(1)])),
      ...every(4_000, T0 + 1, T0 + 20_000, (at) => anInspect(at, 1, { confinement: aConfinement() })),
      ...every(4_000, T0 + 20_001, T0 + 100_000, (at) => anInspect(at, 1, bounded)),
    ];
    const story = play(signals, T0 + 90_000, { modes: [missingLimits] });
    expect(story.changes.map(({ kind, symptom }) => `${kind} ${symptom.severity}`)).toEqual([
      "seen notice",
      "raised notice",
      "recovering notice",
      "cleared notice",
    ]);
  });

  test("containers that do not run risk nothing", () => {
    const host = aHostState([
      aList(T0, [aContainer(1, { state: "exited" })]),
      anInspect(T0 + 1, 1, { confinement: aConfinement() }),
    ]);
    expect(judged(missingLimits, host, T0 + 500)).toEqual([]);
  });
});
