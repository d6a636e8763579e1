import { describe, expect, test } from "vitest";
import type { Signal } from "../../signal.ts";
import { aHostState, aMissingFact, someProcesses, T0 } from "../../testing/builders.ts";
import { memoryOf, usedBy } from "../../testing/daemon-use.ts";
import { every, failing, judged, play } from "../../testing/detecting.ts";
import { HOUR_MS, MINUTE_MS } from "../../time.ts";
import { daemonMemoryHigh } from "./mode.ts";

const MIB = 1_048_576;
const GIB = 1_024 * MIB;
const KIB_OF_4_GB = 4_000_000;

/** One reading every five minutes, the last at T0, with the host's memory beside it. */
function history(
  hours: number,
  bytesAt: (hour: number) => number,
  engine = "26.1.5",
  memory: Parameters<typeof memoryOf>[2] = {},
): readonly Signal[] {
  const from = T0 - hours * HOUR_MS;
  return [
    ...every(5 * MINUTE_MS, from, T0 + 1, (at) =>
      usedBy("dockerd", at, engine, { rssBytes: bytesAt((at - from) / HOUR_MS) }),
    ),
    memoryOf(T0, engine, memory),
  ];
}

describe.each(["20.10.24", "26.1.5"])("the memory of dockerd %s", (engine) => {
  test("is as the lab gives it when nothing is wrong", () => {
    expect(failing(daemonMemoryHigh, aHostState(history(1, () => 100 * MIB, engine)), T0)).toEqual([]);
  });

  test("is too much above one and a half GiB, and a page above a quarter of the host's", () => {
    const large = aHostState(history(1, () => 1.6 * GIB, engine));
    expect(judged(daemonMemoryHigh, large, T0)).toMatchObject([
      { subject: "dockerd", variant: "large", severity: "ticket", part: "dockerd" },
    ]);
    const small = aHostState(history(1, () => 1.1 * GIB, engine, { totalKib: KIB_OF_4_GB }));
    expect(judged(daemonMemoryHigh, small, T0)).toMatchObject([{ subject: "dockerd", severity: "page" }]);
  });
});

describe("growth", () => {
  test("of 60 MiB an hour over six hours is a leak; of 40 it is none", () => {
    const of = (perHour: number) =>
      failing(daemonMemoryHigh, aHostState(history(6, (hour) => 100 * MIB + hour * perHour * MIB)), T0);
    expect(of(60)).toEqual(["dockerd"]);
    expect(of(40)).toEqual([]);
  });

  test("that is a sawtooth is none: builds take memory and give it back", () => {
    const saw = history(6, (hour) => 100 * MIB + ((hour * 12) % 12) * 80 * MIB);
    expect(failing(daemonMemoryHigh, aHostState(saw), T0)).toEqual([]);
  });

  test("over two hours alone says nothing yet", () => {
    const young = history(2, (hour) => 100 * MIB + hour * 200 * MIB);
    expect(failing(daemonMemoryHigh, aHostState(young), T0)).toEqual([]);
  });

  test("that uses up the host within two hours is a page, and says when", () => {
    const [found] = judged(
      daemonMemoryHigh,
      aHostState(history(2, (hour) => GIB + hour * 600 * MIB, "26.1.5", { availableKib: 900_000 })),
      T0,
    );
    expect(found).toMatchObject({ severity: "page" });
    expect(found?.summary).toContain("none left in 1h 27m");
  });

  test("begins anew with a new process", () => {
    const before = history(6, (hour) => 100 * MIB + hour * 60 * MIB);
    const after = someProcesses(T0 + 4_000, [], { dockerd: { pid: 9_999, rssBytes: 90 * MIB } });
    expect(failing(daemonMemoryHigh, aHostState([...before, after]), T0 + 4_000)).toEqual([]);
  });
});

test("what is usual on a host for a day lifts its limit", () => {
  const of = (bytes: number) =>
    failing(
      daemonMemoryHigh,
      aHostState([
        ...history(26, () => 900 * MIB),
        usedBy("dockerd", T0 + 4_000, "26.1.5", { rssBytes: bytes }),
      ]),
      T0 + 4_000,
    );
  expect(of(2.5 * GIB)).toEqual([]);
  expect(of(2.7 * GIB)).toEqual(["dockerd"]);
});

test("containerd is judged beside dockerd, under its own name", () => {
  const host = aHostState([
    usedBy("containerd", T0, "26.1.5", { rssBytes: 2 * GIB }),
    memoryOf(T0, "26.1.5"),
  ]);
  expect(judged(daemonMemoryHigh, host, T0)).toMatchObject([
    { subject: "containerd", part: "containerd", facts: { unit: "containerd.service" } },
  ]);
});

test("what a build took is back before it counts; what stays for a quarter of an hour is a ticket", () => {
  const readings = (highMs: number) =>
    every(20_000, T0, T0 + 60 * MINUTE_MS, (at) =>
      usedBy("dockerd", at, "26.1.5", { rssBytes: at - T0 < highMs ? 2 * GIB : 100 * MIB }),
    );
  const told = (highMs: number) =>
    play(readings(highMs), T0 + 59 * MINUTE_MS, { modes: [daemonMemoryHigh] }).told();
  expect(told(10 * MINUTE_MS)).toEqual(["seen 0", "recovering 600000", "cleared 2400000"]);
  expect(told(20 * MINUTE_MS)).toEqual(["seen 0", "raised 900000", "recovering 1200000", "cleared 3000000"]);
});

test("processes nobody may read are unknown, not small", () => {
  const high = play([usedBy("dockerd", T0, "26.1.5", { rssBytes: 2 * GIB })], T0 + 1_000, {
    modes: [daemonMemoryHigh],
  });
  const later = aHostState([aMissingFact(T0 + 60_000, "processes")]);
  expect(daemonMemoryHigh.judge(later, T0 + 60_000, high.open)).toMatchObject([{ verdict: "unknown" }]);
});
