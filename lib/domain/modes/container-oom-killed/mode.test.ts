import { describe, expect, test } from "vitest";
import type { Signal } from "../../signal.ts";
import {
  aContainer,
  aHostState,
  aLine,
  aList,
  anEvent,
  anInspect,
  containerId,
  T0,
} from "../../testing/builders.ts";
import { every, failing, judged, play } from "../../testing/detecting.ts";
import { containerOomKilled } from "./mode.ts";

const LIST = aList(T0 - 1_000, [aContainer(1), aContainer(2)]);
const kernel = (at: number, number: number) =>
  aLine(
    at,
    "kernel",
    `oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/docker/${containerId(number)},task_memcg=/docker/${containerId(number)},task=tail,pid=4711,uid=0`,
  );

describe("what is a kill", () => {
  test.each<[string, readonly Signal[], readonly string[]]>([
    [
      "an oom event, whatever inspect says",
      [LIST, anEvent(T0, "oom", 1), anInspect(T0, 1, { isOomKilled: false })],
      ["app-1"],
    ],
    ["inspect alone says OOMKilled", [LIST, anInspect(T0, 1, { isOomKilled: true })], []],
    ["exit 137 without an oom event", [LIST, anEvent(T0, "die", 1, { exitCode: "137" })], []],
    ["a kernel line of a container this host listed", [LIST, kernel(T0, 1)], ["app-1"]],
    ["a kernel line of another host's container", [LIST, kernel(T0, 77)], []],
    [
      "a container that was removed before the daemon went down",
      [LIST, kernel(T0 - 60_000, 1), anEvent(T0 - 50_000, "destroy", 1), aList(T0 - 40_000, [aContainer(2)])],
      [],
    ],
    [
      "a line of a container that quotes the kernel",
      [
        LIST,
        {
          ...kernel(T0, 1),
          line: { cursor: "", sourceAt: T0, unit: "container", text: "oom-kill" },
        } as Signal,
      ],
      [],
    ],
  ])("%s", (_name, signals, expected) => {
    expect(failing(containerOomKilled, aHostState(signals), T0 + 500)).toEqual(expected);
  });

  test("event and kernel line of one kill are one kill", () => {
    const host = aHostState([LIST, anEvent(T0, "oom", 1), kernel(T0 + 300, 1)]);
    expect(judged(containerOomKilled, host, T0 + 500)[0]?.facts.kills).toBe("1");
  });
});

test("a killed child leaves the container running, and the words say so", () => {
  const host = aHostState([LIST, anInspect(T0, 1, { memoryLimitBytes: 33_554_432 }), anEvent(T0, "oom", 1)]);
  expect(judged(containerOomKilled, host, T0 + 2_500)[0]).toMatchObject({
    part: "ctrs",
    severity: "ticket",
    summary:
      "The kernel killed a process of app-1 for its memory limit of 32 MiB, 1 time in 10 min; the container itself went on.",
    facts: { memoryLimit: "32 MiB" },
  });
});

describe("a storm is a page", () => {
  test.each<[string, readonly Signal[], string]>([
    ["one kill", [anEvent(T0, "oom", 1)], "ticket"],
    ["twice the same service", [anEvent(T0 - 300_000, "oom", 1), anEvent(T0, "oom", 1)], "page"],
    ["twice, but twenty minutes apart", [anEvent(T0 - 1_200_000, "oom", 1), anEvent(T0, "oom", 1)], "ticket"],
    [
      "two of two services",
      [anEvent(T0 - 60_000, "oom", 2, { name: "db" }), anEvent(T0, "oom", 1)],
      "ticket",
    ],
    [
      "three on the host",
      [anEvent(T0 - 60_000, "oom", 2), anEvent(T0 - 30_000, "oom", 3), anEvent(T0, "oom", 1)],
      "page",
    ],
  ])("%s", (_name, kills, severity) => {
    const list = aList(T0 - 1_000, [
      aContainer(1),
      aContainer(2, { name: "db" }),
      aContainer(3, { name: "web" }),
    ]);
    const host = aHostState([...kills, list].toSorted((a, b) => a.at - b.at));
    const judgement = judged(containerOomKilled, host, T0 + 500).find(({ subject }) => subject === "app-1");
    expect(judgement?.severity).toBe(severity);
  });
});

describe("its life", () => {
  const lists = every(4_000, T0, T0 + 2_000_000, (at) => aList(at, [aContainer(1)]));

  test("seen and raised with the event, recovering while it runs, cleared half an hour after the last kill", () => {
    const story = play([...lists, anEvent(T0 + 2_000, "oom", 1)], T0 + 1_900_000, {
      modes: [containerOomKilled],
    });
    expect(story.told()).toEqual(["seen 2000", "raised 2000", "recovering 62000", "cleared 1802000"]);
  });

  test("dead since the kill, it does not recover by itself", () => {
    const dead = every(4_000, T0 + 3_000, T0 + 100_000, (at) =>
      aList(at, [aContainer(1, { state: "exited", status: "Exited (137)" })]),
    );
    const signals = [
      anEvent(T0 + 2_000, "oom", 1),
      anEvent(T0 + 2_050, "die", 1, { exitCode: "137" }),
      ...dead,
    ];
    expect(play(signals, T0 + 90_000, { modes: [containerOomKilled] }).told()).toEqual([
      "seen 2000",
      "raised 2000",
    ]);
  });

  test("removed: recovering at the next list", () => {
    const signals = [
      aList(T0 + 1_000, [aContainer(1), aContainer(2)]),
      anEvent(T0 + 2_000, "oom", 1),
      anEvent(T0 + 2_010, "die", 1, { exitCode: "137" }),
      anEvent(T0 + 4_000, "destroy", 1),
      ...every(4_000, T0 + 5_000, T0 + 80_000, (at) => aList(at, [aContainer(2)])),
    ];
    expect(play(signals, T0 + 70_000, { modes: [containerOomKilled] }).told()).toEqual([
      "seen 2000",
      "raised 2000",
      "recovering 4000",
      "cleared 64000",
    ]);
  });
});
