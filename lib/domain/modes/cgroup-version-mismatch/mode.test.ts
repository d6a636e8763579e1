import { describe, expect, test } from "vitest";
import { aHostState, aLine, T0 } from "../../testing/builders.ts";
import { failing, judged } from "../../testing/detecting.ts";
import { asked, SHIM_CLEAN_UP } from "../../testing/pasted.ts";
import { cgroupVersionMismatch } from "./mode.ts";

describe("the words it is known by", () => {
  test.each([
    ["log", "Error response from daemon: cgroups: cgroup mountpoint does not exist: unknown."],
    ["log", "failed to start daemon: Devices cgroup isn't mounted"],
    [
      "log",
      "OCI runtime create failed: runc create failed: unable to start container process: unable to apply cgroup configuration: failed to write 4711: write /sys/fs/cgroup/docker/x/cgroup.procs: no such device: unknown",
    ],
    [
      "log",
      "runc create failed: unable to start container process: error setting cgroup config for procHooks process: bpf_prog_query(BPF_CGROUP_DEVICE) failed: function not implemented: unknown",
    ],
    [
      "log",
      'OCI runtime create failed: cannot enter cgroupv2 "/sys/fs/cgroup/docker" with domain controllers -- it is in an invalid state: unknown',
    ],
    [
      "log",
      "container_linux.go:380: starting container process caused: process_linux.go:385: applying cgroup configuration for process caused: mountpoint for devices not found: unknown",
    ],
  ])("%s: %s", (kind, text) => {
    expect(asked(kind, text)[0]?.symptom).toBe("cgroup-version-mismatch");
  });

  test.each<readonly [kind: string, text: string]>([
    ["log", 'level=warning msg="Your kernel does not support cgroup blkio weight"'],
    ["log", 'level=warning msg="Your kernel does not support swap memory limit"'],
    ["log", 'level=warning msg="Unable to find cpuset controller"'],
    [
      "log",
      'time="2026-11-22T00:50:45Z" level=error msg="add cg to OOM monitor" error="open /sys/fs/cgroup/memory/cgroup.event_control: permission denied"',
    ],
    ...SHIM_CLEAN_UP,
  ])("not %s: %s", (kind, text) => {
    expect(asked(kind, text).map(({ symptom }) => symptom)).not.toContain("cgroup-version-mismatch");
  });
});

test("is told of by its line for ten minutes", () => {
  const host = aHostState([
    aLine(T0, "dockerd", "Error response from daemon: cgroups: cgroup mountpoint does not exist: unknown."),
  ]);
  expect(failing(cgroupVersionMismatch, host, T0 + 500)).toEqual([""]);
  expect(judged(cgroupVersionMismatch, host, T0 + 601_000)).toEqual([]);
});
