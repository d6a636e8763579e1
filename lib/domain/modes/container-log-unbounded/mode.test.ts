import { describe, expect, test } from "vitest";
import {
  aContainer,
  aDisk,
  aHostState,
  aList,
  aMissingFact,
  anInspect,
  containerId,
  GIB,
  T0,
} from "../../testing/builders.ts";
import { every, judged, play } from "../../testing/detecting.ts";
import { someLogFiles, someSuspects } from "../../testing/storage-builders.ts";
import { containerLogUnbounded } from "./mode.ts";

const MIB = 1_048_576;
const OLD = aList(T0, [aContainer(1, { createdAt: T0 - 10 * 3_600_000 })]);
const sized = (bytes: number) => (at: number) =>
  someLogFiles(at, { files: [{ id: containerId(1), bytes, files: 1 }], removed: [] });
const unlimited = anInspect(T0, 1, { confinement: undefined as never });
const rotated = anInspect(T0, 1, {
  confinement: {
    isPrivileged: false,
    addedCapabilities: [],
    pidMode: "",
    networkMode: "",
    ipcMode: "",
    securityOptions: [],
    nanoCpus: 0,
    cpuQuotaMicros: 0,
    pidsLimit: 0,
    logMaxSize: "2g",
  },
});
const severity = (...signals: Parameters<typeof aHostState>[0][number][]) =>
  judged(containerLogUnbounded, aHostState([OLD, ...signals]), T0 + 120_000)[0]?.severity;

describe("limits", () => {
  test.each([
    ["900 MiB", [sized(900 * MIB)(T0)], undefined],
    ["over a GiB: a risk", [sized(1_100 * MIB)(T0)], "notice"],
    ["over a GiB, but bounded", [rotated, sized(1_100 * MIB)(T0)], undefined],
    [
      "over a GiB of the driver local",
      [anInspect(T0, 1, { logDriver: "local" }), sized(1_100 * MIB)(T0)],
      undefined,
    ],
    [
      "a tenth of the disk",
      [aDisk(T0 + 119_000, { totalBytes: 10 * GIB }), sized(1_100 * MIB)(T0)],
      "ticket",
    ],
    ["60 MiB in a minute", [sized(100 * MIB)(T0), sized(160 * MIB)(T0 + 60_000)], undefined],
    ["200 MiB in a minute", [unlimited, sized(100 * MIB)(T0), sized(300 * MIB)(T0 + 60_000)], "notice"],
    ["cut in between", [sized(800 * MIB)(T0), sized(150 * MIB)(T0 + 60_000)], undefined],
    ["not readable", [aMissingFact(T0, "log-files")], undefined],
  ])("%s", (_name, signals, expected) => {
    expect(severity(...signals)).toBe(expected);
  });

  test("a young container began with nothing", () => {
    const young = aList(T0, [aContainer(1, { createdAt: T0 - 60_000 })]);
    const host = aHostState([young, sized(250 * MIB)(T0)]);
    expect(judged(containerLogUnbounded, host, T0 + 1_000)).toMatchObject([
      {
        subject: "app-1",
        severity: "notice",
        evidence: [{ reading: "262 MB, +262 MB in 1m 00s; no max-size" }],
      },
    ]);
  });

  test("growth that fills the disk within a day is a ticket", () => {
    const grows = every(60_000, T0, T0 + 1_260_000, (at) =>
      sized(100 * MIB + ((at - T0) / 60_000) * 10 * MIB)(at),
    );
    const now = T0 + 1_260_000;
    const disk = (gib: number) => aDisk(now, { totalBytes: 100 * GIB, availableBytes: gib * GIB });
    const at = (gib: number) =>
      judged(containerLogUnbounded, aHostState([OLD, ...grows, disk(gib)]), now)[0]?.severity;
    expect([at(10), at(60)]).toEqual(["ticket", "notice"]);
  });
});

test("cut to nothing it is over a minute later; removed with its container it is gone", () => {
  const signals = [OLD, sized(1_200 * MIB)(T0 + 1_000), sized(0)(T0 + 61_000), sized(0)(T0 + 121_000)];
  expect(play(signals, T0 + 130_000, { modes: [containerLogUnbounded] }).told()).toEqual([
    "seen 1000",
    "raised 1000",
    "recovering 61000",
    "cleared 121000",
  ]);
});

describe("a large log is looked at by itself", () => {
  const modes = [containerLogUnbounded];
  const again = (at: number, bytes: number, files: number) =>
    someSuspects(at, { logs: [{ id: containerId(1), bytes, files }] });
  const large = [OLD, sized(300 * MIB)(T0 + 1_000), sized(1_200 * MIB)(T0 + 61_000)];

  test.each([
    ["cut to nothing", [again(T0 + 65_000, 0, 1)], ["recovering 65000", "cleared 125000"]],
    ["removed with its container", [again(T0 + 65_000, 0, 0)], ["recovering 65000", "cleared 125000"]],
    ["as large as it was", [again(T0 + 65_000, 1_201 * MIB, 1)], []],
  ])("%s", (_name, signals, after) => {
    const story = play([...large, ...signals], T0 + 130_000, { modes });
    expect(story.told().slice(2)).toEqual(after);
  });
});
