import { expect, test } from "vitest";
import type { DiskSample } from "../../host-state.ts";
import { T0 } from "../../testing/builders.ts";
import { MINUTE_MS } from "../../time.ts";
import { msUntilEmpty } from "./disk.ts";

const GIB = 1_073_741_824;
const END = T0 + 20 * MINUTE_MS;
/** A disk of 40 GiB, looked at once a minute. */
const disk = (leftGib: (minute: number) => number): readonly DiskSample[] =>
  Array.from({ length: 21 }, (_, minute) => ({
    at: T0 + minute * MINUTE_MS,
    path: "/var/lib/docker",
    totalBytes: 40 * GIB,
    availableBytes: leftGib(minute) * GIB,
    totalInodes: 0,
    freeInodes: 0,
  }));
const untilEmpty = (leftGib: (minute: number) => number) =>
  msUntilEmpty(disk(leftGib), ({ availableBytes }) => availableBytes, END);

test("a disk that loses a gigabyte a minute is empty when that has used up the rest", () => {
  expect(untilEmpty((minute) => 30 - minute)).toBeCloseTo(10 * MINUTE_MS, -2);
});

test("one that was full for some minutes and is free again has no trend", () => {
  expect(untilEmpty((minute) => (minute >= 12 && minute < 18 ? 0 : 30))).toBeUndefined();
});

test("one that grows has none", () => {
  expect(untilEmpty((minute) => 10 + minute)).toBeUndefined();
});
