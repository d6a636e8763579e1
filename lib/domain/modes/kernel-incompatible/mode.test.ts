import { describe, expect, test } from "vitest";
import { aHostState, aLine, T0 } from "../../testing/builders.ts";
import { failing, judged } from "../../testing/detecting.ts";
import { asked } from "../../testing/pasted.ts";
import { kernelIncompatible } from "./mode.ts";

describe("the words it is known by", () => {
  test.each([
    [
      "log",
      "Error response from daemon: failed to create endpoint web on network bridge: failed to add the host (veth1a) <=> sandbox (veth2b) pair interfaces: operation not supported",
    ],
    [
      "log",
      'level=error msg="bridge: cannot restrict inter-container communication: please ensure that br_netfilter kernel module is loaded"',
    ],
    ["log", "standard_init_linux.go:228: exec user process caused: FATAL: kernel too old"],
    ["log", "Error response from daemon: user namespaces are not supported by this kernel"],
  ])("%s: %s", (kind, text) => {
    expect(asked(kind, text)[0]?.symptom).toBe("kernel-incompatible");
  });

  test.each([
    ["log", 'level=warning msg="Your kernel does not support cgroup blkio weight"'],
    ["log", "modprobe[585]: modprobe: FATAL: Module overlay not found in directory /lib/modules/6.18.44"],
    [
      "log",
      'level=info msg="skip loading plugin \\"io.containerd.snapshotter.v1.aufs\\"..." error="aufs is not supported (modprobe aufs failed: exit status 1 \\"modprobe: FATAL: Module aufs not found in directory /lib/modules/6.18.44\\\\n\\"): skip plugin"',
    ],
  ])("not %s: %s", (kind, text) => {
    expect(asked(kind, text).map(({ symptom }) => symptom)).not.toContain("kernel-incompatible");
  });
});

test("is told of by its line for ten minutes", () => {
  const host = aHostState([
    aLine(
      T0,
      "dockerd",
      "Error response from daemon: failed to create endpoint web on network bridge: failed to add the host (veth1a) <=> sandbox (veth2b) pair interfaces: operation not supported",
    ),
  ]);
  expect(failing(kernelIncompatible, host, T0 + 500)).toEqual([""]);
  expect(judged(kernelIncompatible, host, T0 + 601_000)).toEqual([]);
});
