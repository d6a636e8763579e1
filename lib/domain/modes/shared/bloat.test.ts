import { describe, expect, test } from "vitest";
import type { DiskUsageReading } from "../../readings.ts";
import { aDisk, aFailedPing, aHostState, GIB, HOST, T0 } from "../../testing/builders.ts";
import { judged, play } from "../../testing/detecting.ts";
import { aDiskUsage } from "../../testing/storage-builders.ts";
import { buildCacheBloat } from "../build-cache-bloat/mode.ts";
import { imageBloat } from "../image-bloat/mode.ts";
import { volumeBloat } from "../volume-bloat/mode.ts";

const disk = (gib: number) => aDisk(T0, { totalBytes: gib * GIB, availableBytes: (gib / 2) * GIB });

const KINDS = [
  {
    mode: imageBloat,
    says: "30 of 40 images are used by no container",
    of: (bytes: number): Partial<DiskUsageReading> => ({
      images: { count: 40, bytes: 2 * bytes, unusedCount: 30, reclaimableBytes: bytes, danglingCount: 12 },
    }),
  },
  {
    mode: volumeBloat,
    says: "Ask for the owner",
    of: (bytes: number): Partial<DiskUsageReading> => ({
      volumes: {
        count: 5,
        bytes,
        unusedCount: 2,
        unusedBytes: bytes,
        largestUnused: [{ name: "old-db", bytes }],
      },
    }),
  },
  {
    mode: buildCacheBloat,
    says: "in 90 records",
    of: (bytes: number): Partial<DiskUsageReading> => ({
      buildCache: { count: 90, bytes, reclaimableBytes: bytes / 2 },
    }),
  },
];

describe.each(KINDS)("$mode.id", ({ mode, says, of }) => {
  test.each([
    ["19 GiB of a large disk", [disk(1_000), aDiskUsage(T0, of(19 * GIB))], 0],
    ["21 GiB of a large disk", [disk(1_000), aDiskUsage(T0, of(21 * GIB))], 1],
    ["half of a small disk", [disk(10), aDiskUsage(T0, of(5 * GIB))], 1],
    ["all of a tiny one, below a gibibyte", [disk(1), aDiskUsage(T0, of(0.9 * GIB))], 0],
    ["21 GiB where the disk cannot be read", [aDiskUsage(T0, of(21 * GIB))], 1],
    ["nothing to speak of", [disk(100), aDiskUsage(T0)], 0],
    ["never counted", [disk(100), aFailedPing(T0, "timeout")], 0],
  ])("%s", (_name, signals, count) => {
    const found = judged(mode, aHostState(signals), T0 + 1_000);
    expect(found.map(({ severity }) => severity)).toEqual(Array(count).fill("notice"));
  });

  test("it says what could go", () => {
    const [judgement] = judged(mode, aHostState([disk(1_000), aDiskUsage(T0, of(30 * GIB))]), T0);
    expect(judgement?.summary).toContain(says);
    expect(judgement?.evidence[0]?.reading).toBe("32 GB, 3 % of the disk; limit 21 GB");
  });

  test("a count that fails does not end it, a smaller one does", () => {
    const refused = {
      hostId: HOST,
      at: T0 + 20_000,
      kind: "disk-usage",
      outcome: { ok: false, failure: "timeout", message: "", durationMs: 30_000 },
    } as const;
    const signals = [
      aDiskUsage(T0, of(30 * GIB)),
      refused,
      aDiskUsage(T0 + 40_000, of(18 * GIB)),
      aDiskUsage(T0 + 60_000, of(GIB)),
    ];
    expect(play(signals, T0 + 130_000, { modes: [mode] }).told()).toEqual([
      "seen 0",
      "raised 0",
      "recovering 60000",
      "cleared 120000",
    ]);
  });
});
