import type { DiskUsageReading } from "../readings.ts";
import type { Signal } from "../signal.ts";
import type { LayersReading, LogFilesReading, LogSinkReading, SuspectsReading } from "../storage-facts.ts";
import type { EpochMs } from "../time.ts";
import { anInspect } from "./builders.ts";
import { aConfinement, aFact } from "./fact-builders.ts";
import { HOST, T0 } from "./values.ts";

export const someLogFiles = (at: EpochMs, logs: LogFilesReading): Signal =>
  aFact(at, { name: "log-files", logs });

export const someSinks = (at: EpochMs, sinks: readonly LogSinkReading[]): Signal =>
  aFact(at, { name: "log-sinks", sinks });

export const someLayers = (at: EpochMs, about: Partial<LayersReading> = {}): Signal =>
  aFact(at, { name: "layers", layers: { count: 10, wrong: [], orphans: [], ...about } });

export const someSuspects = (at: EpochMs, suspects: Partial<SuspectsReading>): Signal =>
  aFact(at, { name: "suspects", suspects: { layers: [], logs: [], ...suspects } });

/** What a small healthy host answers, but for what is told. */
export const aDiskUsage = (at: EpochMs, about: Partial<DiskUsageReading> = {}): Signal => ({
  hostId: HOST,
  at,
  kind: "disk-usage",
  outcome: {
    ok: true,
    durationMs: 40,
    reading: {
      images: { count: 3, bytes: 3_000_000, unusedCount: 0, reclaimableBytes: 0, danglingCount: 0 },
      volumes: { count: 1, bytes: 3_145_728, unusedCount: 0, unusedBytes: 0, largestUnused: [] },
      buildCache: { count: 0, bytes: 0, reclaimableBytes: 0 },
      writable: [],
      ...about,
    },
  },
});

/** A container that logs to a sink, in Docker's own mode (blocking) where none is given. */
export const aLogSink = (number: number, logSink: string, logMode?: string, logDriver = "syslog"): Signal =>
  anInspect(T0, number, {
    logDriver,
    confinement: aConfinement({ logSink, ...(logMode !== undefined && { logMode }) }),
  });
