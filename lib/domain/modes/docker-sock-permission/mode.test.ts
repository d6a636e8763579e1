import { describe, expect, test } from "vitest";
import type { Signal } from "../../signal.ts";
import {
  aFailedPing,
  aHostState,
  aPing,
  aSocket,
  someProcesses,
  someUnitFiles,
  someUnits,
  T0,
} from "../../testing/builders.ts";
import { every, failing, judged, play } from "../../testing/detecting.ts";
import { dockerSockPermission } from "./mode.ts";

const refused = { mayOpen: false, account: "guest" };

test.each([
  ["EACCES", [aFailedPing(T0, "socket-denied")], [""]],
  ["a reset where stat says no right", [aSocket(T0, refused), aFailedPing(T0, "connection-reset")], [""]],
  ["stat alone, before anything was asked", [aSocket(T0, refused)], [""]],
  ["a daemon that is down", [aSocket(T0, { listens: false }), aFailedPing(T0, "connection-refused")], []],
  [
    "a file that is missing",
    [aSocket(T0, { exists: false, mayOpen: false }), aFailedPing(T0, "socket-missing")],
    [],
  ],
  [
    "the socket of a start that is under way",
    [someUnits(T0, { docker: { activeState: "activating", subState: "start" } }), aSocket(T0, refused)],
    [],
  ],
  [
    "the socket of a start that failed, met by a reset",
    [
      someUnits(T0, { docker: { activeState: "failed", result: "exit-code" } }),
      aSocket(T0, refused),
      aFailedPing(T0, "connection-reset"),
    ],
    [],
  ],
  ["a unit that was last seen to run before it refused", [someUnits(T0 - 1), aSocket(T0, refused)], []],
  ["a unit that runs", [aSocket(T0, refused), someUnits(T0 + 1)], [""]],
  ["a reset with the right to open", [aSocket(T0), aFailedPing(T0, "connection-reset")], []],
  ["an answer, whatever stat says", [aSocket(T0, refused), aPing(T0)], []],
])("%s", (_name, signals, expected) => {
  expect(failing(dockerSockPermission, aHostState(signals), T0 + 500)).toEqual(expected);
});

test("it is a ticket of the socket that says what runs all the same", () => {
  const host = aHostState([
    aSocket(T0, refused),
    someUnits(T0),
    someProcesses(T0, [1]),
    aFailedPing(T0, "socket-denied"),
  ]);
  const [judgement] = judged(dockerSockPermission, host, T0);
  expect(judgement).toMatchObject({
    severity: "ticket",
    part: "sock",
    facts: { account: "guest", group: "docker", path: "/run/docker.sock" },
    blast: { notAffected: ["docker.service is active (running)", "1 container runs on: 000000000000"] },
  });
});

test("of a socket that was given to group root it says that, not that the account lacks a group", () => {
  const host = aHostState([aSocket(T0, { ...refused, group: "root" }), aFailedPing(T0, "socket-denied")]);
  const [judgement] = judged(dockerSockPermission, host, T0);
  expect(judgement?.summary).toContain("It belongs to group root");
  expect(judgement?.evidence.map(({ reading }) => reading)).toContain(
    "group root, docker.socket makes it docker",
  );
});

describe("a socket that belongs to group root", () => {
  const ofRoot = { ...refused, group: "root" };
  const found = (...signals: readonly Signal[]) =>
    judged(
      dockerSockPermission,
      aHostState([aSocket(T0, ofRoot), ...signals, aFailedPing(T0, "socket-denied")]),
      T0,
    )[0];

  test.each([
    ["docker.socket gives it to another", { socketGroup: "ops" }, "docker.socket gives it to group ops"],
    ["docker.socket names no group on purpose", { socketGroup: "" }, undefined],
    ["docker.socket names root on purpose", { socketGroup: "root" }, undefined],
  ])("%s", (_name, socket, wrong) => {
    const judgement = found(someUnits(T0, { socket }));
    expect(judgement?.verdict).toBe("failing");
    // What the runbook's commands give it to, and put the account into.
    expect(judgement?.facts.group).toBe(wrong && socket.socketGroup);
    if (wrong === undefined) expect(judgement?.summary).not.toContain("locked out");
    else expect(judgement?.summary).toContain(wrong);
  });

  test("dockerd was told to give it to another, and makes it itself", () => {
    const files = someUnitFiles(T0, { runningArgs: ["/usr/sbin/dockerd", "-G", "wheel"] });
    const judgement = found(someUnits(T0, { socket: { activeState: "inactive" } }), files);
    expect(judgement?.summary).toContain("where dockerd gives it to group wheel");
  });

  test("is nothing to an account that may open it all the same", () => {
    const host = aHostState([aSocket(T0, { group: "root" }), someUnits(T0), aPing(T0)]);
    expect(failing(dockerSockPermission, host, T0)).toEqual([]);
  });
});

test("a mode that docker.socket asks for is not called wrong", () => {
  const shut = { ...refused, mode: "srw-------" };
  const summaryWith = (socketMode: string) =>
    judged(
      dockerSockPermission,
      aHostState([
        aSocket(T0, shut),
        someUnits(T0, { socket: { socketGroup: "docker", socketMode } }),
        aFailedPing(T0, "socket-denied"),
      ]),
      T0,
    )[0]?.summary;
  expect(summaryWith("0600")).not.toContain("locked out");
  expect(summaryWith("0660")).toContain("Its group may not use it, which docker.socket lets it");
});

test("daemon-down is not claimed beside it", () => {
  const signals = every(2_000, T0, T0 + 80_000, (at) => aFailedPing(at, "socket-denied"));
  const story = play(signals, T0 + 80_000);
  expect(story.open.map(({ mode }) => mode)).toEqual(["docker-sock-permission"]);
  expect(story.told()).toEqual(["seen 0", "raised 60000"]);
});

test("once known it stands between two looks at the unit", () => {
  const signals = [
    ...every(2_000, T0 + 2_000, T0 + 20_000, (at) => aFailedPing(at, "socket-denied")),
    ...every(2_000, T0 + 1_000, T0 + 20_000, (at) => someUnits(at)),
  ];
  const story = play(signals, T0 + 20_000, { modes: [dockerSockPermission] });
  expect(story.told()).toEqual(["seen 3000"]);
  expect(story.changes.map(({ kind }) => kind)).not.toContain("unknown");
});
