import { describe, expect, test } from "vitest";
import {
  aContainer,
  aFact,
  aHostState,
  aLine,
  aList,
  anEvent,
  anInspect,
  aPing,
  containerId,
  someProcesses,
  someUnits,
  T0,
} from "../../testing/builders.ts";
import { failing } from "../../testing/detecting.ts";
import { asked, SHIM_CLEAN_UP } from "../../testing/pasted.ts";
import { shimDead } from "./mode.ts";

describe("the words it is known by", () => {
  test.each([
    [
      "log",
      'time="2026-11-21T15:29:29Z" level=warning msg="failed to delete container from containerd" container=4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d error="task 4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d not found: not found"',
    ],
    ["log", "Error response from daemon: cannot exec in a stopped container: ttrpc: closed: unknown"],
    ["log", "OCI runtime create failed: failed to create shim: signal: killed: unknown"],
  ])("%s: %s", (kind, text) => {
    expect(asked(kind, text)[0]?.symptom).toBe("shim-dead");
  });

  test.each([...SHIM_CLEAN_UP])("not %s: %s", (kind, text) => {
    expect(asked(kind, text).map(({ symptom }) => symptom)).not.toContain("shim-dead");
  });
});

const shims = (at: number, numbers: readonly number[]) => someProcesses(at, numbers);
const both = (at: number) => aList(at, [aContainer(1), aContainer(2)]);

describe("a shim that is gone", () => {
  test("Docker 20: the event says 255, inspect 137", () => {
    const host = (code: number) =>
      aHostState([
        aPing(T0),
        aList(T0, [aContainer(1), aContainer(2)]),
        anEvent(T0 + 1_000, "die", 1, { exitCode: "255" }),
        aList(T0 + 2_000, [
          aContainer(1, { state: "exited", status: "Exited (137) 1 second ago" }),
          aContainer(2),
        ]),
        anInspect(T0 + 2_000, 1, { state: "exited", exitCode: code }),
      ]);
    expect(failing(shimDead, host(137), T0 + 3_000)).toEqual(["app-1"]);
    expect(failing(shimDead, host(255), T0 + 3_000)).toEqual([]);
  });

  test("is the reason for as long as the container stays ended, and for some minutes once it runs again", () => {
    const host = (state: "exited" | "running", at: number) =>
      aHostState([
        aPing(T0),
        both(T0),
        anEvent(T0 + 1_000, "die", 1, { exitCode: "255" }),
        anInspect(T0 + 2_000, 1, { state: "exited", exitCode: 137 }),
        aPing(at),
        aList(at, [aContainer(1, { state }), aContainer(2)]),
      ]);
    const later = T0 + 20 * 60_000;
    expect(failing(shimDead, host("exited", later), later)).toEqual(["app-1"]);
    expect(failing(shimDead, host("running", later), later)).toEqual([]);
    expect(failing(shimDead, host("running", T0 + 60_000), T0 + 60_000)).toEqual(["app-1"]);
  });

  test("Docker 26: the task is not found as it dies", () => {
    const line = aLine(
      T0 + 1_200,
      "dockerd",
      `time="x" level=warning msg="failed to delete container from containerd" container=${containerId(1)} error="task ${containerId(1)} not found: not found"`,
    );
    const signals = [aPing(T0), both(T0), anEvent(T0 + 1_000, "die", 1, { exitCode: "137" })];
    expect(failing(shimDead, aHostState([...signals, line]), T0 + 3_000)).toEqual(["app-1"]);
    expect(failing(shimDead, aHostState(signals), T0 + 3_000)).toEqual([]);
  });

  test.each([
    [
      "is not to be seen, and is listed as running all the time",
      [both(T0 - 3_000), shims(T0 - 2_500, [2]), shims(T0, [2]), both(T0 + 1_000)],
      ["app-1"],
    ],
    [
      "went a moment ago, before the event of its end came",
      [both(T0 - 3_000), shims(T0 - 2_500, [1, 2]), shims(T0, [2]), both(T0 + 1_000)],
      [],
    ],
    [
      "was not to be seen and is again",
      [both(T0 - 3_000), shims(T0 - 2_500, [2]), shims(T0, [1, 2]), both(T0 + 1_000)],
      [],
    ],
    [
      "is told to end, as a daemon that stops tells them all",
      [
        both(T0 - 3_000),
        anEvent(T0 - 2_600, "kill", 1, { signal: "15" }),
        shims(T0 - 2_500, [2]),
        shims(T0, [2]),
        both(T0 + 1_000),
      ],
      [],
    ],
    [
      "is listed by a daemon that goes",
      [
        both(T0 - 3_000),
        someUnits(T0, { docker: { activeState: "deactivating", subState: "stop-sigterm" } }),
        shims(T0 - 2_500, [2]),
        shims(T0, [2]),
        both(T0 + 1_000),
      ],
      [],
    ],
    ["was listed before it was looked for", [both(T0 - 3_000), shims(T0 - 2_500, [2]), shims(T0, [2])], []],
    ["is there", [shims(T0, [1, 2]), both(T0 + 1_000)], []],
    [
      "was just made",
      [
        aList(T0 - 3_000, [aContainer(1, { createdAt: T0 - 4_000 })]),
        shims(T0 - 2_500, [2]),
        shims(T0, [2]),
        aList(T0 + 1_000, [aContainer(1, { createdAt: T0 - 4_000 })]),
      ],
      [],
    ],
    [
      "cannot be seen, for dockerd cannot",
      [
        both(T0 - 3_000),
        aFact(T0 - 2_500, { name: "processes", processes: [] }),
        aFact(T0, { name: "processes", processes: [] }),
        both(T0 + 1_000),
      ],
      [],
    ],
  ])("a container whose shim %s", (_name, signals, expected) => {
    expect(failing(shimDead, aHostState([aPing(T0), ...signals]), T0 + 1_500)).toEqual(expected);
  });
});
