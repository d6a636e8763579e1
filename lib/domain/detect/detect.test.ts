import { describe, expect, test } from "vitest";
import { foldSignals, startHostState } from "../fold.ts";
import type { Signal } from "../signal.ts";
import { runSinceAt, type Symptom } from "../symptom.ts";
import {
  aBridge,
  aContainer,
  aDisk,
  aFailed,
  aFailedInspect,
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
  HOST,
  someNetworks,
  someProcesses,
  T0,
} from "../testing/builders.ts";
import { cpuMs } from "../testing/cpu-ms.ts";
import { every, numberedIds, play } from "../testing/detecting.ts";
import { QUIET_RULES } from "../testing/quiet-host.ts";
import { detect, openSymptoms, startDetection } from "./detect.ts";

const sick = aContainer(1, { health: "unhealthy", status: "Up 1 hour (unhealthy)" });
const lists = (fromMs: number, untilMs: number) =>
  every(4_000, T0 + fromMs, T0 + untilMs, (at) => aList(at, [sick, aContainer(2)]));
const pings = (fromMs: number, untilMs: number) => every(2_000, T0 + fromMs, T0 + untilMs, aPing);
const refusals = (fromMs: number, untilMs: number) =>
  every(2_000, T0 + fromMs, T0 + untilMs, (at) => aFailedPing(at, "connection-refused"));

describe("the data root, which commands of runbooks name", () => {
  const refused = 'level=error msg="failed to register layer: write /bin/busybox: no space left on device"';
  const factsAfter = (...signals: readonly Signal[]) =>
    play([...signals, aLine(T0 + 1_000, "dockerd", refused)], T0 + 2_000).open.find(
      ({ mode }) => mode === "image-pull-no-space",
    )?.facts;

  test("is known of a symptom whose line does not name it, as dockerd says it or as its disk was read", () => {
    const told = factsAfter(anInfo(T0, { dataRoot: "/srv/docker" }), aDisk(T0));
    expect(told?.dataRoot).toBe("/srv/docker");
    expect(factsAfter(aDisk(T0, { path: "/mnt/docker" }))?.dataRoot).toBe("/mnt/docker");
  });

  test("is left open where nobody knows it", () => {
    expect(factsAfter(aMissingFact(T0, "disk"))).toEqual({ lines: "1 line" });
  });
});

describe("what a cause hides", () => {
  test("a container's symptom from before the daemon went is unknown, and known again after", () => {
    const story = play(
      [
        ...lists(0, 20_000),
        ...pings(0, 20_000),
        ...refusals(20_000, 60_000),
        ...pings(60_000, 90_000),
        ...lists(60_000, 90_000),
      ],
      T0 + 80_000,
    );
    expect(story.told("container-unhealthy")).toEqual([
      "seen 0",
      "unknown 20000",
      "unknown 60000",
      "raised 60000",
    ]);
    expect(
      story.changes.filter(({ kind }) => kind === "unknown").map(({ symptom }) => symptom.isUnknown),
    ).toEqual([true, false]);
  });

  test("is hidden with the reading that shows the cause, not a tick later: a single look ends in between", () => {
    const story = play([...lists(0, 20_000), ...pings(0, 20_000), ...refusals(20_300, 22_000)], T0 + 22_000);
    const unknown = story.told("container-unhealthy").filter((line) => line.startsWith("unknown"));
    expect(unknown).toEqual(["unknown 20300"]);
  });

  test("while hidden it neither clears nor raises", () => {
    const story = play(
      [...lists(0, 20_000), ...pings(0, 20_000), ...refusals(20_000, 900_000)],
      T0 + 890_000,
    );
    const hidden = story.open.find(({ mode }) => mode === "container-unhealthy");
    expect(hidden).toMatchObject({ state: "seen", isUnknown: true });
  });

  test("disk is read without Docker and goes on being judged", () => {
    const full = every(4_000, T0, T0 + 60_000, (at) => aDisk(at, { availableBytes: 0 }));
    const story = play([...full, ...refusals(0, 60_000)], T0 + 50_000);
    expect(story.open.find(({ mode }) => mode === "disk-full-data-root")?.isUnknown).toBe(false);
  });
});

test("what passed and fails again knows since when it fails this time, and since when it is open", () => {
  const signals = [...refusals(0, 20_000), ...pings(20_000, 40_000), ...refusals(40_000, 60_000)];
  const [down] = play(signals, T0 + 58_000).open;
  if (down === undefined) throw new RangeError("nothing open");
  expect(down).toMatchObject({ mode: "daemon-down", sinceAt: T0 - 1 });
  expect(runSinceAt(down)).toBe(T0 + 39_999);
});

describe("what a cause explains", () => {
  test("inspects that hang after containerd did are shown beneath it", () => {
    const signals = [
      ...pings(0, 60_000),
      ...every(9_000, T0 + 9_000, T0 + 60_000, (at) => aFailed("info", at, "timeout")),
      ...every(4_000, T0, T0 + 60_000, (at) => aList(at, [aContainer(1), aContainer(2)])),
      ...every(10_000, T0 + 25_000, T0 + 60_000, (at) => aFailedInspect(at, 1, "timeout")),
    ];
    const story = play(signals, T0 + 50_000);
    const cause = story.open.find(({ mode }) => mode === "containerd-hung");
    const effect = story.open.find(({ mode }) => mode === "container-lock-hung");
    expect(effect).toMatchObject({ absorbedBy: cause?.id, isUnknown: false });
  });

  test("what begins after the cause passed again is a fault of its own", () => {
    const signals = [
      ...refusals(0, 10_000),
      ...pings(10_000, 20_000),
      ...every(7_000, T0 + 26_000, T0 + 50_000, (at) => aFailedPing(at, "timeout")),
    ];
    const story = play(signals, T0 + 40_000);
    expect(story.open.map(({ mode, absorbedBy }) => [mode, absorbedBy])).toEqual([
      ["daemon-down", undefined],
      ["daemon-hung", undefined],
    ]);
  });

  test("one that hung long before is a fault of its own", () => {
    const signals = [
      ...pings(0, 60_000),
      ...every(10_000, T0 + 5_000, T0 + 60_000, (at) => aFailedInspect(at, 1, "timeout")),
      ...every(4_000, T0, T0 + 60_000, (at) => aList(at, [aContainer(1), aContainer(2)])),
      ...every(9_000, T0 + 29_000, T0 + 60_000, (at) => aFailed("info", at, "timeout")),
    ];
    const story = play(signals, T0 + 50_000);
    expect(story.open.find(({ mode }) => mode === "container-lock-hung")?.absorbedBy).toBeUndefined();
  });
});

describe("detection", () => {
  const signals: readonly Signal[] = [...lists(0, 40_000), ...pings(0, 20_000), ...refusals(20_000, 40_000)];

  test("the same signals give the same changes", () => {
    expect(play(signals, T0 + 40_000).changes).toEqual(play(signals, T0 + 40_000).changes);
  });

  test("judging only what changed gives what judging everything gives, within a second", () => {
    const late = play(signals, T0 + 40_000).told();
    const newId = numberedIds();
    let host = startHostState(HOST, T0);
    let detection = startDetection(HOST, []);
    const told: string[] = [];
    for (let now = T0; now <= T0 + 40_000; now += 1_000) {
      const due = signals.filter(({ at }) => at <= now && at > now - 1_000);
      host = foldSignals(host, due);
      const step = detect(detection, host, "tick", now, newId);
      detection = step.detection;
      told.push(
        ...step.changes.flatMap(({ kind, at }) => (kind === "updated" ? [] : [`${kind} ${at - T0}`])),
      );
    }
    expect(told.toSorted()).toEqual(late.toSorted());
  });

  test("a symptom that was open when Foghorn stopped goes on, with its id and its times", () => {
    const before = play(signals, T0 + 40_000).open.find(({ mode }) => mode === "daemon-down") as Symptom;
    const after = play(pings(0, 120_000), T0 + 110_000, { open: [before] });
    expect(after.told("daemon-down")).toEqual(["recovering 0", "cleared 60000"]);
    expect(after.changes[0]?.symptom).toMatchObject({ id: before.id, seenAt: before.seenAt });
  });

  test("what was open is not called unknown while Foghorn takes its first readings again", () => {
    const before = play(signals, T0 + 40_000).open.find(({ mode }) => mode === "daemon-down") as Symptom;
    const told = (from: number) =>
      play(refusals(from, 60_000), T0 + 30_000, { open: [before] })
        .told("daemon-down")
        .filter((line) => !line.startsWith("updated"));
    expect(told(8_000)).toEqual([]);
    expect(told(70_000)).toEqual(["unknown 15000"]);
  });

  test("counts that grow are told every two seconds at first, then every ten, not with every reading", () => {
    const story = play([...pings(0, 10_000), ...refusals(10_000, 70_000)], T0 + 69_000);
    const updates = story.changes.filter(
      ({ kind, symptom }) => kind === "updated" && symptom.mode === "daemon-down",
    );
    const early = updates.filter(({ at }) => at < T0 + 25_000);
    expect(early.length).toBeLessThanOrEqual(8);
    expect(updates.length - early.length).toBeGreaterThanOrEqual(3);
    expect(updates.length - early.length).toBeLessThanOrEqual(5);
  });

  test("evidence stays bounded and the newest reading of a probe takes its place", () => {
    const story = play([...pings(0, 10_000), ...refusals(10_000, 300_000)], T0 + 290_000);
    const [down] = story.open;
    expect(down?.evidence.filter(({ source }) => source === "GET /_ping")).toHaveLength(1);
    expect(down?.evidence.length).toBeLessThanOrEqual(20);
  });

  test("nothing was ever heard: nothing is said", () => {
    expect(play([], T0 + 10_000).changes).toEqual([]);
  });
});

test("a host with a thousand containers is judged in less than 5 ms", () => {
  const containers = Array.from({ length: 1_000 }, (_, index) =>
    aContainer(index + 1, {
      name: `app-${index + 1}`,
      ports: [{ hostPort: 20_000 + index, containerPort: 80, protocol: "tcp" }],
    }),
  );
  const events = containers.flatMap((_, index) =>
    index % 10 === 0
      ? [
          anEvent(T0 + index, "start", index + 1),
          anEvent(T0 + index + 1, "die", index + 1, { exitCode: "0" }),
        ]
      : [],
  );
  const inspects = containers.map((_, index) => anInspect(T0 + index, index + 1));
  const ports = containers.map(
    (_, index) => `-A DOCKER -p tcp --dport ${20_000 + index} -j DNAT --to 172.17.0.9:80`,
  );
  const host = aHostState([
    aPing(T0),
    anInfo(T0),
    someNetworks(T0, [aBridge()]),
    someProcesses(
      T0,
      containers.map((_, index) => index + 1),
    ),
    ...inspects,
    ...events,
    aList(T0 + 2_000, containers),
    aFirewall(T0 + 2_000, [QUIET_RULES, "*nat", ...ports].join("\n")),
    aPing(T0 + 2_000),
  ]);
  const newId = numberedIds();
  let detection = startDetection(HOST, []);
  const times: number[] = [];
  for (let round = 0; round < 20; round += 1) {
    times.push(
      cpuMs(() => {
        detection = detect(detection, host, "tick", T0 + 3_000 + round, newId).detection;
      }),
    );
  }
  // The quickest round: the first ones are not compiled yet.
  expect(Math.min(...times)).toBeLessThan(5);
  expect(openSymptoms(detection)).toEqual([]);
});
