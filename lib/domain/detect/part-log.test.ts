import { describe, expect, test } from "vitest";
import type { Signal } from "../signal.ts";
import { aDisk, aFact, aHostState, aLine, containerId, T0 } from "../testing/builders.ts";
import { quiet } from "../testing/quiet-host.ts";
import { MINUTE_MS } from "../time.ts";
import { partReadings } from "./parts.ts";
import { vitalsOf } from "./vitals.ts";

const GB = 1_000_000_000;
const GIB = 1_073_741_824;
const logs = (at: number, bytes: number) =>
  aFact(at, { name: "log-files", logs: { files: [{ id: containerId(1), bytes, files: 3 }] } });
const hostAfter = (signals: readonly Signal[]) =>
  aHostState([...quiet, aLine(T0, "dockerd", 'level=info msg="API listen on /run/docker.sock"'), ...signals]);
const linesOf = (signals: readonly Signal[], now: number) => {
  const part = partReadings(hostAfter(signals), [], now).find(({ id }) => id === "log");
  return part && [part.reading, ...part.lines];
};

describe("what containers write", () => {
  test("files and their size stand beside the driver, and are left out where nobody read them", () => {
    expect(linesOf([logs(T0, 9.2 * GB)], T0 + 1_000)).toEqual([
      "json-file, 3 files",
      "9.2 GB",
      "engine: 1 s ago",
    ]);
    expect(linesOf([], T0 + 1_000)).toEqual(["json-file", "engine: 1 s ago"]);
  });

  test("bytes that a sink does not take are said with its address", () => {
    const sink = { peer: "10.0.0.5:24224", port: 24_224, unsentBytes: 2_500_000 };
    expect(linesOf([aFact(T0, { name: "log-sinks", sinks: [sink] })], T0 + 1_000)).toContain(
      "2.5 MB wait for 10.0.0.5:24224",
    );
  });

  test("growth is a rate once ten minutes were seen, and stands beside the disk", () => {
    const minutes = (count: number) =>
      Array.from({ length: count + 1 }, (_, minute) =>
        logs(T0 + minute * MINUTE_MS, GB + minute * 0.01 * GB),
      );
    expect(linesOf(minutes(5), T0 + 5 * MINUTE_MS)).toContain("1.1 GB");
    const until = T0 + 20 * MINUTE_MS;
    expect(linesOf(minutes(20), until)).toContain("1.2 GB, +600 MB an hour");
    const disk = (signals: readonly Signal[]) =>
      vitalsOf(hostAfter([...signals, aDisk(until)]), until).find(({ id }) => id === "disk")?.note;
    expect(disk(minutes(20))).toBe("logs +600 MB/h");
    expect(disk([])).toMatch(/^inodes \d+ %$/);
  });

  test("a disk that fills says when it is full before anything else", () => {
    const fills = Array.from({ length: 41 }, (_, step) =>
      aDisk(T0 + step * 30_000, { availableBytes: 60 * GIB - step * 0.1 * GB }),
    );
    const now = T0 + 20 * MINUTE_MS;
    expect(vitalsOf(hostAfter(fills), now).find(({ id }) => id === "disk")?.note).toBe("full in 5h 02m");
  });
});
