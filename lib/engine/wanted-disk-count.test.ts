import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { HostFact } from "../domain/facts.ts";
import type { HostId } from "../domain/ids.ts";
import { aSymptom } from "../domain/incidents/testing/builders.ts";
import type { Signal } from "../domain/signal.ts";
import { aDisk, aHostState, anInfo, aPing, T0 } from "../domain/testing/builders.ts";
import { aDiskUsage, someLogFiles } from "../domain/testing/storage-builders.ts";
import type { EngineDeps } from "./engine-deps.ts";
import { memoryPorts } from "./memory-ports.ts";
import { COUNT_GAP_MS, COUNT_REST_FACTOR, wantsDiskCount } from "./wanted-disk-count.ts";
import { startWatchedHost, type WatchedHost } from "./watched-host.ts";

const GIB = 1_073_741_824;
const MINUTE_MS = 60_000;
const aDiskWith = (at: number, usedGib: number): Signal =>
  aDisk(at, { usedBytes: usedGib * GIB, availableBytes: (100 - usedGib) * GIB });
const filling = (sinceAt: number, state: "seen" | "raised" | "recovering" = "raised") => [
  aSymptom({ mode: "disk-full-data-root", state, sinceAt }),
];

describe("what Docker keeps is counted ahead of its time", () => {
  const counted = aHostState([
    aDiskWith(T0 - 2_000, 60),
    someLogFiles(T0, { files: [], removed: [] }),
    aDiskUsage(T0),
  ]);
  const later = T0 + 5 * MINUTE_MS;

  test("when the disk began to run full after the last count, and never for another symptom", () => {
    expect(wantsDiskCount(counted, filling(later), later)).toBe(true);
    expect(wantsDiskCount(counted, filling(later, "seen"), later)).toBe(true);
    expect(wantsDiskCount(counted, [aSymptom({ mode: "daemon-hung", sinceAt: later })], later)).toBe(false);
    expect(wantsDiskCount(counted, [], later)).toBe(false);
  });

  test("not again once it was counted since then, nor while the disk gets well", () => {
    expect(wantsDiskCount(counted, filling(T0 - MINUTE_MS), later)).toBe(false);
    expect(wantsDiskCount(counted, filling(later, "recovering"), later)).toBe(false);
  });

  test("again when more than a tenth of the disk came since, for then nobody can say whose it is", () => {
    const grownTo = (gib: number) =>
      aHostState([
        aDiskWith(T0 - 2_000, 60),
        aDiskUsage(T0),
        someLogFiles(later, { files: [], removed: [] }),
        aDiskWith(later, gib),
      ]);
    expect(wantsDiskCount(grownTo(64), filling(T0 - MINUTE_MS), later)).toBe(false);
    expect(wantsDiskCount(grownTo(80), filling(T0 - MINUTE_MS), later)).toBe(true);
  });

  test("never twice within a minute, and not for twenty times as long as the last took", () => {
    const soon = T0 + COUNT_GAP_MS - 1;
    expect(wantsDiskCount(counted, filling(soon), soon)).toBe(false);
    expect(wantsDiskCount(counted, filling(soon), T0 + COUNT_GAP_MS)).toBe(true);
    const slow: Signal = { ...aDiskUsage(T0), kind: "disk-usage", outcome: timeout(10_000) };
    const after = T0 + 10_000 * COUNT_REST_FACTOR;
    expect(wantsDiskCount(aHostState([slow]), filling(T0), after - 1)).toBe(false);
    expect(wantsDiskCount(aHostState([slow]), filling(T0), after)).toBe(true);
  });

  test("the first of all counts is left to its own turn", () => {
    expect(wantsDiskCount(aHostState([]), filling(T0), later)).toBe(false);
  });
});

const timeout = (durationMs: number) =>
  ({ ok: false, failure: "timeout", message: "no answer", durationMs }) as const;

describe("a watched host", () => {
  let asked: number[];
  let usedGib: number;
  let watched: WatchedHost;

  beforeEach(() => {
    vi.useFakeTimers({ now: T0 });
    asked = [];
    usedGib = 40;
    watched = startWatchedHost(aRig());
  });
  afterEach(() => {
    watched.stop();
    vi.useRealTimers();
  });

  test("asks for one count when its disk begins to run full, and goes on at its pace then", async () => {
    await vi.advanceTimersByTimeAsync(5 * MINUTE_MS);
    expect(asked).toHaveLength(1);
    usedGib = 95;
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(watched.symptoms().map(({ mode }) => mode)).toContain("disk-full-data-root");
    expect(asked).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(10 * MINUTE_MS);
    expect(asked).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(6 * MINUTE_MS);
    expect(asked).toHaveLength(3);
  });

  /** A daemon that is well on a disk whose size the test sets. */
  function aRig(): Parameters<typeof startWatchedHost>[0] {
    const hostId = "web-1" as HostId;
    const answers: Readonly<Record<string, () => Signal>> = {
      "docker.ping": () => aPing(Date.now()),
      "docker.info": () => anInfo(Date.now()),
      "docker.disk-usage": () => aDiskUsage(Date.now()),
    };
    const facts: Readonly<Record<string, () => Signal>> = {
      disk: () => aDiskWith(Date.now(), usedGib),
      "log-files": () => someLogFiles(Date.now(), { files: [], removed: [] }),
    };
    const gate = {
      ask: async (name: string, args: { readonly fact?: string }) => {
        if (name === "docker.disk-usage") asked.push(Date.now());
        const signal = answers[name]?.();
        if (signal !== undefined && "outcome" in signal) return signal.outcome;
        return args.fact !== undefined && args.fact in facts
          ? { ok: true, text: args.fact, durationMs: 1 }
          : Promise.reject(new Error("nothing else can be read"));
      },
      follow: () => ({
        [Symbol.asyncIterator]: () => ({
          next: async () => Promise.reject(new Error("nothing is followed")),
        }),
      }),
    } as unknown as EngineDeps["gate"];
    return {
      hostId,
      gate,
      clock: { now: () => Date.now() },
      host: {
        id: hostId,
        url: "unix:///run/docker.sock",
        transport: "unix",
        labels: {},
        isInsecure: false,
        channel: { state: "up", since: T0 },
      },
      logEpoch: "e",
      openSymptoms: [],
      parseFact: (name) => {
        const signal = facts[name]?.();
        if (signal?.kind !== "fact") throw new Error(`no ${name}`);
        return signal.fact as HostFact;
      },
      markOf: () => undefined,
      redact: (text) => text,
      redactLines: (lines) => lines,
      newId: () => crypto.randomUUID(),
      ...memoryPorts(),
      onChanges: async () => undefined,
      onState: () => undefined,
      onStoredRows: () => undefined,
      onRows: () => undefined,
      onGateRestart: () => undefined,
      onCaughtUp: () => undefined,
      onStorageError: () => undefined,
    };
  }
});
