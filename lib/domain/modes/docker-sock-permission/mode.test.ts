import { expect, test } from "vitest";
import {
  aFailedPing,
  aHostState,
  aPing,
  aSocket,
  someProcesses,
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
