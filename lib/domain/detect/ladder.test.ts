import { describe, expect, test } from "vitest";
import { foldSignals } from "../fold.ts";
import type { Signal } from "../signal.ts";
import {
  aContainer,
  aFailed,
  aFailedPing,
  aHostState,
  aLine,
  aList,
  aMissingFact,
  aPing,
  aSocket,
  aVersion,
  someProcesses,
  T0,
} from "../testing/builders.ts";
import { quiet } from "../testing/quiet-host.ts";
import { connectionLadder, probeLadder } from "./ladder.ts";
import { sightOf } from "./sight.ts";
import { vitalsOf } from "./vitals.ts";

describe("ladders", () => {
  test("each rung with its own last try", () => {
    const host = aHostState([...quiet, aPing(T0 + 1_000, 3), aFailed("containers", T0 + 6_000, "timeout")]);
    expect(probeLadder(host, T0 + 6_000).map(({ rung, ok, text }) => [rung, ok, text])).toEqual([
      ["connect", true, "accepted"],
      ["ping", true, "3 ms"],
      ["version", true, "2 ms"],
      ["list", false, "> 5 s"],
      ["inspect", true, "1 ms"],
    ]);
  });

  test("a call that found the way to the host away is no word about the daemon", () => {
    const host = aHostState([aFailed("version", T0, "host-unreachable"), aPing(T0 + 1_000, 3)]);
    const version = probeLadder(host, T0 + 2_000).find(({ rung }) => rung === "version");
    expect(version).toEqual({ rung: "version", text: "not reached", tries: 0 });
  });

  test("a pass from before the daemon hung is said to be of before", () => {
    const host = aHostState([
      ...quiet,
      aVersion(T0 + 1_000),
      aFailed("containers", T0 + 9_000, "timeout"),
      aPing(T0 + 10_000),
    ]);
    const stale = (state: typeof host, now: number) =>
      probeLadder(state, now).flatMap(({ rung, isStale }) => (isStale ? [rung] : []));
    expect(stale(host, T0 + 10_000)).toEqual(["version", "inspect"]);
    expect(stale(aHostState([...quiet, aVersion(T0 + 1_000), aPing(T0 + 1_000)]), T0 + 2_000)).toEqual([]);
    const asked = foldSignals(host, [aVersion(T0 + 12_000)]);
    expect(stale(asked, T0 + 12_000)).toEqual(["inspect"]);
  });

  test("a list without an answer stays one while the daemon hangs and nobody asks again", () => {
    const asked = [...quiet, aPing(T0 + 1_000), aFailed("containers", T0 + 6_000, "timeout")];
    const pings = (at: number) => aFailedPing(at, "timeout");
    const listAt = (signals: readonly Signal[], now: number) =>
      probeLadder(aHostState(signals), now).find(({ rung }) => rung === "list");
    const hung = listAt([...asked, pings(T0 + 7_000), pings(T0 + 90_000)], T0 + 90_000);
    expect(hung).toMatchObject({ ok: false });
    expect(hung?.isStale).toBeUndefined();
    expect(listAt([...asked, aPing(T0 + 7_000), pings(T0 + 90_000)], T0 + 90_000)?.isStale).toBe(true);
  });

  test("a version that was not asked for in 90 s is stale, with its time", () => {
    const host = aHostState([...quiet, aVersion(T0), aPing(T0 + 100_000)]);
    expect(probeLadder(host, T0 + 100_000).find(({ rung }) => rung === "version")).toMatchObject({
      isStale: true,
      at: T0,
    });
  });

  test("a host that nobody reaches is neither passing nor failing", () => {
    const host = aHostState([
      aFailedPing(T0, "host-unreachable"),
      aFailedPing(T0 + 2_000, "host-unreachable"),
    ]);
    expect(probeLadder(host, T0 + 2_000).map(({ ok, text }) => [ok, text])).toEqual([
      [undefined, "host not reachable"],
      ...Array.from({ length: 4 }, () => [undefined, "not reached"]),
    ]);
  });

  test("over a refused connect nothing is reached", () => {
    const host = aHostState([
      ...quiet,
      aFailedPing(T0 + 1_000, "connection-refused"),
      aFailedPing(T0 + 2_000, "connection-refused"),
    ]);
    expect(probeLadder(host, T0 + 2_000).map(({ ok, text, tries }) => [ok, text, tries])).toEqual([
      [false, "refused", 2],
      ...Array.from({ length: 4 }, () => [undefined, "not reached", 0]),
    ]);
  });

  test.each<[string, readonly Signal[], readonly (boolean | undefined)[]]>([
    ["all is well", [aSocket(T0), aPing(T0)], [true, true, true, true]],
    [
      "no file",
      [aSocket(T0, { exists: false }), aFailedPing(T0, "socket-missing")],
      [false, undefined, undefined, undefined],
    ],
    [
      "no right",
      [aSocket(T0, { mayOpen: false }), aFailedPing(T0, "socket-denied")],
      [true, false, undefined, undefined],
    ],
    [
      "nobody listens",
      [aSocket(T0, { listens: false }), aFailedPing(T0, "connection-refused")],
      [true, true, false, undefined],
    ],
    ["nobody answers", [aSocket(T0), aFailedPing(T0, "timeout")], [true, true, true, false]],
    ["API only, refused", [aFailedPing(T0, "connection-refused")], [true, undefined, undefined, undefined]],
    ["API only, it answers", [aPing(T0)], [true, true, true, true]],
  ])("connection: %s", (_name, signals, expected) => {
    expect(connectionLadder(aHostState(signals), T0).map(({ ok }) => ok)).toEqual(expected);
  });
});

describe("vitals", () => {
  const slow = (count: number, ms: number, from: number) =>
    Array.from({ length: count }, (_, index) => aList(T0 + from + index * 30_000, [aContainer(1)], ms));

  test("usual is said with enough samples, a drift against it", () => {
    const few = vitalsOf(aHostState(slow(3, 18, 0)), T0 + 61_000).find(({ id }) => id === "list-latency");
    expect(few).toMatchObject({ value: "18 ms", state: "usual" });
    expect(few).not.toHaveProperty("usual");
    const host = aHostState([...slow(20, 18, 0), ...slow(1, 900, 600_000)]);
    expect(vitalsOf(host, T0 + 601_000).find(({ id }) => id === "list-latency")).toMatchObject({
      value: "900 ms",
      usual: "18 ms",
      state: "drifting",
    });
  });

  test("five times next to nothing is no drift", () => {
    const host = aHostState([...slow(20, 1, 0), ...slow(1, 20, 600_000)]);
    expect(vitalsOf(host, T0 + 601_000).find(({ id }) => id === "list-latency")?.state).toBe("usual");
  });

  test("no answer is broken and a gap in the line; old is last known", () => {
    const host = aHostState([...slow(20, 18, 0), aFailed("containers", T0 + 620_000, "timeout")]);
    const list = (now: number) => vitalsOf(host, now).find(({ id }) => id === "list-latency");
    expect(list(T0 + 621_000)).toMatchObject({ value: "no answer", usual: "18 ms", state: "broken" });
    expect(list(T0 + 621_000)?.points.at(-1)?.value).toBeNull();
    expect(list(T0 + 900_000)?.state).toBe("last-known");
  });

  test("what was never read is left out, also when nobody reaches the host", () => {
    expect(vitalsOf(aHostState([]), T0)).toEqual([]);
    expect(vitalsOf(aHostState([aFailedPing(T0, "host-unreachable")]), T0)).toEqual([]);
  });

  const containers = (signals: readonly Signal[], now: number) =>
    vitalsOf(aHostState(signals), now).find(({ id }) => id === "containers");
  const listed = [aPing(T0), aList(T0, [aContainer(1), aContainer(2)])];
  const dead = [aFailedPing(T0 + 4_000, "connection-refused")];

  test("containers are counted by their shims while the daemon is dead", () => {
    expect(containers([...listed], T0 + 1_000)).toMatchObject({ value: "2 of 2", state: "usual" });
    expect(containers([...listed, ...dead, someProcesses(T0 + 5_000, [1, 2])], T0 + 6_000)).toMatchObject({
      value: "2 of 2",
      state: "usual",
      source: "by shims",
    });
    expect(containers([...listed, ...dead, someProcesses(T0 + 5_000, [])], T0 + 6_000)).toMatchObject({
      value: "0 of 2",
      state: "broken",
      source: "by shims",
    });
  });

  test("where shims cannot be seen the last count is last known, with its time", () => {
    expect(containers([...listed, ...dead], T0 + 6_000)).toMatchObject({
      value: "2 of 2",
      state: "last-known",
      readAt: T0,
    });
  });
});

test("what Foghorn still sees while the daemon is dead", () => {
  const host = aHostState([
    ...quiet,
    aMissingFact(T0 + 1_000, "pressure", "absent"),
    aFailedPing(T0 + 2_000, "connection-refused"),
    aLine(T0 + 2_000, "systemd", "Stopped docker.service"),
  ]);
  const seen = sightOf(host, T0 + 3_000).map(({ what, state }) => `${what}: ${state}`);
  expect(seen).toContain("Docker API: last-known");
  expect(seen).toContain("Containers, images, networks, health: last-known");
  expect(seen).toContain("Engine log: live");
  expect(seen).toContain("Processes: dockerd, containerd, shims: live");
  expect(seen).toContain("Memory, pressure, conntrack: not-visible");
});
