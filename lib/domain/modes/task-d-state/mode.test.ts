import { describe, expect, test } from "vitest";
import {
  aContainer,
  aFact,
  aHostState,
  aLine,
  aList,
  anEvent,
  aProcess,
  containerId,
  T0,
} from "../../testing/builders.ts";
import { every, failing, judged, play } from "../../testing/detecting.ts";
import { asked } from "../../testing/pasted.ts";
import { taskDState } from "./mode.ts";

describe("the words it is known by", () => {
  test.each([
    ["kernel", "INFO: task dockerd:811 blocked for more than 120 seconds."],
    ["kernel", "[ 4711.123456] INFO: task containerd-shim:2211 blocked for more than 241 seconds."],
    ["kernel", "INFO: task umount:99 is blocked in I/O wait for more than 122 seconds."],
  ])("%s: %s", (kind, text) => {
    expect(asked(kind, text)[0]?.symptom).toBe("task-d-state");
  });

  test.each([
    ["kernel", "docker0: port 1(veth1a) entered blocking state"],
    ["kernel", "perf: interrupt took too long (2503 > 2500)"],
  ])("not %s: %s", (kind, text) => {
    expect(asked(kind, text).map(({ symptom }) => symptom)).not.toContain("task-d-state");
  });
});

const stuck = (at: number, pids: readonly number[], command = "app", waitChannel = "percpu_rwsem_wait") =>
  aFact(at, {
    name: "processes",
    processes: [
      aProcess("dockerd"),
      aProcess("containerd-shim", { pid: 3_001, containerId: containerId(1) }),
      ...pids.map((pid) => aProcess(command, { pid, parentPid: 3_001, state: "D", waitChannel })),
    ],
  });

describe("a process that waits in the kernel", () => {
  test("is found at the third reading in which it does", () => {
    const signals = every(4_000, T0, T0 + 20_000, (at) => stuck(at, [71]));
    const story = play(signals, T0 + 19_000, { modes: [taskDState] });
    expect(story.told()).toEqual(["seen 8000", "raised 8000"]);
    expect(story.open[0]).toMatchObject({
      severity: "ticket",
      sinceAt: T0,
      facts: { waitChannel: "percpu_rwsem_wait" },
    });
  });

  test("not one that waits for the child it made with vfork", () => {
    const signals = every(4_000, T0, T0 + 20_000, (at) => stuck(at, [71], "app", "kernel_clone"));
    expect(play(signals, T0 + 19_000, { modes: [taskDState] }).told()).toEqual([]);
  });

  test.each([
    ["another one each time, as a busy disk has it", "app"],
    ["the kernel's own", "kworker/u8:1"],
  ])("not %s", (_name, command) => {
    const same = command !== "app";
    const signals = every(4_000, T0, T0 + 20_000, (at) => stuck(at, [same ? 5 : at - T0 + 100], command));
    expect(play(signals, T0 + 19_000, { modes: [taskDState] }).told()).toEqual([]);
  });

  test("dockerd itself is a page", () => {
    const signals = every(4_000, T0, T0 + 12_000, (at) => stuck(at, [900], "dockerd"));
    expect(play(signals, T0 + 12_000, { modes: [taskDState] }).open[0]?.severity).toBe("page");
  });

  test("the kernel's own word is enough, and tells since when", () => {
    const host = aHostState([
      aLine(T0, "kernel", "INFO: task dockerd:811 blocked for more than 120 seconds."),
    ]);
    expect(judged(taskDState, host, T0 + 500)[0]).toMatchObject({ severity: "page", sinceAt: T0 - 120_000 });
    expect(failing(taskDState, host, T0 + 181_000)).toEqual([]);
  });
});

describe("what docker pause holds waits for nobody", () => {
  const held = (at: number, waitChannel?: string) =>
    aFact(at, {
      name: "processes",
      processes: [
        aProcess("containerd-shim", { pid: 3_001, containerId: containerId(1) }),
        aProcess("sh", { pid: 71, parentPid: 3_001, state: "D", ...(waitChannel && { waitChannel }) }),
        aProcess("sleep", { pid: 72, parentPid: 71, state: "D", ...(waitChannel && { waitChannel }) }),
      ],
    });
  const run = (waitChannel?: string) => every(4_000, T0, T0 + 20_000, (at) => held(at, waitChannel));
  const paused = aList(T0, [aContainer(1, { state: "paused" })]);

  test.each([
    ["the freezer of cgroup v1", run("__refrigerator"), []],
    ["a paused container, by whatever it did when it was held", [paused, ...run("hrtimer_nanosleep")], []],
    ["a paused container, for an account that may not know what it waits for", [paused, ...run()], []],
    [
      "the same, a moment after it goes on",
      [...run(), anEvent(T0 + 20_500, "pause", 1), anEvent(T0 + 21_000, "unpause", 1)],
      [],
    ],
    ["the same, a container that runs", [aList(T0, [aContainer(1)]), ...run()], [""]],
  ])("%s", (_name, signals, expected) => {
    expect(failing(taskDState, aHostState(signals), T0 + 21_500)).toEqual(expected);
  });
});
