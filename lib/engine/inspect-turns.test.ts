import { describe, expect, test } from "vitest";
import type { ContainerReading } from "../domain/readings.ts";
import { aContainer, aHostState, aList, anInspect, containerId, T0 } from "../domain/testing/builders.ts";
import { createInspectTurns } from "./inspect-turns.ts";

const due = (container: ContainerReading, inspects: Parameters<typeof aHostState>[0], now: number) =>
  createInspectTurns().due(aHostState([aList(T0, [container]), ...inspects]), now).length === 1;

describe("whose inspect is asked for", () => {
  const old = { createdAt: T0 - 3_600_000 };
  test.each<[string, ContainerReading, Parameters<typeof aHostState>[0], number, boolean]>([
    ["all that run", aContainer(1), [anInspect(T0, 1)], T0 + 1, true],
    [
      "one that ended and was not asked since",
      aContainer(1, { ...old, state: "exited" }),
      [anInspect(T0, 1)],
      T0 + 4_000,
      true,
    ],
    [
      "one that ended and has told how, no more",
      aContainer(1, { ...old, state: "exited" }),
      [anInspect(T0, 1, { state: "exited" })],
      T0 + 99_000,
      false,
    ],
    [
      "one whose removal failed is dead to inspect and removing to the list",
      aContainer(1, { ...old, state: "removing" }),
      [anInspect(T0, 1, { state: "dead" })],
      T0 + 99_000,
      false,
    ],
    [
      "one that was just made, since its start may fail in silence",
      aContainer(1, { createdAt: T0, state: "created" }),
      [anInspect(T0, 1, { state: "created" })],
      T0 + 4_000,
      true,
    ],
    [
      "one that was made long ago, seldom",
      aContainer(1, { ...old, state: "created" }),
      [anInspect(T0, 1, { state: "created" })],
      T0 + 30_000,
      false,
    ],
  ])("%s", (_name, container, inspects, now, expected) => {
    expect(due(container, inspects, now)).toBe(expected);
  });

  test("one that left its network without running, at once and once", () => {
    const turns = createInspectTurns();
    const exited = aContainer(1, { state: "exited" });
    const host = aHostState([aList(T0, [exited]), anInspect(T0, 1, { state: "exited" })]);
    expect(turns.due(host, T0 + 1)).toEqual([]);
    const event = {
      timeNano: "1",
      type: "network",
      action: "disconnect",
      actorId: "n",
      attributes: { container: containerId(1) },
    };
    expect(turns.take(event)).toBe(containerId(1));
    expect(turns.due(host, T0 + 1)).toEqual([exited]);
    turns.told(containerId(1));
    expect(turns.due(host, T0 + 1)).toEqual([]);
  });

  test("many that ended do not crowd out those that run", () => {
    const ended = Array.from({ length: 300 }, (_, index) => aContainer(index + 2, { state: "exited" }));
    const host = aHostState([aList(T0, [...ended, aContainer(1)])]);
    expect(createInspectTurns().due(host, T0)).toHaveLength(21);
  });
});
