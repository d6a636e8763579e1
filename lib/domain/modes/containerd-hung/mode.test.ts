import { describe, expect, test } from "vitest";
import {
  aContainer,
  aFailed,
  aFailedPing,
  aHostState,
  aList,
  anInfo,
  aPing,
  aVersion,
  someProcesses,
  someUnits,
  T0,
} from "../../testing/builders.ts";
import { every, failing, judged, play } from "../../testing/detecting.ts";
import { containerdHung } from "./mode.ts";

const hung = (at: number) => aFailed("info", at, "timeout");
const noVersion = (at: number) => aFailed("version", at, "timeout");

describe("what is containerd's fault", () => {
  test.each([
    [
      "info and version silent, ping quick in the same time",
      [aPing(T0 + 4_000), hung(T0 + 5_000), noVersion(T0 + 5_001)],
      [""],
    ],
    [
      "info silent, and version, which waits for containerd alone, answers meanwhile",
      [aPing(T0 + 4_000), aVersion(T0 + 600), hung(T0 + 5_000)],
      [],
    ],
    ["info silent, and version is still waited for", [aPing(T0 + 4_000), hung(T0 + 5_000)], []],
    [
      "info silent for the second time, and nobody asked for the version",
      [hung(T0 - 4_000), aPing(T0 + 4_000), hung(T0 + 5_000)],
      [""],
    ],
    [
      "info silent, and the process of containerd is stopped",
      [someProcesses(T0, [1], { containerd: { state: "T" } }), aPing(T0 + 4_000), hung(T0 + 5_000)],
      [""],
    ],
    ["info silent, ping silent as well", [aFailedPing(T0 + 4_000, "timeout"), hung(T0 + 5_000)], []],
    ["the quick ping was before info was asked", [aPing(T0 - 4_000), hung(T0 + 5_000)], []],
    [
      "info was asked while all of dockerd hung, and ended just after it was well again",
      [aFailedPing(T0 + 4_000, "timeout"), aPing(T0 + 4_900), hung(T0 + 5_000)],
      [],
    ],
    [
      "all of dockerd fell silent while info was waited for, and the ping that would tell is still out",
      [aPing(T0 + 100), hung(T0 + 5_000)],
      [],
    ],
    [
      "the same, once that ping came back in time",
      [aPing(T0 + 100), aPing(T0 + 2_100), hung(T0 + 5_000), noVersion(T0 + 5_001), aPing(T0 + 5_001, 900)],
      [""],
    ],
    ["info slow, but it came", [aPing(T0 + 4_000), anInfo(T0 + 5_000, {}, 4_500)], []],
    ["info refused", [aPing(T0 + 4_000), aFailed("info", T0 + 5_000, "http-status")], []],
    [
      "containerd is gone, which is another mode",
      [someUnits(T0, { containerd: { activeState: "failed" } }), aPing(T0 + 4_000), hung(T0 + 5_000)],
      [],
    ],
  ])("%s", (_name, signals, expected) => {
    expect(failing(containerdHung, aHostState(signals), T0 + 5_001)).toEqual(expected);
  });
});

test("it names containerd, its process, and what still answers", () => {
  const host = aHostState([
    someProcesses(T0, [1], { containerd: { state: "T" } }),
    aPing(T0 + 4_000, 1),
    aList(T0 + 4_500, [aContainer(1)]),
    hung(T0 + 5_000),
  ]);
  expect(judged(containerdHung, host, T0 + 5_000)[0]).toMatchObject({
    severity: "page",
    part: "containerd",
    facts: { pid: "600", processState: "T" },
    blast: { notAffected: ["Container list and inspect answer", "1 of 1 containers run on: app-1"] },
  });
});

test("seen at the first silent info, raised at the second, cleared after three quick ones", () => {
  const signals = [
    ...every(2_000, T0, T0 + 60_000, aPing),
    ...every(9_000, T0 + 9_000, T0 + 30_000, hung),
    ...every(9_000, T0 + 9_500, T0 + 30_000, noVersion),
    ...every(4_000, T0 + 31_000, T0 + 60_000, anInfo),
  ];
  expect(play(signals, T0 + 50_000).told()).toEqual([
    "seen 9500",
    "raised 18000",
    "recovering 31000",
    "cleared 39000",
  ]);
});
