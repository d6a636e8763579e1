import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { HOST_ITSELF } from "../domain/availability/hours.ts";
import { foldSignals, startHostState } from "../domain/fold.ts";
import type { HostState } from "../domain/host-state.ts";
import type { ContainerReading } from "../domain/readings.ts";
import type { Signal } from "../domain/signal.ts";
import { aContainer, aFailed, aList, anEvent, aPing, HOST } from "../domain/testing/builders.ts";
import { SECOND_MS } from "../domain/time.ts";
import { type Availability, startAvailability } from "./availability.ts";
import type { AvailabilityStore, HourRow } from "./ports-availability.ts";

const NOW = Date.UTC(2027, 0, 14, 9, 30);
const WEB = { project: "shop", service: "web" } as const;

/** Settings and rows as they lie on the disk; `isFull` refuses rows. */
function disk() {
  const settings = new Map<string, string>();
  const rows: HourRow[] = [];
  const state = { isFull: false };
  const store = {
    add: async (more: readonly HourRow[]) => {
      if (state.isFull) throw new Error("disk full");
      rows.push(...more);
    },
  } as unknown as AvailabilityStore;
  return {
    rows,
    state,
    start: (onStorageError: (error: unknown) => void = () => undefined) =>
      startAvailability({
        clock: { now: Date.now },
        store,
        settings: {
          get: async (key) => settings.get(key),
          set: async (key, value) => void settings.set(key, value),
        },
        onStorageError,
      }),
    secondsOf: (service: string) =>
      rows
        .filter((row) => row.service === service)
        .reduce(
          (sum, row) => ({
            measured: sum.measured + row.measuredMs / 1_000,
            wanted: sum.wanted + row.wantedMs / 1_000,
            up: sum.up + row.upMs / 1_000,
          }),
          { measured: 0, wanted: 0, up: 0 },
        ),
  };
}

let running: Availability | undefined;
let host: HostState;
beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  host = startHostState(HOST, NOW);
});
afterEach(async () => {
  await running?.stop();
  vi.useRealTimers();
});

function take(availability: Availability, ...signals: readonly Signal[]): void {
  host = foldSignals(host, signals);
  availability.take(HOST, signals, host);
}

/** A list every four seconds, for so long. */
async function watch(
  availability: Availability,
  seconds: number,
  list: readonly ContainerReading[] | "silent",
) {
  for (let second = 0; second < seconds; second += 4) {
    await vi.advanceTimersByTimeAsync(4 * SECOND_MS);
    const now = Date.now();
    if (list === "silent") take(availability, aFailed("containers", now, "timeout"));
    else take(availability, aPing(now), aList(now, list));
  }
}

test("sums are stored once a minute, and what is left at the end", async () => {
  const { start, rows, secondsOf } = disk();
  running = await start();
  await watch(running, 4, [aContainer(1, WEB)]);
  await watch(running, 60, [aContainer(1, WEB)]);
  expect(rows.length).toBeGreaterThan(0);
  await watch(running, 20, [aContainer(1, WEB)]);
  await running.stop();
  expect(secondsOf("shop/web")).toEqual({ measured: 80, wanted: 80, up: 80 });
});

test("time in which a host is silent was watched and not read", async () => {
  const { start, secondsOf } = disk();
  running = await start();
  await watch(running, 4, [aContainer(1, WEB)]);
  await watch(running, 40, [aContainer(1, WEB)]);
  await watch(running, 120, "silent");
  await running.save();
  expect(secondsOf("shop/web")).toEqual({ measured: 40, wanted: 40, up: 40 });
  const { measured, wanted } = secondsOf(HOST_ITSELF);
  expect(measured).toBe(40);
  expect(wanted).toBe(160);
});

test("a machine that stood still was not watched", async () => {
  const { start, secondsOf } = disk();
  running = await start();
  await watch(running, 8, [aContainer(1, WEB)]);
  vi.setSystemTime(Date.now() + 3_600_000);
  await watch(running, 8, [aContainer(1, WEB)]);
  await running.save();
  expect(secondsOf(HOST_ITSELF).wanted).toBeLessThan(30);
});

test("what could not be stored is stored with the next minute", async () => {
  const { start, state, secondsOf } = disk();
  const failures: unknown[] = [];
  running = await start((error) => failures.push(error));
  await watch(running, 4, [aContainer(1, WEB)]);
  state.isFull = true;
  await watch(running, 120, [aContainer(1, WEB)]);
  expect(failures).toHaveLength(2);
  state.isFull = false;
  await running.save();
  expect(secondsOf("shop/web").up).toBe(120);
});

test("since when a service is gone outlasts a restart, and its host", async () => {
  const { start } = disk();
  running = await start();
  await watch(running, 8, [aContainer(1, WEB)]);
  take(running, anEvent(Date.now(), "die", 1, { exitCode: "1" }), anEvent(Date.now(), "destroy", 1));
  const goneAt = Date.now();
  await watch(running, 8, []);
  running.leave(HOST);
  const spans = running.known().spans;
  expect(spans.get(HOST)?.get("shop/web")).toEqual({ toAt: goneAt });
  await running.stop();
  running = await start();
  expect(running.known().spans).toEqual(spans);
  await watch(running, 8, [aContainer(2, WEB)]);
  expect(running.known().spans.get(HOST)?.get("shop/web")).toEqual({});
});

test("what crashed before a restart is down after it; the time between is not measured", async () => {
  const { start, secondsOf } = disk();
  const stopped = [aContainer(1, { ...WEB, state: "exited" })];
  running = await start();
  await watch(running, 8, [aContainer(1, WEB)]);
  take(running, anEvent(Date.now(), "die", 1, { exitCode: "1" }));
  await watch(running, 20, stopped);
  await running.stop();
  const since = running.since();
  vi.setSystemTime(Date.now() + 600_000);

  host = startHostState(HOST, Date.now());
  running = await start();
  await watch(running, 24, stopped);
  await running.stop();
  expect(secondsOf("shop/web")).toEqual({ measured: 44, wanted: 44, up: 4 });
  expect(running.since()).toEqual(since);
});

test("a host that leaves gives its sums away", async () => {
  const { start, secondsOf } = disk();
  running = await start();
  await watch(running, 44, [aContainer(1, WEB)]);
  running.leave(HOST);
  await vi.advanceTimersByTimeAsync(120 * SECOND_MS);
  expect(secondsOf("shop/web").up).toBe(40);
  expect(secondsOf(HOST_ITSELF).wanted).toBe(40);
});

test("services with a health check are known", async () => {
  const { start } = disk();
  running = await start();
  await watch(running, 8, [
    aContainer(1, { ...WEB, health: "healthy" }),
    aContainer(2, { project: "a", service: "b" }),
  ]);
  expect([...running.known().checked]).toEqual(["shop/web"]);
});
