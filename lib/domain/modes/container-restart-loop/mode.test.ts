import { describe, expect, test } from "vitest";
import type { ContainerReading } from "../../readings.ts";
import type { Signal } from "../../signal.ts";
import { aContainer, aHostState, aList, anEvent, anInspect, aPing, T0 } from "../../testing/builders.ts";
import { every, failing, judged, play } from "../../testing/detecting.ts";
import { backoffMs } from "./backoff.ts";
import { containerRestartLoop } from "./mode.ts";

const dies = (at: number, number = 1, exitCode = "3"): readonly Signal[] => [
  anEvent(at, "start", number),
  anEvent(at + 20, "die", number, { exitCode }),
];
/** Starts and deaths as Docker spaces them, for a container that ends at once. */
function crashing(from: number, tries: number, number = 1): readonly Signal[] {
  const signals: Signal[] = [];
  let at = from;
  for (let exits = 1; exits <= tries; exits += 1) {
    signals.push(...dies(at, number));
    at += 20 + backoffMs(exits);
  }
  return signals;
}
const lists = (fromMs: number, untilMs: number, ...containers: ContainerReading[]) =>
  every(4_000, T0 + fromMs, T0 + untilMs, (at) => aList(at, containers));
const RESTARTING = aContainer(1, { state: "restarting", status: "Restarting (3) 4 seconds ago" });

test("Docker doubles its delay from 0.1 s up to 60 s: ten tries take about 102 s", () => {
  expect([1, 2, 5, 10, 11, 99].map(backoffMs)).toEqual([100, 200, 1_600, 51_200, 60_000, 60_000]);
  const sum = Array.from({ length: 10 }, (_, index) => backoffMs(index + 1)).reduce((a, b) => a + b);
  expect(sum).toBe(102_300);
});

describe("what is a loop", () => {
  const running = aList(T0, [aContainer(1), aContainer(2)]);
  test.each<[string, readonly Signal[], readonly string[]]>([
    ["three deaths in five minutes", [running, ...crashing(T0, 3)], ["app-1"]],
    ["two deaths", [running, ...crashing(T0, 2)], []],
    ["a list that says restarting", [aList(T0, [RESTARTING])], ["app-1"]],
    [
      "exit 0 under policy always is a loop too",
      [running, anInspect(T0, 1), ...[0, 100, 300].flatMap((ms) => dies(T0 + ms, 1, "0"))],
      ["app-1"],
    ],
    [
      "a job that somebody starts again and again",
      [
        running,
        anInspect(T0, 1, { restartPolicy: "no" }),
        ...[0, 100, 300].flatMap((ms) => dies(T0 + ms, 1, "0")),
      ],
      [],
    ],
    [
      "a failing job that somebody starts again and again",
      [
        running,
        anInspect(T0, 1, { restartPolicy: "no" }),
        ...[0, 100, 300].flatMap((ms) => dies(T0 + ms, 1, "1")),
      ],
      ["app-1"],
    ],
    [
      "three restarts that people asked for",
      [
        running,
        ...[0, 100, 200].flatMap((ms) => [
          anEvent(T0 + ms, "start", 1),
          anEvent(T0 + ms + 5, "kill", 1, { signal: "15" }),
          anEvent(T0 + ms + 10, "die", 1, { exitCode: "143" }),
        ]),
      ],
      [],
    ],
    [
      "three deaths of three containers",
      [running, ...crashing(T0, 1, 1), ...crashing(T0, 1, 2), ...crashing(T0, 1, 3)],
      [],
    ],
    [
      "a restart count that jumped by three, without events",
      [running, anInspect(T0 - 60_000, 1, { restartCount: 2 }), anInspect(T0, 1, { restartCount: 5 })],
      ["app-1"],
    ],
    [
      "a high restart count of long ago",
      [running, anInspect(T0 - 60_000, 1, { restartCount: 400 }), anInspect(T0, 1, { restartCount: 400 })],
      [],
    ],
  ])("%s", (_name, signals, expected) => {
    const asked = signals.toSorted((a, b) => a.at - b.at);
    expect(failing(containerRestartLoop, aHostState(asked), T0 + 500)).toEqual(expected);
  });
});

test("it gives exit code, policy and the delay Docker has come to", () => {
  const host = aHostState([
    aList(T0, [RESTARTING]),
    anInspect(T0, 1, { restartCount: 4, exitCode: 3 }),
    ...crashing(T0, 4),
  ]);
  const [judgement] = judged(containerRestartLoop, host, T0 + 2_000);
  expect(judgement).toMatchObject({
    severity: "ticket",
    part: "ctrs",
    facts: { container: "app-1", exitCode: "3", restartPolicy: "always" },
  });
  expect(judgement?.summary).toBe(
    "app-1 died 4 times in 5 min with exit code 3, living at most 20 ms; nobody asked for it (policy always). Docker waits 800 ms before the next try, at most 60 s.",
  );
});

describe("what Docker does next", () => {
  const nextOf = (
    about: Parameters<typeof anInspect>[2],
    state: ContainerReading["state"] = "restarting",
  ) => {
    const signals = [
      ...crashing(T0, 4),
      aList(T0 + 2_000, [aContainer(1, { state })]),
      anInspect(T0 + 2_000, 1, { state, exitCode: 3, restartCount: 4, ...about }),
    ];
    return judged(containerRestartLoop, aHostState(signals), T0 + 2_100)[0]?.summary.split("). ")[1];
  };

  test.each<[string, Parameters<typeof nextOf>, string]>([
    ["it waits", [{}], "Docker waits 800 ms before the next try, at most 60 s."],
    ["it gave up", [{ restartPolicy: "on-failure:4" }, "exited"], "Docker gave up after 4 restarts."],
    [
      "the last life of its policy runs",
      [{ restartPolicy: "on-failure:4" }, "running"],
      "It had its 4 restarts: Docker does not restart it once more.",
    ],
    [
      "tries are left",
      [{ restartPolicy: "on-failure:9" }],
      "Docker waits 800 ms before the next try, at most 9 restarts in all.",
    ],
    [
      "the start itself failed",
      [{ error: "exec: not found" }, "exited"],
      "Its last start failed, and Docker no longer restarts it.",
    ],
    [
      "somebody else restarts it",
      [{ restartPolicy: "no" }, "exited"],
      "Docker does not restart it by itself.",
    ],
  ])("%s", (_name, about, next) => {
    expect(nextOf(...about)).toBe(next);
  });

  test("an inspect newer than the list tells that Docker gave up", () => {
    const signals = [
      aList(T0, [RESTARTING]),
      ...crashing(T0, 4),
      anInspect(T0 + 2_000, 1, { state: "exited", exitCode: 3, restartCount: 4, error: "no such file" }),
    ];
    const [judgement] = judged(containerRestartLoop, aHostState(signals), T0 + 2_100);
    expect(judgement?.summary).toContain("Docker no longer restarts it.");
  });
});

describe("severity", () => {
  test("three services that loop are a page", () => {
    const signals = [1, 2, 3].flatMap((number) => crashing(T0, 3, number));
    const host = aHostState([
      aList(
        T0,
        [1, 2, 3].map((number) => aContainer(number, { name: `svc${"abc"[number - 1]}` })),
      ),
      ...signals,
    ]);
    expect(judged(containerRestartLoop, host, T0 + 1_000).map(({ severity }) => severity)).toEqual([
      "page",
      "page",
      "page",
    ]);
  });

  test("three replicas of one service are one service", () => {
    const list = [1, 2, 3].map((number) => aContainer(number, { name: `etl-${number}` }));
    const events = list.flatMap(({ name }, index) =>
      crashing(T0, 3, index + 1).map((signal) =>
        signal.kind === "docker-event"
          ? { ...signal, event: { ...signal.event, attributes: { ...signal.event.attributes, name } } }
          : signal,
      ),
    );
    expect(
      judged(containerRestartLoop, aHostState([aList(T0, list), ...events]), T0 + 1_000)[0]?.severity,
    ).toBe("ticket");
  });
});

describe("its life", () => {
  test("at a delay of 60 s it does not seem cured between two tries", () => {
    const signals = [
      ...every(2_000, T0, T0 + 600_000, aPing),
      ...lists(0, 600_000, RESTARTING),
      ...crashing(T0, 16),
    ];
    const story = play(signals, T0 + 500_000, { modes: [containerRestartLoop] });
    expect(story.told()).toEqual(["seen 0", "raised 5000"]);
  });

  test("recovering when it lives longer than before, cleared after ten quiet minutes", () => {
    const signals = [
      ...crashing(T0 + 1_000, 4),
      ...lists(0, 4_000, RESTARTING),
      anEvent(T0 + 3_500, "start", 1),
      ...lists(4_000, 700_000, aContainer(1)),
    ];
    const story = play(signals, T0 + 690_000, { modes: [containerRestartLoop] });
    expect(story.told()).toEqual(["seen 0", "raised 5000", "recovering 9000", "cleared 609000"]);
  });

  test("removed: recovering at once", () => {
    const signals = [
      ...crashing(T0 + 1_000, 4),
      ...lists(0, 8_000, RESTARTING),
      anEvent(T0 + 9_000, "destroy", 1),
      ...lists(9_000, 100_000, aContainer(2)),
    ];
    expect(play(signals, T0 + 90_000, { modes: [containerRestartLoop] }).told()).toEqual([
      "seen 0",
      "raised 5000",
      "recovering 9000",
      "cleared 69000",
    ]);
  });

  test("stopped by a person: recovering", () => {
    const stopped = aContainer(1, { state: "exited", status: "Exited (3) 1 second ago" });
    const signals = [
      ...crashing(T0 + 1_000, 4),
      ...lists(0, 8_000, RESTARTING),
      anEvent(T0 + 9_000, "stop", 1),
      ...lists(9_500, 30_000, stopped),
    ];
    expect(play(signals, T0 + 20_000, { modes: [containerRestartLoop] }).told()).toContain("recovering 9500");
  });

  test("given up after its tries it is still broken", () => {
    const over = aContainer(1, { state: "exited", status: "Exited (3) 1 second ago" });
    const signals = [...crashing(T0 + 1_000, 4), ...lists(4_000, 900_000, over)];
    const story = play(signals, T0 + 880_000, { modes: [containerRestartLoop] });
    expect(story.open).toHaveLength(1);
    expect(story.open[0]?.state).toBe("raised");
  });
});

test("its evidence counts deaths first, and keeps no age that is wrong a second later", () => {
  const signals = [aList(T0, [RESTARTING]), ...crashing(T0, 5), aList(T0 + 4_000, [RESTARTING])];
  const [judgement] = judged(containerRestartLoop, aHostState(signals), T0 + 4_500);
  expect(judgement?.evidence.map(({ reading }) => reading)).toEqual([
    "5 deaths in 5 min, exit 3; limit 3",
    "Restarting (3)",
  ]);
});
