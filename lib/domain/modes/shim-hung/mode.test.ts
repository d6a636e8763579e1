import { describe, expect, test } from "vitest";
import {
  aContainer,
  aFact,
  aHostState,
  aLine,
  aList,
  aProcess,
  containerId,
  T0,
} from "../../testing/builders.ts";
import { every, failing, judged, play } from "../../testing/detecting.ts";
import { asked, SHIM_CLEAN_UP } from "../../testing/pasted.ts";
import { shimHung } from "./mode.ts";

describe("the words it is known by", () => {
  test.each([
    [
      "log",
      "Error response from daemon: failed to create shim task: mkdir /run/containerd/io.containerd.runtime.v2.task/moby/ab12: file exists: unknown",
    ],
    [
      "systemd",
      "docker.service: Found left-over process 4711 (containerd-shim) in control group while starting unit. Ignoring.",
    ],
    [
      "log",
      'level=error msg="collecting metrics for ab12" error="get state for ab12: context deadline exceeded: unknown"',
    ],
    ["log", 'level=error msg="stop container" error="failed to kill shim: timed out"'],
    [
      "log",
      "Error response from daemon: cannot stop container: web: tried to kill task: task kill: context deadline exceeded: unknown",
    ],
  ])("%s: %s", (kind, text) => {
    expect(asked(kind, text)[0]?.symptom).toBe("shim-hung");
  });

  test.each<readonly [kind: string, text: string]>([
    ...SHIM_CLEAN_UP,
    [
      "log",
      'Get "https://registry.example/v2/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
    ],
  ])("not %s: %s", (kind, text) => {
    expect(asked(kind, text).map(({ symptom }) => symptom)).not.toContain("shim-hung");
  });
});

const shims = (at: number, state: string) =>
  aFact(at, {
    name: "processes",
    processes: [
      aProcess("dockerd"),
      aProcess("containerd-shim", { pid: 3_001, state, containerId: containerId(1) }),
      aProcess("containerd-shim", { pid: 3_002, containerId: containerId(2) }),
    ],
  });
const list = aList(T0, [aContainer(1), aContainer(2)]);

describe("a shim that does not run", () => {
  test.each([
    ["stopped", "T", ["app-1"]],
    ["held by a debugger", "t", ["app-1"]],
    ["asleep", "S", []],
  ])("%s", (_name, state, expected) => {
    expect(failing(shimHung, aHostState([list, shims(T0, state)]), T0 + 500)).toEqual(expected);
  });

  test("is raised at the second reading and over once it goes on", () => {
    const signals = [
      list,
      ...every(4_000, T0, T0 + 12_000, (at) => shims(at, "T")),
      ...every(4_000, T0 + 12_000, T0 + 40_000, (at) => shims(at, "S")),
    ];
    expect(play(signals, T0 + 39_000, { modes: [shimHung] }).told()).toEqual([
      "seen 0",
      "raised 4000",
      "recovering 12000",
      "cleared 22000",
    ]);
  });

  test("a call that was given up names its container", () => {
    const line = aLine(
      T0,
      "containerd",
      `level=error msg="collecting metrics" error="get state for ${containerId(2)}: context deadline exceeded: unknown"`,
    );
    expect(judged(shimHung, aHostState([list, line]), T0 + 500)[0]).toMatchObject({
      subject: "app-2",
      variant: "late",
    });
  });
});
