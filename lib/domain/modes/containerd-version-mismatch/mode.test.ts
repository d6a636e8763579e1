import { describe, expect, test } from "vitest";
import { aHostState, aLine, T0 } from "../../testing/builders.ts";
import { failing, judged } from "../../testing/detecting.ts";
import { asked, SHIM_CLEAN_UP } from "../../testing/pasted.ts";
import { containerdVersionMismatch } from "./mode.ts";

describe("the words it is known by", () => {
  test.each([
    [
      "log",
      'level=error msg="Handler for POST /containers/x/start returned error: failed to create task for container: failed to start shim: unsupported shim version (3): not implemented"',
    ],
    ["log", 'level=error msg="start failed" error="unable to start shim with bootstrap version 3"'],
    [
      "log",
      "Error response from daemon: unknown service containerd.services.tasks.v1.Tasks: not implemented",
    ],
    ["log", "runc: symbol lookup error: runc: undefined symbol: seccomp_notify_respond: unknown"],
    [
      "log",
      "/usr/bin/containerd-shim-runc-v2: /lib64/libc.so.6: version `GLIBC_2.34' not found (required by /usr/bin/containerd-shim-runc-v2)",
    ],
    ["log", "containerd: failed to load TOML: config version `3` is not supported, use version `2`"],
  ])("%s: %s", (kind, text) => {
    expect(asked(kind, text)[0]?.symptom).toBe("containerd-version-mismatch");
  });

  test.each<readonly [kind: string, text: string]>([
    [
      "log",
      'failed to start daemon: failed to dial "/run/containerd/containerd.sock": unknown service containerd.services.namespaces.v1.Namespaces',
    ],
    [
      "log",
      'time="2026-11-21T15:29:39Z" level=info msg="starting containerd" revision="1.7.24~ds1-6+deb13u1" version="1.7.24~ds1"',
    ],
    ...SHIM_CLEAN_UP,
  ])("not %s: %s", (kind, text) => {
    expect(asked(kind, text).map(({ symptom }) => symptom)).not.toContain("containerd-version-mismatch");
  });
});

test("is told of by its line for ten minutes", () => {
  const host = aHostState([
    aLine(
      T0,
      "dockerd",
      'level=error msg="Handler for POST /containers/x/start returned error: failed to create task for container: failed to start shim: unsupported shim version (3): not implemented"',
    ),
  ]);
  expect(failing(containerdVersionMismatch, host, T0 + 500)).toEqual([""]);
  expect(judged(containerdVersionMismatch, host, T0 + 601_000)).toEqual([]);
});
