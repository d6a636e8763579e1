import { describe, expect, test } from "vitest";
import type { ContainerReading } from "../../readings.ts";
import type { Signal } from "../../signal.ts";
import { aContainer, aHostState, aList, anEvent, anInspect, T0 } from "../../testing/builders.ts";
import { every, failing, judged, play } from "../../testing/detecting.ts";
import { containerUnhealthy } from "./mode.ts";

const sick = (number: number, about: Partial<ContainerReading> = {}) =>
  aContainer(number, { health: "unhealthy", status: "Up 3 hours (unhealthy)", ...about });
const well = (number: number, about: Partial<ContainerReading> = {}) =>
  aContainer(number, { health: "healthy", status: "Up 3 hours (healthy)", ...about });

describe("what is unhealthy", () => {
  const podman = { status: "unhealthy", failingStreak: 3 };
  test.each<[string, readonly Signal[], readonly string[]]>([
    ["the list says so", [aList(T0, [sick(1), well(2)])], ["app-1"]],
    [
      "an event after the list says so",
      [aList(T0, [well(1)]), anEvent(T0 + 100, "health_status: unhealthy", 1)],
      ["app-1"],
    ],
    [
      "an event before the list said so",
      [anEvent(T0 - 100, "health_status: unhealthy", 1), aList(T0, [well(1)])],
      [],
    ],
    ["paused containers read unhealthy and are not", [aList(T0, [sick(1, { state: "paused" })])], []],
    ["it still starts", [aList(T0, [aContainer(1, { health: "starting" })])], []],
    ["it has ended", [aList(T0, [sick(1, { state: "exited" })])], []],
    [
      "podman lists no health, inspect tells",
      [aList(T0, [aContainer(1)]), anInspect(T0, 1, { health: podman })],
      ["app-1"],
    ],
    [
      "inspect calls it unhealthy while it is taken down, and the list says that it starts",
      [
        aList(T0, [aContainer(1, { health: "starting" })]),
        anInspect(T0 + 200, 1, { health: { status: "unhealthy", failingStreak: 11 } }),
      ],
      [],
    ],
    [
      "its probe has not run for half an hour",
      [aList(T0, [sick(1)]), anInspect(T0, 1, { health: { ...podman, lastEndAt: T0 - 1_800_000 } })],
      [],
    ],
    [
      "it is being removed, and its check fails with it",
      [
        aList(T0 - 1_000, [well(1)]),
        anEvent(T0 - 300, "kill", 1, { signal: "9" }),
        anEvent(T0 - 200, "health_status: unhealthy", 1),
      ],
      [],
    ],
    [
      "it is being removed by a daemon so busy that its check fails before the kill is told",
      [
        aList(T0 - 4_000, [well(1)]),
        anEvent(T0 - 3_000, "health_status: unhealthy", 1),
        anEvent(T0 - 300, "kill", 1, { signal: "9" }),
      ],
      [],
    ],
    ["no health check at all", [aList(T0, [aContainer(1)]), anInspect(T0, 1)], []],
  ])("%s", (_name, signals, expected) => {
    expect(failing(containerUnhealthy, aHostState(signals), T0 + 500)).toEqual(expected);
  });
});

describe("severity", () => {
  const of = (project: string, service: string) => ({ project, service });
  test.each<[string, readonly ContainerReading[], string]>([
    ["one of two replicas", [sick(1, of("shop", "web")), well(2, of("shop", "web"))], "ticket"],
    ["all replicas of a service", [sick(1, of("shop", "web")), sick(2, of("shop", "web"))], "page"],
    ["the only replica of a service", [sick(1, of("shop", "web")), well(2, of("shop", "db"))], "ticket"],
    ["two without a service", [sick(1), sick(2)], "ticket"],
  ])("%s", (_name, list, severity) => {
    expect(judged(containerUnhealthy, aHostState([aList(T0, list)]), T0)[0]?.severity).toBe(severity);
  });
});

test("the probe's own words are evidence", () => {
  const health = {
    status: "unhealthy",
    failingStreak: 4,
    lastExitCode: -1,
    lastOutput: "Health check exceeded timeout (1s)",
  };
  const host = aHostState([aList(T0, [sick(1)]), anInspect(T0, 1, { health })]);
  const [judgement] = judged(containerUnhealthy, host, T0);
  expect(judgement?.summary).toContain("fails, 4 times in a row: the probe ran into its timeout");
  expect(judgement?.evidence.at(-1)?.reading).toBe("probe exit -1: Health check exceeded timeout (1s)");
});

describe("its life", () => {
  const lists = (fromMs: number, untilMs: number, container: ContainerReading) =>
    every(4_000, T0 + fromMs, T0 + untilMs, (at) => aList(at, [container]));

  test("seen with the event, raised after a minute, cleared after a healthy minute", () => {
    const signals = [
      ...lists(0, 3_000, well(1)),
      anEvent(T0 + 3_000, "health_status: unhealthy", 1),
      ...lists(4_000, 80_000, sick(1)),
      ...lists(80_000, 200_000, well(1)),
    ];
    expect(play(signals, T0 + 190_000).told()).toEqual([
      "seen 3000",
      "raised 63000",
      "recovering 80000",
      "cleared 140000",
    ]);
  });

  test("paused while unhealthy: nobody knows, and it does not clear", () => {
    const signals = [...lists(0, 10_000, sick(1)), ...lists(10_000, 200_000, sick(1, { state: "paused" }))];
    expect(play(signals, T0 + 190_000).told("container-unhealthy")).toEqual(["seen 0", "unknown 10000"]);
  });

  test("removed: recovering with the next list", () => {
    expect(play([...lists(0, 8_000, sick(1)), ...lists(8_000, 90_000, well(2))], T0 + 80_000).told()).toEqual(
      ["seen 0", "recovering 8000", "cleared 68000"],
    );
  });
});
