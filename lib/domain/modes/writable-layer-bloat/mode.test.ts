import { expect, test } from "vitest";
import type { Signal } from "../../signal.ts";
import { aContainer, aHostState, aList, containerId, GIB, T0 } from "../../testing/builders.ts";
import { judged, play } from "../../testing/detecting.ts";
import { aDiskUsage } from "../../testing/storage-builders.ts";
import { writableLayerBloat } from "./mode.ts";

const MIB = 1_048_576;
const list = (at: number) => aList(at, [aContainer(1, { createdAt: T0 - 36_000_000 }), aContainer(2)]);
const wrote = (at: number, bytes: number) =>
  aDiskUsage(at, { writable: bytes === 0 ? [] : [{ id: containerId(1), bytes }] });

test.each<[string, readonly Signal[], readonly string[]]>([
  ["900 MiB", [list(T0), wrote(T0, 900 * MIB)], []],
  ["over a GiB", [list(T0), wrote(T0, 1.2 * GIB)], ["app-1"]],
  [
    "200 MiB more in a quarter of an hour",
    [list(T0), wrote(T0 - 900_000, 100 * MIB), wrote(T0, 300 * MIB)],
    ["app-1"],
  ],
  ["60 MiB more", [list(T0), wrote(T0 - 900_000, 100 * MIB), wrote(T0, 160 * MIB)], []],
])("%s", (_name, signals, expected) => {
  const found = judged(writableLayerBloat, aHostState(signals), T0 + 1_000);
  expect(found.map(({ subject }) => subject)).toEqual(expected);
  expect(found.every(({ severity }) => severity === "notice")).toBe(true);
});

test("over with the count that no longer has it", () => {
  const signals = [list(T0), wrote(T0, 1.2 * GIB), wrote(T0 + 30_000, 0)];
  expect(play(signals, T0 + 100_000, { modes: [writableLayerBloat] }).told()).toEqual([
    "seen 0",
    "raised 0",
    "recovering 30000",
    "cleared 90000",
  ]);
});
