import { describe, expect, test } from "vitest";
import { PART_IDS, type PartId } from "../anatomy.ts";
import type { HostState } from "../host-state.ts";
import type { Signal } from "../signal.ts";
import {
  aBridge,
  aConfigFile,
  aContainer,
  aDisk,
  aFailed,
  aFailedPing,
  aFirewall,
  aHostState,
  aLine,
  aList,
  aMissingFact,
  anEvent,
  anInfo,
  anInspect,
  aPing,
  aSocket,
  aVersion,
  HOST,
  someNetworks,
  someProcesses,
  someUnitFiles,
  someUnits,
  T0,
} from "../testing/builders.ts";
import { play } from "../testing/detecting.ts";
import { connectionLadder, probeLadder } from "./ladder.ts";
import { partReadings, partStates } from "./parts.ts";
import { sightOf } from "./sight.ts";
import { vitalsOf } from "./vitals.ts";

const RULES = [
  "*filter",
  ":DOCKER - [0:0]",
  ":DOCKER-USER - [0:0]",
  ":DOCKER-ISOLATION-STAGE-1 - [0:0]",
  ":DOCKER-ISOLATION-STAGE-2 - [0:0]",
  "-A FORWARD -j DOCKER-USER",
  "-A FORWARD -j DOCKER-ISOLATION-STAGE-1",
  "-A FORWARD -o docker0 -j DOCKER",
  "-A FORWARD -i docker0 ! -o docker0 -j ACCEPT",
  "COMMIT",
  "*nat",
  ":DOCKER - [0:0]",
  "-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER",
  "-A OUTPUT ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER",
  "-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE",
  "COMMIT",
].join("\n");

const journal = (at: number): Signal => ({
  hostId: HOST,
  at,
  kind: "stream-state",
  stream: "journal",
  isOpen: true,
});
const events = (at: number): Signal => ({
  hostId: HOST,
  at,
  kind: "stream-state",
  stream: "events",
  isOpen: true,
});

const facts = (at: number): readonly Signal[] => [
  someUnits(at),
  aSocket(at),
  someProcesses(at, [1, 2]),
  aConfigFile(at, "{}"),
  someUnitFiles(at),
  aDisk(at),
  aFirewall(at, RULES),
];
const api = (at: number): readonly Signal[] => [
  aPing(at),
  aVersion(at),
  anInfo(at),
  aList(at, [aContainer(1), aContainer(2)], 9),
  anInspect(at, 1),
  someNetworks(at, [aBridge()]),
];
const quiet = [journal(T0), events(T0), ...facts(T0), ...api(T0)];

const states = (host: HostState, symptoms: Parameters<typeof partStates>[1], now: number) => {
  const all = partStates(host, symptoms, now);
  const lit: Partial<Record<PartId, string>> = {};
  for (const id of PART_IDS)
    if (all[id] === "fault" || all[id] === "warn" || all[id] === "hit") lit[id] = all[id];
  return lit;
};

describe("twelve pictures", () => {
  test("quiet: nothing is lit, what is never read is hatched with its reason", () => {
    const host = aHostState(quiet);
    expect(states(host, [], T0 + 1_000)).toEqual({});
    const all = partReadings(host, [], T0 + 1_000);
    expect(all.map(({ id }) => id)).toEqual([...PART_IDS]);
    expect(all.filter(({ state }) => state === "stale").map(({ id }) => id)).toEqual([
      "registry",
      "remote",
      "volumes",
      "cache",
      "dns",
      "kernel",
    ]);
    for (const part of all.filter(({ state }) => state === "stale")) {
      expect(part.notVisible?.reason).toBeTruthy();
      expect(part.notVisible?.change).toBeTruthy();
    }
  });

  const playedWith = (signals: readonly Signal[], untilMs: number) => {
    const story = play([...quiet, ...signals], T0 + untilMs);
    return states(story.host, story.open, T0 + untilMs);
  };
  const again = (fromMs: number, untilMs: number, make: (at: number) => readonly Signal[]) =>
    Array.from({ length: Math.ceil((untilMs - fromMs) / 2_000) }, (_, step) =>
      make(T0 + fromMs + step * 2_000),
    ).flat();

  test("dockerd down: the unit that systemd names and dockerd are broken, the socket and callers cut off", () => {
    const down = again(2_000, 12_000, (at) => [
      someUnits(at, { docker: { activeState: "failed", subState: "failed", result: "signal" } }),
      aFailedPing(at, "connection-refused"),
    ]);
    expect(playedWith(down, 12_000)).toEqual({
      callers: "hit",
      sock: "hit",
      unit: "fault",
      dockerd: "fault",
    });
  });

  test("dockerd hung", () => {
    const hung = again(2_000, 12_000, (at) => [someUnits(at), aFailedPing(at, "timeout")]);
    expect(playedWith(hung, 12_000)).toEqual({ callers: "hit", sock: "hit", dockerd: "fault" });
  });

  test("containerd hung: dockerd itself is not lit", () => {
    const hung = again(2_000, 12_000, (at) => [aPing(at), aFailed("info", at + 500, "timeout")]);
    expect(playedWith(hung, 12_000)).toEqual({ callers: "hit", containerd: "fault", shims: "hit" });
  });

  test("daemon.json broken on disk is a ticket, not a fault", () => {
    expect(
      playedWith(
        again(2_000, 12_000, (at) => [aPing(at), aConfigFile(at, "{,}")]),
        12_000,
      ),
    ).toEqual({ config: "warn" });
  });

  test("an OOM kill lights container and kernel together", () => {
    expect(playedWith([anEvent(T0 + 2_000, "oom", 1)], 3_000)).toEqual({ ctrs: "warn", kernel: "warn" });
  });

  test("iptables wiped", () => {
    const wiped = again(2_000, 12_000, (at) => [aPing(at), aFirewall(at, "*filter\nCOMMIT\n*nat\nCOMMIT")]);
    expect(playedWith(wiped, 12_000)).toEqual({ bridge: "hit", ipt: "fault" });
  });

  test("permission denied: only the socket; dockerd is last known", () => {
    const denied = again(2_000, 70_000, (at) => [
      aSocket(at, { mayOpen: false }),
      aFailedPing(at, "socket-denied"),
    ]);
    const story = play([...quiet, ...denied], T0 + 70_000);
    expect(partStates(story.host, story.open, T0 + 70_000)).toMatchObject({
      sock: "warn",
      dockerd: "stale",
      ctrs: "stale",
    });
  });

  test("the link to the host is lost: everything is last known, nothing broken", () => {
    const host = aHostState([
      ...quiet,
      aFailedPing(T0 + 60_000, "host-unreachable"),
      aMissingFact(T0 + 60_000, "units", "channel-down"),
      { ...journal(T0 + 60_000), isOpen: false } as Signal,
    ]);
    const all = partStates(host, [], T0 + 120_000);
    expect(new Set(Object.values(all))).toEqual(new Set(["stale", "off"]));
  });

  test("what recovers is lit no more", () => {
    const signals = [
      ...again(2_000, 12_000, (at) => [aFailedPing(at, "connection-refused")]),
      ...again(12_000, 20_000, (at) => [aPing(at)]),
    ];
    expect(playedWith(signals, 16_000)).toEqual({});
  });

  test("a symptom whose source is away is hatched, not lit", () => {
    const denied = again(12_000, 40_000, (at) => [aFailedPing(at, "host-unreachable")]);
    const signals = [...again(2_000, 12_000, (at) => [aFailedPing(at, "connection-refused")]), ...denied];
    expect(playedWith(signals, 36_000)).toEqual({});
  });

  test("list fails and nobody knows why: dockerd is cut off, cause not found yet", () => {
    const silent = again(2_000, 12_000, (at) => [aPing(at), aFailed("containers", at + 500, "timeout")]);
    const story = play([...quiet, ...silent], T0 + 12_000);
    const dockerd = partReadings(story.host, story.open, T0 + 12_000).find(({ id }) => id === "dockerd");
    expect(dockerd).toMatchObject({ state: "hit", short: "silent" });
    expect(dockerd?.lines).toContain("Cause not found yet.");
  });
});

test("short readings fit their boxes, whatever the host says", () => {
  const hosts = [
    aHostState([]),
    aHostState(quiet),
    aHostState([
      ...quiet,
      aFailedPing(T0 + 1_000, "timeout"),
      aSocket(T0, { queued: 12_345 }),
      anInfo(T0, { images: 1_234_567 }),
    ]),
    aHostState([
      ...quiet,
      aConfigFile(T0, `${"\n".repeat(20_000)}{,}`),
      someUnits(T0, { docker: { activeState: "maintenance" } }),
    ]),
    aHostState([
      aList(
        T0,
        Array.from({ length: 2_000 }, (_, index) => aContainer(index + 1)),
      ),
    ]),
  ];
  for (const host of hosts)
    for (const { id, short, lines } of partReadings(host, [], T0 + 1_000)) {
      expect(short.length, `${id}: ${short}`).toBeLessThanOrEqual(id === "ipt" || id === "dns" ? 4 : 6);
      expect(lines.length).toBeLessThanOrEqual(3);
    }
});

test("a running container without its shim is told by name", () => {
  const host = aHostState([
    aList(T0, [aContainer(1), aContainer(2)]),
    someProcesses(T0 + 20_000, [1]),
    aList(T0 + 19_000, [aContainer(1), aContainer(2)]),
  ]);
  const shims = partReadings(host, [], T0 + 20_000).find(({ id }) => id === "shims");
  expect(shims).toMatchObject({ state: "warn", lines: ["1 gone: app-2"] });
});

test("chain numbers stand on the parts in the order of failure", () => {
  const signals = [
    ...[2, 6, 10, 14, 18, 22].map((second) => aConfigFile(T0 + second * 1_000, "{,}")),
    ...[12, 14, 16, 18, 20, 22].flatMap((second) => [
      someUnits(T0 + second * 1_000, { docker: { activeState: "failed", result: "exit-code" } }),
      aFailedPing(T0 + second * 1_000, "connection-refused"),
    ]),
  ];
  const story = play([...quiet, ...signals], T0 + 22_000);
  const chain = partReadings(story.host, story.open, T0 + 22_000).flatMap(({ id, chain: number }) =>
    number ? [[number, id]] : [],
  );
  expect(chain).toEqual([
    [1, "config"],
    [2, "dockerd"],
  ]);
});

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

  test("what was never read is left out", () => {
    expect(vitalsOf(aHostState([]), T0)).toEqual([]);
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
