import { describe, expect, test } from "vitest";
import { PART_IDS, type PartId } from "../anatomy.ts";
import { FACT_NAMES } from "../facts.ts";
import type { HostState } from "../host-state.ts";
import { aSymptom } from "../incidents/testing/builders.ts";
import type { Signal } from "../signal.ts";
import {
  aConfigFile,
  aContainer,
  aFailed,
  aFailedPing,
  aFirewall,
  aHostState,
  aList,
  aMissingFact,
  anEvent,
  anInfo,
  anInspect,
  aPing,
  aSocket,
  someProcesses,
  someUnits,
  T0,
} from "../testing/builders.ts";
import { play } from "../testing/detecting.ts";
import { journal, quiet } from "../testing/quiet-host.ts";
import { kernelCells } from "./part-floor.ts";
import { partReadings, partStates } from "./parts.ts";

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

  test("a socket that shuts out whom docker.socket lets in is said to, and not lit: it may be on purpose", () => {
    const linesWith = (group: string) => {
      const host = aHostState([
        ...quiet,
        aSocket(T0 + 500, { group: "root" }),
        someUnits(T0 + 500, { socket: { socketGroup: group, socketMode: "0660" } }),
      ]);
      expect(states(host, [], T0 + 1_000)).toEqual({});
      return partReadings(host, [], T0 + 1_000).find(({ id }) => id === "sock")?.lines;
    };
    expect(linesWith("docker")).toEqual([
      "/run/docker.sock",
      "srw-rw---- root root",
      "docker.socket makes it 0660, group docker",
    ]);
    expect(linesWith("")).toHaveLength(2);
  });

  const playedWith = (signals: readonly Signal[], untilMs: number) => {
    const story = play([...quiet, ...signals], T0 + untilMs);
    return states(story.host, story.open, T0 + untilMs);
  };
  const again = (fromMs: number, untilMs: number, make: (at: number) => readonly Signal[]) =>
    Array.from({ length: Math.ceil((untilMs - fromMs) / 2_000) }, (_, step) =>
      make(T0 + fromMs + step * 2_000),
    ).flat();

  test("dockerd down: the unit that systemd names and dockerd are broken, callers and what dockerd serves are cut off", () => {
    const down = again(2_000, 12_000, (at) => [
      someUnits(at, { docker: { activeState: "failed", subState: "failed", result: "signal" } }),
      aFailedPing(at, "connection-refused"),
    ]);
    expect(playedWith(down, 12_000)).toEqual({
      callers: "hit",
      sock: "hit",
      unit: "fault",
      dockerd: "fault",
      dns: "hit",
      log: "hit",
    });
  });

  test("dockerd hung", () => {
    const hung = again(2_000, 12_000, (at) => [someUnits(at), aFailedPing(at, "timeout")]);
    expect(playedWith(hung, 12_000)).toEqual({ callers: "hit", sock: "hit", dockerd: "fault" });
  });

  test("containerd hung: dockerd is not broken but waits, and shims hold their containers without it", () => {
    const hung = again(2_000, 12_000, (at) => [aPing(at), aFailed("info", at + 500, "timeout")]);
    expect(playedWith(hung, 12_000)).toEqual({
      callers: "hit",
      sock: "hit",
      dockerd: "hit",
      containerd: "fault",
    });
  });

  test("daemon.json broken on disk is a ticket, not a fault", () => {
    expect(
      playedWith(
        again(2_000, 12_000, (at) => [aPing(at), aConfigFile(at, "{,}")]),
        12_000,
      ),
    ).toEqual({ config: "warn" });
  });

  test("a risk lights nothing", () => {
    const found = playedWith([anInspect(T0 + 1_000, 1, { environmentNames: ["DB_PASSWORD"] })], 3_000);
    expect(found).toEqual({});
    const story = play(
      [...quiet, anInspect(T0 + 1_000, 1, { environmentNames: ["DB_PASSWORD"] })],
      T0 + 3_000,
    );
    expect(story.open.map(({ mode, severity }) => [mode, severity]).sort()).toEqual([
      ["engine-known-cve", "notice"],
      ["secret-in-image", "notice"],
    ]);
  });

  test("an OOM kill lights container and kernel together", () => {
    expect(playedWith([anEvent(T0 + 2_000, "oom", 1)], 3_000)).toEqual({ ctrs: "warn", kernel: "warn" });
  });

  test("iptables wiped", () => {
    const wiped = again(2_000, 12_000, (at) => [aPing(at), aFirewall(at, "*filter\nCOMMIT\n*nat\nCOMMIT")]);
    expect(playedWith(wiped, 12_000)).toEqual({ ctrs: "hit", ipt: "fault" });
  });

  test("only a page cuts off: what waits for daylight lights its own part", () => {
    const blast = { affected: ["names"], parts: ["ctrs"], notAffected: [] } as const;
    const lit = (severity: "page" | "ticket") =>
      partReadings(aHostState(quiet), [aSymptom({ part: "dns", severity, state: "raised", blast })], T0)
        .filter(({ id }) => id === "dns" || id === "ctrs")
        .map(({ state }) => state);
    expect(lit("page").toSorted()).toEqual(["fault", "hit"]);
    expect(lit("ticket")).toEqual(expect.arrayContaining(["warn"]));
    expect(lit("ticket")).not.toContain("hit");
  });

  test("permission denied: only the socket; dockerd is last known", () => {
    const denied = again(2_000, 90_000, (at) => [
      aSocket(at, { mayOpen: false }),
      aFailedPing(at, "socket-denied"),
    ]);
    const story = play([...quiet, ...denied], T0 + 90_000);
    expect(partStates(story.host, story.open, T0 + 90_000)).toMatchObject({
      sock: "warn",
      dockerd: "stale",
      ctrs: "stale",
    });
  });

  test("the link to the host is lost: everything is last known, nothing broken", () => {
    const host = aHostState([
      ...quiet,
      aFailedPing(T0 + 60_000, "host-unreachable"),
      ...FACT_NAMES.map((name) => aMissingFact(T0 + 60_000, name, "channel-down")),
      { ...journal(T0 + 60_000), isOpen: false } as Signal,
    ]);
    const all = partStates(host, [], T0 + 100_000);
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

describe("while dockerd hangs", () => {
  const part = (id: string, ...more: readonly Signal[]) => {
    const host = aHostState([...quiet, ...more]);
    return partReadings(host, [], T0 + 89_000).find((reading) => reading.id === id);
  };
  const silent = aFailedPing(T0 + 89_000, "timeout");

  test("it is said how long there was no answer", () => {
    expect(part("dockerd", silent)?.reading).toBe("no answer for 1m 29s");
  });

  test("calls that wait are said to include Foghorn's own", () => {
    const queue = aSocket(T0 + 88_000, { queued: 43 });
    expect(part("callers", queue, silent)).toMatchObject({ reading: "43 calls wait" });
    expect(part("callers", queue, silent)?.lines).toContain("including Foghorn's own");
    expect(part("callers", queue, aPing(T0 + 89_000))?.lines).not.toContain("including Foghorn's own");
  });
});

test("a host that never answered has no kernel reading, and no zero", () => {
  const host = aHostState([aFailedPing(T0, "host-unreachable", "no route")]);
  expect(kernelCells(host, T0 + 1_000)).toEqual([]);
  const parts = partReadings(host, [], T0 + 1_000);
  expect(parts.filter(({ readAt }) => readAt !== undefined)).toEqual([]);
  expect(
    parts.flatMap(({ reading, lines }) => [reading, ...lines]).filter((text) => /\d/.test(text)),
  ).toEqual([]);
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
    someProcesses(T0 + 15_000, [1]),
    someProcesses(T0 + 20_000, [1]),
    aList(T0 + 19_000, [aContainer(1), aContainer(2)]),
  ]);
  const shims = partReadings(host, [], T0 + 20_000).find(({ id }) => id === "shims");
  expect(shims).toMatchObject({ state: "warn", lines: ["1 gone: app-2"] });
});
