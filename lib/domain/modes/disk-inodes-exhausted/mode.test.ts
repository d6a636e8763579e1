import { describe, expect, test } from "vitest";
import { aDisk, aHostState, aLine, T0 } from "../../testing/builders.ts";
import { every, judged, play } from "../../testing/detecting.ts";
import { diskInodesExhausted } from "./mode.ts";

const left =
  (freeInodes: number, totalInodes = 1_000) =>
  (at: number) =>
    aDisk(at, { totalInodes, freeInodes });

describe("limits", () => {
  test.each([
    ["50 % free", 500, 1_000, undefined],
    ["15 % free", 150, 1_000, undefined],
    ["14 % free", 140, 1_000, "ticket"],
    ["4 % free", 40, 1_000, "page"],
    ["none free", 0, 1_000, "page"],
    ["a file system that makes inodes as it goes", 0, 0, undefined],
  ])("%s", (_name, free, total, severity) => {
    const host = aHostState([left(free, total)(T0)]);
    expect(judged(diskInodesExhausted, host, T0)[0]?.severity).toBe(severity);
  });
});

test("it says that bytes are free and that df -h does not show it", () => {
  const host = aHostState([left(0)(T0), aLine(T0, "dockerd", "symlink ../x: no space left on device")]);
  const [judgement] = judged(diskInodesExhausted, host, T0);
  expect(judgement?.summary).toContain("0 of 1000 inodes free, while 64 GB are free");
  expect(judgement?.blast.notAffected).toEqual([
    "Files that exist can be read and written",
    "Bytes: 64 GB free",
  ]);
  expect(judgement?.evidence).toHaveLength(2);
});

test("raised at once when none is left, cleared after ten minutes above the upper edge", () => {
  const signals = [
    ...every(4_000, T0, T0 + 20_000, left(900)),
    ...every(4_000, T0 + 20_000, T0 + 60_000, left(0)),
    ...every(4_000, T0 + 60_000, T0 + 700_000, left(900)),
  ];
  expect(play(signals, T0 + 690_000).told("disk-inodes-exhausted")).toEqual([
    "seen 20000",
    "raised 25000",
    "recovering 60000",
    "cleared 660000",
  ]);
});

test("between the two edges an open symptom stays", () => {
  const signals = [
    ...every(4_000, T0, T0 + 20_000, left(140)),
    ...every(4_000, T0 + 20_000, T0 + 60_000, left(180)),
  ];
  expect(play(signals, T0 + 50_000).told()).toEqual(["seen 0"]);
});
