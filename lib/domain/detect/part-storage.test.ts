import { describe, expect, test } from "vitest";
import type { DiskUsageReading } from "../readings.ts";
import type { Signal } from "../signal.ts";
import { aFailedPing, aHostState, anInfo, aPing, HOST, T0 } from "../testing/builders.ts";
import { quiet } from "../testing/quiet-host.ts";
import { MINUTE_MS } from "../time.ts";
import { partReadings } from "./parts.ts";

const GB = 1_000_000_000;
const usage = (at: number, about: Partial<DiskUsageReading> = {}): Signal => ({
  hostId: HOST,
  at,
  kind: "disk-usage",
  outcome: {
    ok: true,
    durationMs: 40,
    reading: {
      images: { count: 118, bytes: 31 * GB, unusedCount: 40, reclaimableBytes: 9 * GB, danglingCount: 3 },
      volumes: { count: 15, bytes: 118 * GB, unusedCount: 2, unusedBytes: 22 * GB, largestUnused: [] },
      buildCache: { count: 61, bytes: 211 * GB, reclaimableBytes: 148 * GB },
      writable: [],
      ...about,
    },
  },
});
const parts = (signals: readonly Signal[], now = T0 + 1_000) => {
  const all = partReadings(aHostState([...quiet, ...signals]), [], now);
  return (id: string) => all.find((part) => part.id === id);
};

describe("what Docker counts of its disk", () => {
  test("volumes, build cache and images say their size and what of it nobody uses", () => {
    const part = parts([usage(T0), anInfo(T0, { images: 118 })]);
    expect(part("volumes")).toMatchObject({
      state: "ok",
      short: "15",
      reading: "15 volumes",
      lines: ["118 GB", "2 unused, 22 GB"],
    });
    expect(part("cache")).toMatchObject({
      state: "ok",
      short: "211 GB",
      reading: "211 GB",
      lines: ["148 GB reclaimable", "61 records"],
    });
    expect(part("images")).toMatchObject({
      reading: "118 images",
      lines: ["overlay2", "31 GB", "40 unused, 9.0 GB"],
    });
  });

  test("what is empty is said to be, and nothing is unused of nothing", () => {
    const part = parts([
      usage(T0, {
        volumes: { count: 0, bytes: 0, unusedCount: 0, unusedBytes: 0, largestUnused: [] },
        buildCache: { count: 0, bytes: 0, reclaimableBytes: 0 },
      }),
    ]);
    expect(part("volumes")).toMatchObject({ reading: "0 volumes", lines: [] });
    expect(part("cache")).toMatchObject({ short: "empty", reading: "empty" });
  });

  test("before the first count and after one that failed the true reason stands there", () => {
    expect(parts([])("cache")?.notVisible?.reason).toBe("dockerd has not counted its disk yet");
    const failed = parts([
      {
        hostId: HOST,
        at: T0,
        kind: "disk-usage",
        outcome: { ok: false, failure: "timeout", message: "no answer in 30 s", durationMs: 30_000 },
      },
    ]);
    expect(failed("volumes")?.notVisible?.reason).toBe("dockerd could not count its disk: no answer in 30 s");
  });

  test("it is of now for three rounds, then last known", () => {
    const later = (minutes: number) => {
      const now = T0 + minutes * MINUTE_MS;
      return parts([usage(T0), aPing(now)], now + 1_000)("cache")?.state;
    };
    expect(later(44)).toBe("ok");
    expect(later(46)).toBe("stale");
  });

  test("a daemon that does not answer makes it last known at once", () => {
    const now = T0 + 60_000;
    const part = parts([usage(T0), aFailedPing(now, "host-unreachable")], now + 1_000);
    expect(part("volumes")).toMatchObject({ state: "stale", reading: "15 volumes", readAt: T0 });
  });

  test("a size fits its box, whatever it is", () => {
    for (const bytes of [1, 999_600, 9_949_999, 999_600_000, 999_999 * GB, 9_000_000 * GB])
      expect(
        parts([usage(T0, { buildCache: { count: 1, bytes, reclaimableBytes: 0 } })])("cache")?.short.length,
      ).toBeLessThanOrEqual(6);
  });
});
