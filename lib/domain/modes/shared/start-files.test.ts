import { describe, expect, test } from "vitest";
import type { HostState } from "../../host-state.ts";
import type { Signal } from "../../signal.ts";
import {
  aConfigFile,
  aFailedPing,
  aHostState,
  aLine,
  anInfo,
  aPing,
  aVersion,
  someUnitFiles,
  someUnits,
  T0,
} from "../../testing/builders.ts";
import { every, judged, play } from "../../testing/detecting.ts";
import { causesIn, down, mode } from "./testing/failed-start.ts";

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

test("a mistake in the file says first that dockerd does not start, and only while it keeps it down", () => {
  const text = '{"log_level": "info"}';
  const titleOf = (...signals: readonly Signal[]) => {
    const host = aHostState([
      aVersion(T0, "26.1.5"),
      aPing(T0),
      aConfigFile(T0, text),
      someUnitFiles(T0),
      ...signals,
    ]);
    return judged(mode("daemon-json-unknown-key"), host, T0 + 2_000)[0]?.title;
  };
  const failed = someUnits(T0 + 2_000, {
    docker: { activeState: "failed", subState: "failed", result: "exit-code" },
  });
  expect(titleOf()).toBe("daemon.json has an unknown key: log_level");
  expect(titleOf(failed, aFailedPing(T0 + 2_000, "connection-refused"))).toBe(
    "dockerd does not start: daemon.json has an unknown key: log_level",
  );
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
      someUnitFiles(T0 + 2_000, { unitText }),
    ];
    expect(causesIn(aHostState([...own, aFailedPing(T0 + 14_000, "timeout")]), T0 + 14_000)).toEqual([]);
  });

  test("is not said by a unit that was read before this start, it may be another one", () => {
    const readAt = (at: number) =>
      causesIn(
        aHostState([
          ...[aPing(T0), down(T0 + 1_500), starting(T0 + 14_000, "inactive")],
          someUnitFiles(at, {
            unitText:
              "# /x/docker.service\n[Service]\nExecStart=/usr/sbin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock",
          }),
          aFailedPing(T0 + 14_000, "timeout"),
        ]),
        T0 + 14_000,
      );
    expect(readAt(T0 + 900)).toEqual([]);
    expect(readAt(T0 + 2_000)).toEqual(["containerd-socket-missing stops-the-start page"]);
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
