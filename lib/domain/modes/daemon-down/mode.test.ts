import { describe, expect, test } from "vitest";
import type { ApiFailure } from "../../readings.ts";
import {
  aContainer,
  aFailedPing,
  aHostState,
  aLine,
  aList,
  anInfo,
  aPing,
  aSocket,
  someProcesses,
  someUnits,
  T0,
} from "../../testing/builders.ts";
import { every, judged, play } from "../../testing/detecting.ts";
import { daemonDown } from "./mode.ts";

const inactive = { activeState: "inactive", subState: "dead" };
const retrying = { activeState: "activating", subState: "auto-restart", result: "exit-code", restarts: 4 };

const verdict = (signals: Parameters<typeof aHostState>[0], now = T0 + 2_000) => {
  const [judgement] = judged(daemonDown, aHostState(signals), now);
  return judgement && [judgement.verdict, judgement.variant, judgement.part];
};

describe("which way of being down", () => {
  test.each([
    ["no socket file", "socket-missing", undefined, ["failing", "missing", "dockerd"]],
    ["nobody listens", "connection-refused", undefined, ["failing", "refused", "dockerd"]],
    [
      "nobody listens, unit failed",
      "connection-refused",
      { activeState: "failed", subState: "failed" },
      ["failing", "refused", "dockerd"],
    ],
    [
      "refusing while systemd tries again",
      "connection-refused",
      retrying,
      ["failing", "restarting", "dockerd"],
    ],
    [
      "accepted by docker.socket while systemd tries again",
      "timeout",
      retrying,
      ["failing", "restarting", "dockerd"],
    ],
    ["not tried, nothing starts it", "not-tried", inactive, ["failing", "stopped", "dockerd"]],
    ["not tried, systemd tries again", "not-tried", retrying, ["failing", "restarting", "dockerd"]],
  ] as const)("%s", (_name, failure, docker, expected) => {
    const units = docker ? [someUnits(T0, { docker })] : [];
    expect(verdict([...units, aFailedPing(T0 + 1_000, failure)])).toEqual(expected);
  });

  test("a unit that stops is not about to serve", () => {
    const stopping = { activeState: "deactivating", subState: "stop-sigterm" };
    const units = someUnits(T0, { docker: stopping });
    expect(verdict([units, aFailedPing(T0 + 1_000, "connection-refused")])?.[1]).toBe("refused");
    expect(verdict([units, aFailedPing(T0 + 1_000, "timeout")])?.[1]).toBe("stopped");
  });

  test("the start that ends it is no restarting: the symptom stays what it was", () => {
    const starting = { activeState: "activating", subState: "start", restarts: 0 };
    const signals = [
      aFailedPing(T0 + 1_000, "connection-refused"),
      someUnits(T0 + 2_000, { docker: starting }),
      aFailedPing(T0 + 3_000, "timeout"),
    ];
    expect(play(signals, T0 + 4_000).open[0]).toMatchObject({ variant: "refused", state: "seen" });
  });

  test("the socket file was removed under a living dockerd: the socket is what is broken", () => {
    const gone = aFailedPing(T0 + 1_000, "socket-missing");
    const at = (startedSecondsAgo: number) =>
      someProcesses(T0 + 1_500, [], { dockerd: { startedSecondsAgo } });
    expect(verdict([gone, at(600)])).toEqual(["failing", "missing", "sock"]);
    // Started a moment ago, it is about to make its socket.
    expect(verdict([gone, at(0)])).toEqual(["failing", "missing", "dockerd"]);
  });

  test("a reset through a forward means what stat and ss say", () => {
    const reset = aFailedPing(T0 + 1_000, "connection-reset");
    expect(verdict([aSocket(T0, { exists: false }), reset])?.[1]).toBe("missing");
    expect(verdict([aSocket(T0, { listens: false }), reset])?.[1]).toBe("refused");
    expect(verdict([aSocket(T0, { mayOpen: false }), reset])).toBeUndefined();
  });

  test("without facts one reset says nothing, two in a row do", () => {
    expect(verdict([aPing(T0), aFailedPing(T0 + 1_000, "connection-reset")])).toBeUndefined();
    expect(
      verdict([aFailedPing(T0, "connection-reset"), aFailedPing(T0 + 1_000, "connection-reset")])?.[1],
    ).toBe("refused");
  });
});

describe("what is not down", () => {
  test.each<[string, ApiFailure]>([
    ["a TLS failure", "tls"],
    ["a host out of reach", "host-unreachable"],
    ["no right to open the socket", "socket-denied"],
    ["silence while the unit is active", "timeout"],
    ["an error page", "http-status"],
    ["not tried, and nobody knows the unit", "not-tried"],
  ])("%s", (_name, failure) => {
    expect(verdict([aFailedPing(T0 + 1_000, failure)])).toBeUndefined();
  });

  test("an old refusal is no reading of now", () => {
    expect(verdict([aFailedPing(T0, "connection-refused")], T0 + 60_000)).toBeUndefined();
  });
});

describe("its life", () => {
  const up = every(2_000, T0, T0 + 10_000, aPing);
  const down = (untilMs: number) =>
    every(2_000, T0 + 10_000, T0 + untilMs, (at) => aFailedPing(at, "connection-refused"));

  test("seen at the first refusal, raised after 10 s, recovering at the first answer, cleared after a minute", () => {
    const story = play(
      [...up, ...down(30_000), ...every(2_000, T0 + 30_000, T0 + 120_000, aPing)],
      T0 + 120_000,
    );
    expect(story.told()).toEqual(["seen 10000", "raised 20000", "recovering 30000", "cleared 90000"]);
  });

  test("a restart that systemd is at work on is seen at once and raised only after 30 s", () => {
    const units = every(2_000, T0, T0 + 60_000, (at) => someUnits(at, { docker: retrying }));
    expect(play([...up, ...units, ...down(60_000)], T0 + 50_000).told("daemon-down")).toEqual([
      "seen 10000",
      "raised 40000",
    ]);
  });

  test("a daemon that flaps relapses and never clears in between", () => {
    const signals = [
      ...up,
      ...down(30_000),
      ...every(2_000, T0 + 30_000, T0 + 50_000, aPing),
      ...every(2_000, T0 + 50_000, T0 + 60_000, (at) => aFailedPing(at, "connection-refused")),
    ];
    expect(play(signals, T0 + 59_000).told()).toEqual([
      "seen 10000",
      "raised 20000",
      "recovering 30000",
      "relapsed 50000",
    ]);
  });

  test("the way to the host breaks: the symptom stays, unknown, and does not clear", () => {
    const signals = [
      ...up,
      ...down(30_000),
      ...every(2_000, T0 + 30_000, T0 + 300_000, (at) => aFailedPing(at, "host-unreachable")),
    ];
    const story = play(signals, T0 + 300_000);
    expect(story.told()).toEqual(["seen 10000", "raised 20000", "unknown 30000"]);
    expect(story.open[0]).toMatchObject({ state: "raised", isUnknown: true });
  });
});

test("what runs on is told by shims, with the names of the last list", () => {
  const host = aHostState([
    aList(T0, [aContainer(1), aContainer(2)]),
    aFailedPing(T0 + 1_000, "connection-refused"),
    someProcesses(T0 + 1_500, [1, 2], { dockerd: "gone" }),
    someUnits(T0 + 1_500, { docker: { activeState: "failed", result: "signal", stateChangedAt: T0 + 400 } }),
    aLine(T0 + 450, "systemd", "docker.service: Main process exited, code=killed, status=9/KILL"),
  ]);
  const [judgement] = judged(daemonDown, host, T0 + 1_000);
  expect(judgement?.blast.notAffected).toEqual(["2 of 2 containers run on: app-1 and app-2"]);
  expect(judgement?.sinceAt).toBe(T0 + 400);
  expect(judgement?.evidence.map(({ reading }) => reading)).toEqual([
    "connect: connection refused, 1 try",
    "docker.service failed (signal)",
    "docker.socket active (running)",
    "2 shims alive, their containers run on",
    "docker.service: Main process exited, code=killed, status=9/…",
  ]);
});

test("what was read before it went proves nothing about after", () => {
  const host = aHostState([
    aList(T0, [aContainer(1)]),
    someProcesses(T0 + 500, [1]),
    someUnits(T0 + 500),
    aFailedPing(T0 + 1_000, "connection-refused"),
  ]);
  const [judgement] = judged(daemonDown, host, T0 + 1_000);
  expect(judgement?.blast.notAffected).toEqual([]);
  expect(judgement?.evidence).toHaveLength(1);
  expect(judgement?.summary).not.toContain("active (running)");
});

test("evidence rows keep to 60 characters", () => {
  const host = aHostState([
    aLine(T0, "dockerd", `panic: ${"x".repeat(5_000)}`),
    aFailedPing(T0 + 1_000, "connection-refused", "y".repeat(5_000)),
  ]);
  for (const { reading, text } of judged(daemonDown, host, T0 + 1_000)[0]?.evidence ?? []) {
    expect(reading?.length).toBeLessThanOrEqual(60);
    expect(text.length).toBeLessThanOrEqual(2_048);
  }
});

test("what the daemon said of itself before it went is kept over a restart of the console", () => {
  const refused = (from: number) =>
    every(2_000, from, from + 9_000, (at) => aFailedPing(at, "connection-refused"));
  const told = play(
    [anInfo(T0, { isLiveRestoreOn: true }), aPing(T0, 2), ...refused(T0 + 2_000)],
    T0 + 12_000,
  );
  const restarted = aHostState(refused(T0 + 60_000), T0 + 50_000);
  const [judgement] = daemonDown.judge(restarted, T0 + 70_000, told.open);
  expect(judgement?.facts).toMatchObject({ liveRestore: "true", dataRoot: "/var/lib/docker" });
  expect(judgement?.evidence[0]?.reading).toMatch(/5 tries since \d\d:\d\d$/);
});
