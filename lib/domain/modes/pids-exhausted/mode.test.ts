import { describe, expect, test } from "vitest";
import { classify } from "../../classify/classify.ts";
import type { Signal } from "../../signal.ts";
import { SIGNATURES } from "../../signatures/signatures.ts";
import {
  aContainer,
  aHostState,
  aLine,
  aList,
  containerId,
  someCgroups,
  T0,
} from "../../testing/builders.ts";
import { failing, judged } from "../../testing/detecting.ts";
import { pidsExhausted } from "./mode.ts";

const LIST = aList(T0, [aContainer(1), aContainer(2)]);
const counted = (pids: number, pidsLimit: number | undefined, forksRefused = 0, at = T0 + 1) =>
  someCgroups(at, [
    { id: containerId(1), zombies: 0, pids, forksRefused, ...(pidsLimit !== undefined && { pidsLimit }) },
  ]);

describe("process numbers that run out", () => {
  test.each<[string, readonly Signal[], readonly string[]]>([
    ["at the limit of a container", [counted(3, 3)], ["app-1"]],
    ["above nine tenths of it", [counted(91, 100)], ["app-1"]],
    ["in forks that were refused since", [counted(10, 100, 4), counted(10, 100, 9, T0 + 15_000)], ["app-1"]],
    ["not in forks that were refused long ago", [counted(10, 100, 4), counted(10, 100, 4, T0 + 15_000)], []],
    ["not in a container without a limit", [counted(5_000, undefined)], []],
    ["not in a container far from it", [counted(80, 100)], []],
    [
      "on the host, by dockerd's word",
      [
        aLine(
          T0 + 1,
          "dockerd",
          'level=error msg="stream copy error" error="fork/exec /usr/bin/containerd-shim-runc-v2: resource temporarily unavailable"',
        ),
      ],
      [""],
    ],
    [
      "on the host, by the Go runtime's last words",
      [aLine(T0 + 1, "dockerd", "runtime: failed to create new OS thread (have 9 already; errno=11)")],
      [""],
    ],
    ["on the host, by its own count", [someCgroups(T0 + 1, [], { tasks: 32_000, tasksLimit: 32_768 })], [""]],
    ["not on a host far from its limit", [someCgroups(T0 + 1, [], { tasks: 800, tasksLimit: 32_768 })], []],
  ])("%s", (_name, signals, expected) => {
    expect(failing(pidsExhausted, aHostState([LIST, ...signals]), T0 + 16_000)).toEqual(expected);
  });

  test("a container is a ticket, the host a page", () => {
    const container = judged(pidsExhausted, aHostState([LIST, counted(3, 3)]), T0 + 500)[0];
    expect(container).toMatchObject({
      severity: "ticket",
      part: "ctrs",
      facts: { pids: "3", pidsLimit: "3" },
    });
    const host = judged(
      pidsExhausted,
      aHostState([LIST, someCgroups(T0 + 1, [], { tasks: 99, tasksLimit: 100 })]),
      T0 + 500,
    )[0];
    expect(host).toMatchObject({ severity: "page", part: "kernel", subject: "" });
  });

  test("the kernel's line is evidence for the container it names", () => {
    const kernel = aLine(
      T0 + 1,
      "kernel",
      `cgroup: fork rejected by pids controller in /docker/${containerId(1)}`,
    );
    const [found] = judged(pidsExhausted, aHostState([LIST, kernel, counted(3, 3)]), T0 + 500);
    expect(found?.evidence.map(({ source }) => source)).toContain("journal kernel");
  });

  test.each([
    ["kernel-log", "[ 4242.1234] cgroup: fork rejected by pids controller in /system.slice/docker.service"],
    ["cli-output", "runtime/cgo: pthread_create failed: Resource temporarily unavailable"],
    ["daemon-log", "dockerd[812]: fork/exec /usr/bin/docker-proxy: resource temporarily unavailable"],
  ] as const)("is said of pasted lines: %s %s", (kind, text) => {
    expect(classify(kind, [text], SIGNATURES)[0]?.symptom).toBe("pids-exhausted");
  });
});
