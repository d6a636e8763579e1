import { describe, expect, test } from "vitest";
import {
  aFact,
  aFailedPing,
  aHostState,
  aLine,
  aPing,
  aProcess,
  someProcesses,
  someUnits,
  T0,
} from "../../testing/builders.ts";
import { every, failing, judged, play } from "../../testing/detecting.ts";
import { asked, SHIM_CLEAN_UP } from "../../testing/pasted.ts";
import { containerdDown } from "./mode.ts";

describe("the words it is known by", () => {
  test.each([
    [
      "log",
      'time="2026-11-21T15:29:34Z" level=error msg="Failed to get event" error="rpc error: code = Unavailable desc = error reading from server: EOF" module=libcontainerd namespace=moby',
    ],
    [
      "log",
      'time="2026-11-21T15:29:35Z" level=error msg="Failed to get event" error="rpc error: code = Unavailable desc = transport is closing" module=libcontainerd namespace=moby',
    ],
    [
      "log",
      'time="2018-01-02T10:00:00Z" level=error msg="libcontainerd: failed to receive event from containerd: rpc error: code = 14 desc = transport is closing"',
    ],
    [
      "log",
      'Cannot pause container ab12: connection error: desc = "transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: connection refused": unavailable',
    ],
    [
      "log",
      'Error response from daemon: connection error: desc = "transport: Error while dialing dial unix /var/run/docker/containerd/containerd.sock: connect: no such file or directory": unavailable',
    ],
    [
      "log",
      'time="2026-11-21T15:29:34Z" level=error msg="containerd did not exit successfully" error="signal: killed" module=libcontainerd',
    ],
    ["systemd", "containerd.service: Main process exited, code=killed, status=9/KILL"],
    ["systemd", "containerd.service: Failed with result 'exit-code'."],
  ])("%s: %s", (kind, text) => {
    expect(asked(kind, text)[0]?.symptom).toBe("containerd-down");
  });

  test.each<readonly [kind: string, text: string]>([
    [
      "log",
      'time="2026-11-21T15:29:35Z" level=warning msg="[core] grpc: addrConn.createTransport failed to connect to {unix:///run/containerd/containerd.sock localhost <nil> 0 <nil>}. Err: connection error: desc = \\"transport: Error while dialing dial unix /run/containerd/containerd.sock: connect: connection refused\\". Reconnecting..." module=grpc',
    ],
    [
      "log",
      'time="2026-11-21T15:29:34Z" level=info msg="Waiting for containerd to be ready to restart event processing" module=libcontainerd namespace=moby',
    ],
    [
      "log",
      'time="2026-11-21T15:29:34Z" level=error msg="agent: session failed" error="rpc error: code = Unavailable desc = transport is closing" module=node/agent',
    ],
    ["systemd", "containerd.service: Main process exited, code=exited, status=0/SUCCESS"],
    ["systemd", "containerd.service: Deactivated successfully."],
    ["systemd", "containerd.service: Unit process 601 (containerd-shim) remains running after unit stopped."],
    ...SHIM_CLEAN_UP,
  ])("not %s: %s", (kind, text) => {
    expect(asked(kind, text).map(({ symptom }) => symptom)).not.toContain("containerd-down");
  });
});

describe("a containerd that is gone", () => {
  test.each([
    [
      "systemd waits to start it again",
      [someUnits(T0, { containerd: { activeState: "activating", subState: "auto-restart" } }), aPing(T0)],
      [""],
    ],
    [
      "systemd gave it up",
      [someUnits(T0, { containerd: { activeState: "failed", result: "signal" } }), aPing(T0)],
      [""],
    ],
    [
      "stopped by hand, and no process",
      [
        someUnits(T0, { containerd: { activeState: "inactive", subState: "dead" } }),
        onlyDockerd(T0),
        aPing(T0),
      ],
      [""],
    ],
    [
      "dockerd keeps its own",
      [
        someUnits(T0, { containerd: { activeState: "inactive", subState: "dead" } }),
        someProcesses(T0, [1]),
        aPing(T0),
      ],
      [],
    ],
    ["no systemd, and no process", [onlyDockerd(T0), aPing(T0)], [""]],
    ["processes that are elsewhere", [aFact(T0, { name: "processes", processes: [] }), aPing(T0)], []],
    ["all is well", [someUnits(T0), someProcesses(T0, [1]), aPing(T0)], []],
    [
      "dockerd is gone as well",
      [someUnits(T0, { containerd: { activeState: "failed" } }), aFailedPing(T0, "connection-refused")],
      [],
    ],
  ])("%s", (_name, signals, expected) => {
    expect(failing(containerdDown, aHostState(signals), T0 + 500)).toEqual(expected);
  });

  test("what it said as it went is evidence", () => {
    const line = aLine(T0, "systemd", "containerd.service: Main process exited, code=killed, status=9/KILL");
    const host = aHostState([someUnits(T0, { containerd: { activeState: "failed" } }), aPing(T0), line]);
    expect(judged(containerdDown, host, T0 + 500)[0]?.evidence.map(({ source }) => source)).toContain(
      "journal systemd",
    );
  });

  test("is raised after ten seconds, and over ten seconds after it came back", () => {
    const signals = [
      ...every(2_000, T0, T0 + 60_000, (at) => aPing(at)),
      ...every(2_000, T0, T0 + 20_000, (at) => someUnits(at, { containerd: { activeState: "failed" } })),
      ...every(2_000, T0 + 20_000, T0 + 60_000, (at) => someUnits(at)),
    ];
    expect(play(signals, T0 + 59_000, { modes: [containerdDown] }).told()).toEqual([
      "seen 0",
      "raised 10000",
      "recovering 20000",
      "cleared 30000",
    ]);
  });
});

const onlyDockerd = (at: number) => aFact(at, { name: "processes", processes: [aProcess("dockerd")] });
