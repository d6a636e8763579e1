import { describe, expect, test } from "vitest";
import type { LogUnit, Signal } from "../../signal.ts";
import { markLine } from "../../signatures/mark-line.ts";
import {
  aConfigFile,
  aDisk,
  aHostState,
  aLine,
  aPing,
  GIB,
  HOST,
  someUnitFiles,
  someUnits,
  T0,
} from "../../testing/builders.ts";
import { every, judged, play } from "../../testing/detecting.ts";
import { afterFailedStart, causesIn, down, failed, mode } from "./testing/failed-start.ts";
import { START_FAMILY, WORDS } from "./testing/start-words.ts";

describe("the last words of a start", () => {
  test.each(WORDS)("%s: %s", (id, _engine, lines) => {
    const found = causesIn(afterFailedStart(lines), T0 + 20_000);
    expect(found).toEqual([`${id} stops-the-start page`]);
  });

  test.each(WORDS)("%s, %s: nothing is found once dockerd is up", (id, _engine, lines) => {
    const host = aHostState([
      aPing(T0),
      ...lines.map(([unit, text], index) => aLine(T0 - 60_000 + index, unit, text)),
      aPing(T0 + 1_000),
    ]);
    const [judgement] = judged(mode(id), host, T0 + 1_000);
    expect([undefined, "on-disk"]).toContain(judgement?.variant);
    expect(judgement?.severity).not.toBe("page");
  });

  test("only the newest start counts: an earlier one may have failed for what is mended by now", () => {
    const host = afterFailedStart([
      ["dockerd", "failed to start daemon: native.cgroupdriver option x not supported"],
    ]);
    expect(causesIn(host, T0 + 3_000)).toEqual(["cgroup-driver-invalid stops-the-start page"]);
    const later = aHostState([
      aPing(T0),
      aLine(T0 + 1_000, "dockerd", "failed to start daemon: native.cgroupdriver option x not supported"),
      aLine(T0 + 20_000, "dockerd", "chmod /var/lib/docker: read-only file system"),
      down(T0 + 22_000),
    ]);
    expect(causesIn(later, T0 + 22_000)).toEqual(["data-root-read-only stops-the-start page"]);
  });

  test("a start that came up puts an end to what failed seconds before it", () => {
    const stopped = someUnits(T0 + 8_000, {
      docker: { activeState: "inactive", subState: "dead", result: "success" },
    });
    const story = (isUp: boolean) =>
      aHostState([
        aPing(T0),
        aLine(T0 + 1_000, "systemd", "Failed to start docker.service - Docker Application Container Engine."),
        ...(isUp
          ? [aLine(T0 + 4_000, "dockerd", "Daemon has completed initialization"), aPing(T0 + 5_000)]
          : []),
        stopped,
        down(T0 + 9_000),
      ]);
    const verdict = (isUp: boolean) =>
      judged(mode("daemon-start-failed"), story(isUp), T0 + 20_000).map((judgement) => judgement.verdict);
    expect(verdict(false)).toEqual(["failing"]);
    expect(verdict(true)).toEqual([]);
  });
});

describe("what is no start that failed", () => {
  test.each<[string, LogUnit, string]>([
    [
      "a port of a container",
      "dockerd",
      'level=error msg="Handler for POST /start returned error: driver failed programming external connectivity: Error starting userland proxy: listen tcp4 0.0.0.0:80: bind: address already in use"',
    ],
    [
      "a file system of a container",
      "dockerd",
      'level=error msg="Handler for POST /start returned error: OCI runtime create failed: mkdir /data: read-only file system"',
    ],
    [
      "a program of a container",
      "dockerd",
      'level=error msg="failed to create task: exec: \\"serve\\": executable file not found in $PATH: unknown"',
    ],
    [
      "a driver that is tried",
      "dockerd",
      'level=info msg="[graphdriver] trying configured driver: overlay2"',
    ],
    ["a panic of a handler", "dockerd", "2026/11/21 10:00:00 http: panic serving @: runtime error"],
    ["another unit's limit", "systemd", "nginx.service: Start request repeated too quickly."],
    [
      "a reload",
      "dockerd",
      'level=info msg="Got signal to reload configuration, reloading from: /etc/docker/daemon.json"',
    ],
    ["a client's flag", "dockerd", 'level=error msg="unknown flag: --nosuch in a build"'],
  ])("%s", (_name, unit, text) => {
    const marked = markLine({ unit, text });
    expect(START_FAMILY).not.toContain(marked?.signature.mode);
  });
});

describe("a start that failed without a word", () => {
  const silent = [
    ["systemd", "Failed to start docker.service - Docker Application Container Engine."],
  ] as const;

  test("is its own symptom, and says that the cause is not found yet", () => {
    const [judgement] = judged(mode("daemon-start-failed"), afterFailedStart(silent), T0 + 20_000);
    expect(judgement).toMatchObject({
      verdict: "failing",
      severity: "page",
      title: "dockerd does not start, cause not found yet",
    });
  });

  test("is history while somebody starts it anew", () => {
    const anew = { activeState: "activating", subState: "start", restarts: 0, result: "success" } as const;
    const host = afterFailedStart(silent, [someUnits(T0 + 18_000, { docker: anew }), down(T0 + 19_000)]);
    expect(judged(mode("daemon-start-failed"), host, T0 + 20_000)).toEqual([]);
  });

  test("lets the others speak first", () => {
    expect(judged(mode("daemon-start-failed"), afterFailedStart(silent), T0 + 4_000)).toEqual([]);
  });

  test("and lay there before Foghorn looked is said by the first readings: nothing more is to come", () => {
    const lines = silent.map(([unit, text]) => aLine(T0 - 60_000, unit, text));
    const log: Signal = { hostId: HOST, kind: "stream-state", stream: "journal", isOpen: true, at: T0 + 200 };
    const units = someUnits(T0 + 300, { docker: failed });
    const read = [aConfigFile(T0 + 600, "{}"), someUnitFiles(T0 + 600), aDisk(T0 + 700)];
    const at = (signals: readonly Signal[], ms: number) =>
      judged(
        mode("daemon-start-failed"),
        aHostState([log, ...lines, units, down(T0 + 400), ...signals]),
        T0 + ms,
      );
    expect(at(read, 1_500)).toMatchObject([{ verdict: "failing" }]);
    expect(at(read, 1_000)).toEqual([]);
    expect(at(read.slice(1), 1_500)).toEqual([]);
    const cause = aLine(
      T0 - 60_001,
      "dockerd",
      "failed to start daemon: native.cgroupdriver option x not supported",
    );
    expect(at([...read, cause], 1_500)).toEqual([]);
  });

  test.each<[string, readonly Signal[]]>([
    ["a broken file", [aConfigFile(T0 + 2_500, "{")]],
    ["a full disk", [aDisk(T0 + 2_500, { usedBytes: 100 * GIB, availableBytes: 0 })]],
    // As ext4 says it: 16 MiB that nobody may use are not counted as used.
    ["a full ext4", [aDisk(T0 + 2_500, { usedBytes: 100 * GIB - 16_777_216, availableBytes: 0 })]],
    ["no inodes", [aDisk(T0 + 2_500, { freeInodes: 0 })]],
    [
      "words that are known",
      [aLine(T0 + 2_500, "dockerd", "failed to start containerd: timeout waiting for containerd to start")],
    ],
  ])("never stands beside %s", (_name, more) => {
    expect(judged(mode("daemon-start-failed"), afterFailedStart(silent, more), T0 + 20_000)).toEqual([]);
  });

  test("a daemon that somebody stopped did not fail to start", () => {
    const host = aHostState([
      aPing(T0),
      someUnits(T0 + 1_000, { docker: { activeState: "inactive", subState: "dead" } }),
      down(T0 + 2_000),
    ]);
    expect(judged(mode("daemon-start-failed"), host, T0 + 20_000)).toEqual([]);
  });
});

test("a full disk comes before any word: drivers and containerd are not blamed", () => {
  const full = [aDisk(T0 + 2_500, { usedBytes: 100 * GIB, availableBytes: 0 })];
  for (const words of [
    "failed to start daemon: error initializing graphdriver: driver not supported",
    "failed to start containerd: timeout waiting for containerd to start",
  ])
    expect(causesIn(afterFailedStart([["dockerd", words]], full), T0 + 3_000)).toEqual([
      "daemon-start-disk-full stops-the-start page",
    ]);
  const syntax =
    "unable to configure the Docker daemon with file /etc/docker/daemon.json: the following directives don't match any configuration option: x";
  expect(causesIn(afterFailedStart([["dockerd", syntax]], full), T0 + 3_000)).toEqual([
    "daemon-json-unknown-key stops-the-start page",
  ]);
});

test("the disk is looked at first: words that a full disk says as well wait for its next reading", () => {
  const words = [
    ["dockerd", "failed to start daemon: error initializing graphdriver: driver not supported"],
  ] as const;
  const host = afterFailedStart(words);
  expect(causesIn(host, T0 + 3_000)).toEqual([]);
  const read = afterFailedStart(words, [aDisk(T0 + 4_000)]);
  expect(causesIn(read, T0 + 4_000)).toEqual(["storage-driver-invalid stops-the-start page"]);
});

test("room that is made afterwards does not make the words mean something else", () => {
  const words = [
    ["dockerd", "failed to start daemon: error initializing graphdriver: driver not supported"],
  ] as const;
  const full = aDisk(T0 + 11_000, { usedBytes: 100 * GIB, availableBytes: 0 });
  const host = afterFailedStart(words, [full, aDisk(T0 + 14_000), down(T0 + 14_000)]);
  expect(causesIn(host, T0 + 14_000)).toEqual([]);
});

test("once dockerd says that it is up, its cause recovers and nothing takes its place before the next ping", () => {
  const story = play(
    [
      aPing(T0),
      ...every(2_000, T0 + 2_000, T0 + 24_000, down),
      aLine(T0 + 1_000, "dockerd", "chmod /var/lib/docker: read-only file system"),
      aLine(T0 + 1_100, "systemd", "Failed to start docker.service - Docker Application Container Engine."),
      ...every(2_000, T0 + 2_000, T0 + 40_000, (at) =>
        someUnits(at, { docker: { ...failed, activeState: "activating", subState: "start" } }),
      ),
      aLine(T0 + 20_000, "dockerd", 'level=info msg="Daemon has completed initialization"'),
      ...every(2_000, T0 + 24_000, T0 + 40_000, aPing),
    ],
    T0 + 38_000,
  );
  expect(story.told("data-root-read-only")).toEqual(["seen 2000", "raised 12000", "recovering 20000"]);
  expect(story.told("daemon-start-failed")).toEqual([]);
});

test("a crash is over with the daemon that comes back; one that nobody saw down is told for a minute", () => {
  const crash = aLine(T0 + 10_500, "dockerd", "panic: runtime error: invalid memory address");
  const back = play(
    [
      ...every(2_000, T0, T0 + 10_000, aPing),
      crash,
      ...every(2_000, T0 + 10_000, T0 + 20_000, down),
      ...every(2_000, T0 + 20_000, T0 + 120_000, aPing),
    ],
    T0 + 110_000,
  );
  expect(back.told("daemon-crash")).toEqual(["seen 10500", "recovering 20000", "cleared 80000"]);
  const brief = play([...every(2_000, T0, T0 + 120_000, aPing), crash], T0 + 110_000);
  expect(brief.open).toEqual([]);
  expect(brief.changes.find(({ kind }) => kind === "raised")?.symptom).toMatchObject({ severity: "ticket" });
});

test("one cause, one row: the daemon that is down and systemd that gave up stand beneath it", () => {
  const words = "failed to start daemon: native.cgroupdriver option x not supported";
  const story = play(
    [
      ...every(2_000, T0, T0 + 10_000, aPing),
      ...every(2_000, T0 + 10_000, T0 + 60_000, down),
      aLine(T0 + 10_500, "dockerd", words),
      aLine(T0 + 11_000, "systemd", "docker.service: Main process exited, code=exited, status=1/FAILURE"),
      aLine(T0 + 12_000, "systemd", "docker.service: Start request repeated too quickly."),
      aLine(T0 + 12_001, "systemd", "Failed to start docker.service - Docker Application Container Engine."),
      ...every(2_000, T0 + 12_000, T0 + 60_000, (at) =>
        someUnits(at, {
          docker: failed,
          socket: { activeState: "failed", result: "service-start-limit-hit" },
        }),
      ),
    ],
    T0 + 50_000,
  );
  const roots = story.open.filter(({ absorbedBy }) => absorbedBy === undefined);
  expect(roots.map((symptom) => symptom.mode)).toEqual(["cgroup-driver-invalid"]);
  expect(story.open.map((symptom) => symptom.mode).sort()).toEqual([
    "cgroup-driver-invalid",
    "daemon-down",
    "daemon-start-limit-hit",
  ]);
});
