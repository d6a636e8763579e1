import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { HostId } from "../domain/ids.ts";
import { NO_IMPORTS } from "../domain/imports.ts";
import { aSymptom } from "../domain/incidents/testing/builders.ts";
import type { Symptom, SymptomChange } from "../domain/symptom.ts";
import type { GateHost, GateStatus } from "../gate-protocol/answers.ts";
import { type Engine, startEngine } from "./engine.ts";
import type { EngineDeps } from "./engine-deps.ts";
import { memoryPorts } from "./memory-ports.ts";

const HOST = "web-1" as HostId;
const NOW = Date.parse("2027-01-14T09:30:00Z");
const ADDRESS: GateHost = {
  id: HOST,
  url: "unix:///run/docker.sock",
  transport: "unix",
  labels: {},
  isInsecure: false,
  channel: { state: "none", reason: "only the API is read" },
};

/** A gate whose list of hosts and whose daemon the test sets; nothing else of a host can be read. */
function rig(open: readonly Symptom[] = []) {
  const saved: SymptomChange[] = [];
  const waiting: ((status: GateStatus) => void)[] = [];
  let isDown = true;
  let ids = 0;
  const refusal = new Error("nothing else can be read");
  const gate = {
    ask: async (name: string) => {
      if (name !== "docker.ping") throw refusal;
      return isDown
        ? { ok: false, failure: "connection-refused", message: "refused", durationMs: 1 }
        : { ok: true, reading: { apiVersion: "1.45", engine: "docker" }, durationMs: 1 };
    },
    async *follow(name: string) {
      if (name !== "gate.follow") throw refusal;
      for (;;) yield await new Promise<GateStatus>((resolve) => waiting.push(resolve));
    },
  } as unknown as EngineDeps["gate"];
  const deps: EngineDeps = {
    gate,
    clock: { now: () => Date.now() },
    parseFact: () => {
      throw refusal;
    },
    markOf: () => undefined,
    redact: (text) => text,
    redactLines: (lines) => lines,
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
    ...memoryPorts(),
    symptoms: {
      save: async (changes) => void saved.push(...changes),
      open: async () => open,
      changesBetween: async () => [],
    },
    imports: () => NO_IMPORTS,
    onTopicChanged: () => undefined,
    onHostChanged: () => undefined,
    onRows: () => undefined,
    onStorageError: () => undefined,
    onReturnTold: () => undefined,
  };
  return {
    deps,
    saved,
    setDown: (next: boolean) => {
      isDown = next;
    },
    async setHosts(hosts: readonly GateHost[]): Promise<void> {
      waiting.shift()?.({
        version: "1",
        epoch: "g1",
        startedAt: 0,
        configProblems: [],
        discovery: [],
        hosts,
      });
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

let engine: Engine | undefined;
beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => {
  engine?.stop();
  vi.useRealTimers();
});

const downOf = (running: Engine): Symptom | undefined =>
  running.symptoms().find(({ mode }) => mode === "daemon-down");

test("a host that is taken out of the file and put back goes on with the symptom it had", async () => {
  const { deps, saved, setHosts } = rig();
  engine = await startEngine(deps);
  await setHosts([ADDRESS]);
  await vi.advanceTimersByTimeAsync(20_000);
  const before = downOf(engine);
  expect(before?.state).toBe("raised");
  const leftAt = Date.now();
  await setHosts([]);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(saved.at(-1)).toMatchObject({ kind: "unknown", at: leftAt, symptom: { isUnknown: true } });
  await setHosts([ADDRESS]);
  await vi.advanceTimersByTimeAsync(20_000);
  const back = downOf(engine);
  expect(back).toMatchObject({ id: before?.id, sinceAt: before?.sinceAt, seenAt: before?.seenAt });
  expect(back?.unseen?.[0]?.fromAt).toBe(leftAt);
  expect(back?.unseen?.[0]?.toAt).toBeGreaterThanOrEqual(leftAt + 600_000);
});

test("what was open at the start and cleared since does not come back with its host", async () => {
  const before = aSymptom({ id: "before", hostId: HOST, seenAt: NOW - 60_000, lastSeenAt: NOW - 60_000 });
  const { deps, saved, setDown, setHosts } = rig([before]);
  setDown(false);
  engine = await startEngine(deps);
  await setHosts([ADDRESS]);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(saved.at(-1)).toMatchObject({ kind: "cleared", symptom: { id: "before" } });
  await setHosts([]);
  await setHosts([ADDRESS]);
  setDown(true);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(downOf(engine)?.id).not.toBe("before");
  expect(downOf(engine)?.seenAt).toBeGreaterThan(NOW + 120_000);
});

test("a console that was away for long goes on with the same start, and says that it did not look", async () => {
  const before = aSymptom({
    id: "before",
    hostId: HOST,
    sinceAt: NOW - 7_200_000,
    lastSeenAt: NOW - 3_600_000,
  });
  const { deps, setHosts } = rig([before]);
  engine = await startEngine({ ...deps, webWasAway: { downAt: NOW - 3_600_000, backAt: NOW } });
  await setHosts([ADDRESS]);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(downOf(engine)).toMatchObject({ id: "before", sinceAt: NOW - 7_200_000 });
  expect(downOf(engine)?.unseen?.map(({ fromAt }) => fromAt)).toEqual([NOW - 3_600_000]);
});

test("a row that a newer one of the same left open is closed at the start, and the newer goes on", async () => {
  const old = aSymptom({ id: "old", hostId: HOST, seenAt: NOW - 90_000, lastSeenAt: NOW - 60_000 });
  const newer = { ...old, id: "new" as typeof old.id, seenAt: NOW - 60_000 };
  const { deps, saved, setHosts } = rig([old, newer]);
  engine = await startEngine(deps);
  expect(saved).toMatchObject([{ kind: "cleared", symptom: { id: "old", isUnknown: true } }]);
  await setHosts([ADDRESS]);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(downOf(engine)?.id).toBe("new");
});
