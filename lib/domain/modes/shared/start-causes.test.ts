import { describe, expect, test } from "vitest";
import type { HostState } from "../../host-state.ts";
import type { LogUnit, Signal } from "../../signal.ts";
import { markLine } from "../../signatures/mark-line.ts";
import type { ModeId } from "../../symptom.ts";
import {
  aConfigFile,
  aDisk,
  aFailedPing,
  aHostState,
  aLine,
  anInfo,
  aPing,
  aVersion,
  GIB,
  someUnitFiles,
  someUnits,
  T0,
} from "../../testing/builders.ts";
import { every, judged, play } from "../../testing/detecting.ts";
import { MODES } from "../index.ts";
import { START_FAMILY, WORDS } from "./testing/start-words.ts";

const failed = { activeState: "failed", subState: "failed", result: "exit-code", restarts: 3 } as const;
const down = (at: number) => aFailedPing(at, "connection-refused");
const mode = (id: ModeId) => {
  const found = MODES.find((known) => known.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

/** The start causes that are found, without what systemd makes of them. */
const causesIn = (host: HostState, now: number): readonly string[] =>
  MODES.filter(({ id }) => START_FAMILY.includes(id))
    .flatMap((each) => judged(each, host, now).map((judgement) => ({ id: each.id, judgement })))
    .filter(({ judgement }) => judgement.verdict === "failing")
    .map(({ id, judgement }) => `${id} ${judgement.variant} ${judgement.severity}`);

const afterFailedStart = (lines: readonly (readonly [LogUnit, string])[], more: readonly Signal[] = []) =>
  aHostState([
    aVersion(T0, "26.1.5"),
    aPing(T0),
    aConfigFile(T0 + 500, "{}"),
    someUnitFiles(T0 + 500),
    aDisk(T0 + 500),
    ...lines.map(([unit, text], index) => aLine(T0 + 1_000 + index, unit, text)),
    someUnits(T0 + 1_500, { docker: failed }),
    down(T0 + 2_000),
    ...more,
  ]);

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

  test("lets the others speak first", () => {
    expect(judged(mode("daemon-start-failed"), afterFailedStart(silent), T0 + 4_000)).toEqual([]);
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

describe("found in the files, before it hurts", () => {
  const running = (text: string) =>
    aHostState([aVersion(T0, "26.1.5"), aPing(T0), aConfigFile(T0, text), someUnitFiles(T0)]);

  test.each<[string, string]>([
    ['{"log_level": "info"}', "daemon-json-unknown-key"],
    ['{"debug": "yes"}', "daemon-json-wrong-type"],
    ['{"exec-opts": ["native.cgroupdriver=x"]}', "cgroup-driver-invalid"],
    ['{"default-address-pools": [{"base": "10.0.0.0/16", "size": 8}]}', "address-pool-invalid"],
    ['{"bip": "172.28.0.0/16"}', "bridge-config-invalid"],
    ['{"log-opts": {"max-sise": "1m"}}', "daemon-log-config-invalid"],
    ['{"storage-driver": "nosuch"}', "storage-driver-invalid"],
    ['{"default-runtime": "nvidia"}', "runtime-missing"],
  ])("%s is a ticket: %s", (text, id) => {
    expect(causesIn(running(text), T0)).toEqual([`${id} on-disk ticket`]);
  });

  test("the place and what was probably meant are said", () => {
    const [judgement] = judged(mode("daemon-json-unknown-key"), running('{\n  "log_level": "info"\n}'), T0);
    expect(judgement).toMatchObject({ part: "config", facts: { key: "log_level", line: "2", column: "3" } });
    expect(judgement?.summary).toContain("was “log-level” meant?");
  });

  test("what passes the start is never called a start that fails", () => {
    const [judgement] = judged(mode("daemon-log-config-invalid"), running('{"log-driver": "nosuch"}'), T0);
    expect(judgement?.summary).toContain("no container can be created");
  });

  test("a key that this version does not know yet says from when on it is known", () => {
    const old = aHostState([aVersion(T0, "20.10.24"), aPing(T0), aConfigFile(T0, '{"log-format": "json"}')]);
    expect(judged(mode("daemon-json-unknown-key"), old, T0)[0]?.summary).toContain("from 25 on");
  });

  test("where nobody knows the version, a key that some version knows is not called unknown", () => {
    const host = aHostState([aPing(T0), aConfigFile(T0, '{"log-format": "json", "oom-score-adjust": 1}')]);
    expect(causesIn(host, T0)).toEqual([]);
  });
});

describe("containerd that is not there", () => {
  const starting = (at: number, containerd: "active" | "inactive") =>
    someUnits(at, {
      docker: { activeState: "activating", subState: "start", stateChangedAt: T0 + 1_000 },
      containerd: { activeState: containerd, subState: containerd === "active" ? "running" : "dead" },
    });
  const host = (containerd: "active" | "inactive") =>
    aHostState([
      aPing(T0),
      down(T0 + 1_500),
      starting(T0 + 14_000, containerd),
      aFailedPing(T0 + 14_000, "timeout"),
    ]);

  test("is found in the silent minute before dockerd says so", () => {
    expect(causesIn(host("inactive"), T0 + 14_000)).toEqual([
      "containerd-socket-missing stops-the-start page",
    ]);
    expect(causesIn(host("active"), T0 + 14_000)).toEqual([]);
  });

  test("a dockerd that starts a containerd for itself waits for nobody", () => {
    const unitText = "# /x/docker.service\n[Service]\nExecStart=/usr/sbin/dockerd -H fd://";
    const own = [
      ...[aPing(T0), down(T0 + 1_500), starting(T0 + 14_000, "inactive")],
      someUnitFiles(T0, { unitText }),
    ];
    expect(causesIn(aHostState([...own, aFailedPing(T0 + 14_000, "timeout")]), T0 + 14_000)).toEqual([]);
  });

  test("a start of a few seconds is no silence", () => {
    const early = aHostState([
      aPing(T0),
      starting(T0 + 3_000, "inactive"),
      aFailedPing(T0 + 3_000, "timeout"),
    ]);
    expect(causesIn(early, T0 + 3_000)).toEqual([]);
  });
});

describe("the silent fallback to vfs", () => {
  const on = (driver: string, text: string) =>
    aHostState([aPing(T0), anInfo(T0, { storageDriver: driver }), aConfigFile(T0, text), someUnitFiles(T0)]);

  test.each([
    ["nobody asked for it", "vfs", "{}", ["data-root-unsupported-fs on-disk ticket"]],
    ["somebody did", "vfs", '{"storage-driver": "vfs"}', []],
    ["another driver", "overlay2", "{}", []],
  ])("%s", (_name, driver, text, expected) => {
    expect(causesIn(on(driver, text), T0)).toEqual(expected);
  });
});

describe("a reload that is refused", () => {
  const refused = `time="2026-11-21T11:40:00Z" level=error msg="unable to configure the Docker daemon with file /etc/docker/daemon.json: the following directives don't match any configuration option: x"`;
  const lines = (more: readonly Signal[] = []) =>
    aHostState([aPing(T0), aLine(T0 + 100, "dockerd", refused), ...more, aPing(T0 + 9_000)]);
  const verdict = (host: HostState) => judged(mode("config-reload-failed"), host, T0 + 9_000)[0]?.verdict;

  test("is a ticket until it is reloaded, started anew or the file is changed", () => {
    expect(judged(mode("config-reload-failed"), lines(), T0 + 9_000)[0]).toMatchObject({
      verdict: "failing",
      severity: "ticket",
    });
    expect(
      verdict(lines([aLine(T0 + 200, "dockerd", 'level=info msg="Reloaded configuration: {}"')])),
    ).toBeUndefined();
    expect(
      verdict(lines([aLine(T0 + 200, "dockerd", "Daemon has completed initialization")])),
    ).toBeUndefined();
    expect(verdict(lines([aConfigFile(T0 + 5_000, undefined)]))).toBeUndefined();
  });

  test("stands beneath the mistake that is still in the file", () => {
    const story = play(
      [
        ...every(2_000, T0, T0 + 20_000, aPing),
        ...every(4_000, T0, T0 + 20_000, (at) => aConfigFile(at, '{"x": 1}')),
        aLine(T0 + 3_000, "dockerd", refused),
      ],
      T0 + 15_000,
    );
    const cause = story.open.find((one) => one.mode === "daemon-json-unknown-key");
    expect(story.open.find((one) => one.mode === "config-reload-failed")?.absorbedBy).toBe(cause?.id);
  });
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
