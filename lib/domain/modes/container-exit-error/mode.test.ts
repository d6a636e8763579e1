import { describe, expect, test } from "vitest";
import { classify } from "../../classify/classify.ts";
import type { Signal } from "../../signal.ts";
import { SIGNATURES } from "../../signatures/signatures.ts";
import {
  aContainer,
  aFailedPing,
  aHostState,
  aList,
  anEvent,
  anInspect,
  aPing,
  eventsStream,
  T0,
} from "../../testing/builders.ts";
import { every, failing, judged, play } from "../../testing/detecting.ts";
import { containerExitError } from "./mode.ts";

const exited = aContainer(1, { state: "exited", status: "Exited (1) 3 seconds ago" });
const around = [aPing(T0 + 3_900), aList(T0 + 3_950, [exited, aContainer(2)])];
const die = (exitCode: string, at = T0 + 1_000) => anEvent(at, "die", 1, { exitCode });
const NOW = T0 + 4_000;

describe("an end with an error", () => {
  test.each<[string, readonly Signal[], readonly string[]]>([
    ["of a program that said so itself", [anEvent(T0, "start", 1), die("1"), ...around], ["app-1"]],
    ["255, which may be a lost shim's", [die("255"), ...around], ["app-1"]],
    ["is not a job that did its work", [die("0"), ...around], []],
    [
      "is not a stop, as 26 reports it",
      [anEvent(T0 + 900, "kill", 1, { signal: "15" }), anEvent(T0 + 950, "stop", 1), die("1"), ...around],
      [],
    ],
    [
      "is not a stop, as 20 reports it",
      [anEvent(T0 + 900, "kill", 1, { signal: "15" }), die("1"), anEvent(T0 + 1_300, "stop", 1), ...around],
      [],
    ],
    ["is not a signal's", [die("139"), ...around], []],
    ["is not a kill's", [die("137"), ...around], []],
    [
      "is not the way down of a child that was killed for memory",
      [anEvent(T0 + 500, "oom", 1), die("1"), ...around],
      [],
    ],
    [
      "is not said by inspect to be a memory kill",
      [die("1"), anInspect(T0 + 2_000, 1, { state: "exited", isOomKilled: true }), ...around],
      [],
    ],
    [
      "is not one of three: that is a loop",
      [die("1", T0 + 600), die("1", T0 + 800), die("1"), ...around],
      [],
    ],
    [
      "is not known while the daemon is away",
      [
        aFailedPing(T0, "connection-refused"),
        die("1"),
        aFailedPing(T0 + 2_500, "connection-refused"),
        around[1] as Signal,
      ],
      [],
    ],
    [
      "is not the daemon's restart",
      [aFailedPing(T0, "connection-refused"), aPing(T0 + 500), die("1"), ...around],
      [],
    ],
    [
      "is not known of a container that is gone",
      [die("1"), aPing(T0 + 3_900), aList(T0 + 3_950, [aContainer(2)])],
      [],
    ],
    [
      "is not known when it was found by comparing lists",
      [eventsStream(T0, true), aList(T0 + 1, [aContainer(1)]), eventsStream(T0 + 2, false), ...around],
      [],
    ],
  ])("%s", (_name, signals, expected) => {
    const host = aHostState([...signals].sort((a, b) => a.at - b.at));
    expect(failing(containerExitError, host, NOW)).toEqual(expected);
  });

  test("says how long it lived and what comes next", () => {
    const host = aHostState([anEvent(T0, "start", 1), die("2"), ...around]);
    expect(judged(containerExitError, host, NOW)[0]).toMatchObject({
      title: "Ended with code 2",
      summary:
        "app-1 ended with code 2 after 1 s: its program said so itself, nobody asked it to stop. Docker does not start it again.",
      severity: "ticket",
      facts: { exitCode: "2" },
    });
  });
});

describe("its life", () => {
  const pings = every(2_000, T0, T0 + 5_000_000, (at) => aPing(at));
  const lists = (untilMs: number) =>
    every(4_000, T0, T0 + 5_000_000, (at) =>
      aList(at, [at >= T0 + 10_000 && at < T0 + untilMs ? exited : aContainer(1)]),
    );

  test("seen and raised after the moment in which a stop would have been told, recovering while it runs", () => {
    const story = play([...pings, ...lists(60_000), die("1", T0 + 10_000)], T0 + 700_000, {
      modes: [containerExitError],
    });
    expect(story.told()).toEqual(["seen 13000", "raised 13000", "recovering 60000", "cleared 660000"]);
  });

  test("a job that failed is shown for an hour", () => {
    const story = play([...pings, ...lists(5_000_000), die("1", T0 + 10_000)], T0 + 3_700_000, {
      modes: [containerExitError],
    });
    expect(story.told().slice(0, 3)).toEqual(["seen 13000", "raised 13000", "recovering 3611000"]);
  });

  test("one that was down before this console started stays as it was, until it runs", () => {
    const before = play([...pings, ...lists(5_000_000), die("1", T0 + 10_000)], T0 + 20_000, {
      modes: [containerExitError],
    });
    const later = (at: number) => T0 + 100_000 + at;
    const signals = [
      ...every(2_000, later(0), later(60_000), (at) => aPing(at)),
      ...every(4_000, later(0), later(60_000), (at) =>
        aList(at, [at < later(40_000) ? exited : aContainer(1)]),
      ),
    ];
    const story = play(signals, later(50_000), { modes: [containerExitError], open: before.open });
    expect(story.told()).toEqual(["unknown 15000", "recovering 140000"]);
  });

  test("a second and a third death make it a loop, which has it beneath", () => {
    const deaths = [10_000, 30_000, 50_000].flatMap((at) => [
      die("1", T0 + at),
      anEvent(T0 + at + 200, "start", 1),
    ]);
    const story = play(
      [...pings, ...every(4_000, T0, T0 + 80_000, (at) => aList(at, [aContainer(1)])), ...deaths],
      T0 + 70_000,
    );
    const loop = story.open.find(({ mode }) => mode === "container-restart-loop");
    expect(story.open.find(({ mode }) => mode === "container-exit-error")?.absorbedBy).toBe(loop?.id);
    expect(loop).toBeDefined();
  });

  test("pasted ends are told apart by their code, and what was stopped is none", () => {
    const found = (text: string) => classify("cli-output", [text], SIGNATURES).map(({ symptom }) => symptom);
    expect(found("worker-1 exited with code 1")).toEqual(["container-exit-error"]);
    expect(found('3f2a  app:1  "run"  2 hours ago  Exited (255) 3 minutes ago  app')).toEqual([
      "container-exit-error",
    ]);
    expect(found("worker-1 exited with code 139")).toEqual(["container-crash-signal"]);
    expect(found("task: non-zero exit (137)")).toEqual(["exit-137-not-oom"]);
    for (const fine of [
      "worker-1 exited with code 0",
      "worker-1 exited with code 143",
      "app Exited (130) 2 hours ago",
    ])
      expect(found(fine)).toEqual([]);
  });
});
