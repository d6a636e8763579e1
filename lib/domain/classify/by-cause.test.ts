import { describe, expect, test } from "vitest";
import { SIGNATURES } from "../signatures/signatures.ts";
import { byCause, type Ranked } from "./by-cause.ts";
import { type CaseKind, classify } from "./classify.ts";

const found = (mode: Ranked["mode"], severity: Ranked["severity"] = "ticket", role = 0): Ranked => ({
  mode,
  severity,
  role,
});
const sorted = (...ranked: Ranked[]) => byCause(ranked).map(({ mode }) => mode);

describe("what was found stands in the order of causes", () => {
  test("a cause before what explains nothing, a page before a ticket", () => {
    expect(
      sorted(
        found("daemon-down", "page", 2),
        found("container-name-conflict"),
        found("daemon-crash", "page"),
      ),
    ).toEqual(["daemon-crash", "container-name-conflict", "daemon-down"]);
  });

  test("each after what explains it, though that can wait longer", () => {
    expect(sorted(found("overlay2-corruption", "page"), found("storage-io-error", "ticket"))).toEqual([
      "storage-io-error",
      "overlay2-corruption",
    ]);
  });

  test("an effect explains no cause", () => {
    expect(sorted(found("daemon-down", "page", 1), found("container-oom-killed"))[0]).toBe(
      "container-oom-killed",
    );
  });

  test("nothing is lost, nothing is asked of an empty answer", () => {
    expect(sorted()).toEqual([]);
    expect(sorted(found("shim-hung"), found("container-lock-hung"), found("shim-dead"))).toHaveLength(3);
  });
});

test.each<[string, CaseKind, readonly string[]]>([
  [
    "no thread to be had, and the crash of it",
    "daemon-log",
    [
      "dockerd[7]: runtime/cgo: pthread_create failed: Resource temporarily unavailable",
      "dockerd[7]: SIGABRT: abort",
    ],
  ],
  [
    "the memory that was missing, and who was killed for it",
    "systemd",
    [
      "kernel: Out of memory: Killed process 9 (dockerd) total-vm:9kB, anon-rss:9kB",
      "systemd[1]: docker.service: Main process exited, code=killed, status=9/KILL",
    ],
  ],
  [
    "a lookup that failed, and the resolver that was taken instead",
    "daemon-log",
    [
      'level=info msg="No non-localhost DNS nameservers are left in resolv.conf. Using default external servers"',
      'level=warning msg="Error getting v2 registry: Get https://reg/v2/: dial tcp: lookup reg on 127.0.0.1:53: connection refused"',
    ],
  ],
  [
    "a shim without a task, and the kill that waits for it",
    "daemon-log",
    [
      'level=warning msg="Cannot kill container 4c: rpc error: code = 2 desc = containerd: container not found"',
      'level=error msg="tried to kill container, but did not receive an exit event"',
    ],
  ],
])("the order of the lines does not tell which is the cause: %s", (_name, kind, lines) => {
  const first = classify(kind, lines, SIGNATURES)[0]?.symptom;
  expect(first).toBeDefined();
  expect(classify(kind, lines.toReversed(), SIGNATURES)[0]?.symptom).toBe(first);
});
