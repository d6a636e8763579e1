import { describe, expect, test } from "vitest";
import {
  aFact,
  aFailedPing,
  aHostState,
  aPing,
  aProcess,
  aSocket,
  someProcesses,
  someUnits,
  T0,
} from "../../testing/builders.ts";
import { every, failing, judged, play } from "../../testing/detecting.ts";
import { daemonHung } from "./mode.ts";

describe("what is a hang", () => {
  test.each([
    ["a ping that never came back", [someUnits(T0), aFailedPing(T0, "timeout")], [""]],
    ["the same without systemd", [aFailedPing(T0, "timeout")], [""]],
    ["one slow ping", [aPing(T0, 4_900)], []],
    [
      "silence while systemd starts dockerd",
      [
        someUnits(T0, { docker: { activeState: "activating", subState: "start" } }),
        aFailedPing(T0, "timeout"),
      ],
      [],
    ],
    [
      "silence of a socket whose service is dead",
      [someUnits(T0, { docker: { activeState: "failed" } }), aFailedPing(T0, "timeout")],
      [],
    ],
    ["a refusal", [aFailedPing(T0, "connection-refused")], []],
    ["a host out of reach", [aFailedPing(T0, "host-unreachable")], []],
  ])("%s", (_name, signals, expected) => {
    expect(failing(daemonHung, aHostState(signals), T0 + 1_000)).toEqual(expected);
  });
});

describe("why it hangs", () => {
  test.each([
    ["stopped by a signal", "T", "process-stopped"],
    ["waits in the kernel", "D", "waits-in-kernel"],
    ["a lock of its own", "S", "runs"],
  ])("%s", (_name, state, variant) => {
    const host = aHostState([someProcesses(T0, [], { dockerd: { state } }), aFailedPing(T0, "timeout")]);
    expect(judged(daemonHung, host, T0)[0]?.variant).toBe(variant);
  });

  test("one thread in the kernel explains a process that sleeps", () => {
    const thread = aProcess("dockerd", {
      pid: 712,
      parentPid: 700,
      state: "D",
      waitChannel: "percpu_rwsem_wait",
    });
    const host = aHostState([
      aFact(T0, { name: "processes", processes: [aProcess("dockerd"), thread] }),
      aFailedPing(T0, "timeout"),
    ]);
    expect(judged(daemonHung, host, T0)[0]).toMatchObject({
      variant: "waits-in-kernel",
      facts: { waitChannel: "percpu_rwsem_wait" },
    });
  });
});

test("seen at the first timeout, raised at the third, cleared after five quick answers", () => {
  const signals = [
    aPing(T0),
    ...every(7_000, T0 + 7_000, T0 + 40_000, (at) => aFailedPing(at, "timeout")),
    ...every(2_000, T0 + 40_000, T0 + 80_000, aPing),
  ];
  const story = play(signals, T0 + 60_000, { modes: [daemonHung] });
  expect(story.told()).toEqual(["seen 7000", "raised 21000", "recovering 40000", "cleared 48000"]);
  // The silence began when the call did, not when its deadline ended.
  expect(story.changes[0]?.symptom.sinceAt).toBe(T0 + 2_000);
});

test("slow answers after a hang are no recovery", () => {
  const signals = [
    ...every(7_000, T0, T0 + 20_000, (at) => aFailedPing(at, "timeout")),
    ...every(2_000, T0 + 20_000, T0 + 40_000, (at) => aPing(at, 3_000)),
  ];
  expect(play(signals, T0 + 39_000, { modes: [daemonHung] }).told()).toEqual(["seen 0", "raised 14000"]);
});

test("the listen queue is evidence", () => {
  const host = aHostState([aSocket(T0, { queued: 8 }), aFailedPing(T0, "timeout")]);
  expect(judged(daemonHung, host, T0)[0]?.evidence.map(({ reading }) => reading)).toEqual([
    "/_ping no answer in 5 s, 1 time",
    "8 calls in the listen queue, Foghorn's own too; usual 0",
  ]);
});

test("a console that was started since says since when it counts", () => {
  const silent = every(6_000, T0, T0 + 20_000, (at) => aFailedPing(at, "timeout"));
  const { open } = play(silent, T0 + 20_000);
  const restarted = aHostState([aFailedPing(T0 + 60_000, "timeout")], T0 + 50_000);
  const readingOf = (host: typeof restarted, now: number) =>
    daemonHung.judge(host, now, open)[0]?.evidence[0]?.reading;
  expect(readingOf(restarted, T0 + 61_000)).toMatch(/^\/_ping no answer in 5 s, 1 time since \d\d:\d\d$/);
  expect(readingOf(aHostState(silent), T0 + 20_000)).toMatch(/, \d times$/);
});

test("a stopped dockerd answers no names and takes no logs; one that waits for a lock may", () => {
  const partsOf = (state: string) =>
    judged(
      daemonHung,
      aHostState([someProcesses(T0, [], { dockerd: { state } }), aFailedPing(T0, "timeout")]),
      T0,
    )[0]?.blast.parts;
  expect(partsOf("T")).toEqual(["sock", "callers", "dns", "log"]);
  expect(partsOf("S")).toEqual(["sock", "callers"]);
});
