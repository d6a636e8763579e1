import { describe, expect, test } from "vitest";
import { foldSignal, foldSignals, startHostState } from "./fold.ts";
import { usualOf } from "./fold-series.ts";
import {
  aContainer,
  aFailedPing,
  aHostState,
  aLine,
  aList,
  anEvent,
  anInspect,
  aPing,
  containerId,
  eventsStream,
  HOST,
  T0,
} from "./testing/builders.ts";

describe("probe histories", () => {
  test("a failing run remembers when it began and what was last known", () => {
    const host = aHostState([
      aPing(T0),
      aFailedPing(T0 + 2_000, "timeout"),
      aFailedPing(T0 + 4_000, "connection-refused"),
    ]);
    expect(host.ping.failingSinceAt).toBe(T0 + 2_000);
    expect(host.ping.answeringSinceAt).toBeUndefined();
    expect(host.ping.lastGood?.at).toBe(T0);
  });

  test("twenty tries are kept, the newest last", () => {
    const host = aHostState(Array.from({ length: 50 }, (_, index) => aPing(T0 + index)));
    expect(host.ping.tries).toHaveLength(20);
    expect(host.ping.tries.at(-1)?.at).toBe(T0 + 49);
  });

  test("failures in a row are counted beyond the tries that are kept, and anew after an answer", () => {
    const fails = (count: number, from = T0) =>
      Array.from({ length: count }, (_, index) => aFailedPing(from + index, "timeout"));
    expect(aHostState(fails(34)).ping.failedTries).toBe(34);
    expect(aHostState([...fails(34), aPing(T0 + 50)]).ping.failedTries).toBeUndefined();
    expect(aHostState([...fails(34), aPing(T0 + 50), ...fails(2, T0 + 60)]).ping.failedTries).toBe(2);
  });

  test("usual is said only with enough samples, and outlives a fault", () => {
    const good = Array.from({ length: 12 }, (_, index) => aPing(T0 + index * 30_000, 3));
    expect(usualOf(aHostState(good.slice(0, 9)).series["ping-ms"])).toBeUndefined();
    const sick = Array.from({ length: 100 }, (_, index) =>
      aFailedPing(T0 + 400_000 + index * 10_000, "timeout"),
    );
    const host = aHostState([...good, ...sick]);
    expect(usualOf(host.series["ping-ms"])).toBe(3);
    expect(host.series["ping-ms"].points.every(({ value }) => value === null)).toBe(true);
  });
});

describe("container events", () => {
  test("a death after a stop through the API is planned, the next one is not", () => {
    const host = aHostState([
      aPing(T0),
      anEvent(T0 + 10, "kill", 1, { signal: "15" }),
      anEvent(T0 + 20, "die", 1, { exitCode: "143" }),
      anEvent(T0 + 30, "start", 1),
      anEvent(T0 + 40, "die", 1, { exitCode: "3" }),
    ]);
    const deaths = host.lives.get(containerId(1))?.deaths;
    expect(deaths?.map(({ isPlanned }) => isPlanned)).toEqual([true, false]);
    expect(deaths?.at(-1)).toEqual({ at: T0 + 40, exitCode: 3, isPlanned: false, livedMs: 10 });
  });

  test.each([
    ["a reload signal does not plan the crash that follows", "1", false],
    ["a kill does", "9", true],
  ])("%s", (_name, signal, isPlanned) => {
    const host = aHostState([
      anEvent(T0, "kill", 1, { signal }),
      anEvent(T0 + 5, "die", 1, { exitCode: "1" }),
    ]);
    expect(host.lives.get(containerId(1))?.deaths[0]?.isPlanned).toBe(isPlanned);
  });

  test("deaths while the daemon itself is away are not the containers' doing", () => {
    const host = aHostState([
      aPing(T0),
      aFailedPing(T0 + 2_000, "connection-refused"),
      aPing(T0 + 4_000),
      anEvent(T0 + 14_000, "die", 1, { exitCode: "137" }),
      anEvent(T0 + 60_000, "die", 1, { exitCode: "137" }),
    ]);
    expect(host.lives.get(containerId(1))?.deaths.map(({ isPlanned }) => isPlanned)).toEqual([true, false]);
  });

  test("health probes and image events change nothing", () => {
    const before = aHostState([aPing(T0)]);
    expect(foldSignal(before, anEvent(T0 + 1, "exec_start: curl", 1))).toBe(before);
  });

  test("a removed container's story ends", () => {
    const host = aHostState([anEvent(T0, "die", 1), anEvent(T0 + 1, "destroy", 1)]);
    expect(host.lives.size).toBe(0);
  });

  test("happenings stay bounded under a storm", () => {
    const storm = Array.from({ length: 5_000 }, (_, index) => anEvent(T0 + index, "start", index % 7));
    expect(aHostState(storm).happenings.length).toBeLessThanOrEqual(2_000);
  });
});

describe("missed events", () => {
  const before = [aContainer(1), aContainer(2), aContainer(3)];
  const after = [aContainer(1, { state: "exited", status: "Exited (137) 4 seconds ago" }), aContainer(2)];

  test("two lists tell the least that happened, marked as inferred", () => {
    const host = aHostState([
      eventsStream(T0, true),
      aList(T0 + 10, before),
      eventsStream(T0 + 20, false),
      aList(T0 + 30, after),
    ]);
    expect(
      host.happenings.map(({ action, name, exitCode, isInferred }) => [action, name, exitCode, isInferred]),
    ).toEqual([
      ["die", "app-1", 137, true],
      ["die", "app-3", undefined, true],
      ["destroy", "app-3", undefined, true],
    ]);
  });

  test("with an open stream nothing is inferred", () => {
    const host = aHostState([
      eventsStream(T0, true),
      aList(T0 + 10, before),
      aList(T0 + 20, before),
      aList(T0 + 30, after),
    ]);
    // The first list settles the time before the stream was known to be open.
    expect(host.eventsMissedSinceAt).toBeUndefined();
    expect(host.happenings).toEqual([]);
  });

  test("only a list asked for after the stream came back settles the gap", () => {
    const gap = [
      eventsStream(T0, true),
      aList(T0 + 10, before),
      eventsStream(T0 + 20, false),
      eventsStream(T0 + 100, true),
    ];
    expect(aHostState([...gap, aList(T0 + 101, before, 50)]).eventsMissedSinceAt).toBe(T0 + 20);
    expect(aHostState([...gap, aList(T0 + 101, before, 1)]).eventsMissedSinceAt).toBeUndefined();
  });
});

test("a restart count is remembered where it changes", () => {
  const host = aHostState([0, 0, 4].map((restartCount, index) => anInspect(T0 + index, 1, { restartCount })));
  expect(host.lives.get(containerId(1))?.restartCounts).toEqual([
    { at: T0, count: 0 },
    { at: T0 + 2, count: 4 },
  ]);
});

test("lines that no signature knows are counted as read, not kept", () => {
  const host = aHostState([
    aLine(T0, "dockerd", 'time="x" level=info msg="ignoring event"'),
    aLine(T0 + 1, "dockerd", "Processing signal 'terminated'"),
  ]);
  expect(host.markedLines.map(({ text }) => text)).toEqual(["Processing signal 'terminated'"]);
  expect(host.lastLineAt).toBe(T0 + 1);
});

test("a batch and its signals one by one give the same state", () => {
  const signals = [
    eventsStream(T0, true),
    aList(T0 + 1, [aContainer(1)]),
    anEvent(T0 + 2, "die", 1, { exitCode: "1" }),
    anEvent(T0 + 3, "start", 1),
    anInspect(T0 + 4, 1),
    aPing(T0 + 5),
  ];
  const start = startHostState(HOST, T0);
  expect(signals.reduce(foldSignal, start)).toEqual(foldSignals(start, signals));
});
