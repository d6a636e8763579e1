import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { parseFact } from "../domain/parse/parse-fact.ts";
import type { ContainerReading } from "../domain/readings.ts";
import { aContainer, HOST } from "../domain/testing/builders.ts";
import type { Gate } from "./ports.ts";
import { type Prober, startProber } from "./prober.ts";
import { AWAKE_MS, CALM_EVERY_MS, CONNECT_EVERY_MS } from "./schedule.ts";

/* What is asked how often, by the clock; what the answers say is told by others. */

let asked: { readonly name: string; readonly over?: unknown; readonly at: number }[];
let isAnswered: boolean | "not yet";
let isCalm: boolean;
let isWell: boolean;
let containers: readonly ContainerReading[];
let prober: Prober;
beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  isCalm = true;
  isAnswered = true;
  isWell = false;
  containers = [];
  prober = startProber({
    hostId: HOST,
    gate: {
      ask: async (name: string, args: { readonly over?: unknown; readonly fact?: string }) => {
        asked.push({ name: args.fact ?? name, over: args.over, at: Date.now() });
        if (name === "docker.version" && isAnswered === "not yet")
          return { ok: false, failure: "host-unreachable" };
        return name === "docker.ping" && isAnswered ? { ok: true } : undefined;
      },
    } as unknown as Gate,
    clock: { now: () => Date.now() },
    parseFact,
    onSignal: () => undefined,
    answersPing: () => true,
    isWell: () => isWell,
    isCalm: () => isCalm,
    wants: () => true,
    mayRest: (name) => isCalm && CALM_EVERY_MS[name] !== undefined,
    inspectable: () => containers,
  });
});
afterEach(() => {
  prober.stop();
  vi.useRealTimers();
});

const pings = () => asked.filter(({ name }) => name === "docker.ping");
const timesOf = (name: string): number => asked.filter((one) => one.name === name).length;

test("on a calm host a ping makes its own connection once a minute, all others go over one that is kept", async () => {
  await vi.advanceTimersByTimeAsync(80_000);
  expect(pings().length).toBeGreaterThanOrEqual(26);
  const own = pings().filter(({ over }) => over === undefined);
  expect(own.length).toBe(2);
  expect((own[1]?.at ?? 0) - (own[0]?.at ?? 0)).toBeGreaterThanOrEqual(CONNECT_EVERY_MS);
});

test("units are read with each connection of a calm host, so that both share one answer of systemd", async () => {
  await vi.advanceTimersByTimeAsync(80_000);
  const own = pings().filter(({ over }) => over === undefined);
  const read = asked.filter(({ name }) => name === "units").map(({ at }) => at);
  expect(read).toHaveLength(own.length);
  for (const [index, at] of read.entries()) expect(Math.abs(at - (own[index]?.at ?? 0))).toBeLessThan(600);
});

test("pings of a calm host come every 3 s, and every 2 s after one that failed", async () => {
  await vi.advanceTimersByTimeAsync(30_000);
  const whenCalm = pings().length;
  expect(whenCalm).toBeLessThanOrEqual(11);
  isAnswered = false;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(pings().length - whenCalm).toBeGreaterThanOrEqual(14);
});

test("once a host is no longer calm, or something hurried it, each ping makes its own", async () => {
  await vi.advanceTimersByTimeAsync(5_000);
  const before = pings().length;
  prober.hurry("ping");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(pings()[before]).toMatchObject({ over: undefined });
  isCalm = false;
  const later = pings().length;
  await vi.advanceTimersByTimeAsync(AWAKE_MS + 10_000);
  expect(
    pings()
      .slice(later)
      .every(({ over }) => over === undefined),
  ).toBe(true);
});

test("what rests is not asked for until somebody hurries it, and then at its full pace for a while", async () => {
  await vi.advanceTimersByTimeAsync(30_000);
  expect(timesOf("docker.info")).toBe(0);
  expect(timesOf("disk")).toBe(0);
  expect(timesOf("firewall")).toBeGreaterThan(3);
  prober.hurry("info", "disk");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(timesOf("docker.info")).toBe(1);
  expect(timesOf("disk")).toBe(1);
  await vi.advanceTimersByTimeAsync(AWAKE_MS);
  const awake = timesOf("disk");
  expect(awake).toBeGreaterThan(3);
  await vi.advanceTimersByTimeAsync(AWAKE_MS);
  expect(timesOf("disk")).toBe(awake);
});

test("containers that nobody looked into yet are not kept waiting for a round of those that are known", async () => {
  containers = Array.from({ length: 4 }, (_, index) => aContainer(index));
  await vi.advanceTimersByTimeAsync(2_000);
  expect(timesOf("docker.inspect")).toBeGreaterThanOrEqual(4);
  const known = timesOf("docker.inspect");
  await vi.advanceTimersByTimeAsync(4_000);
  expect(timesOf("docker.inspect") - known).toBeLessThanOrEqual(4);
});

test("the disk is counted as soon as the daemon is known to be well, and then four times an hour", async () => {
  await vi.advanceTimersByTimeAsync(3_000);
  expect(timesOf("docker.disk-usage")).toBe(0);
  isWell = true;
  await vi.advanceTimersByTimeAsync(1_500);
  expect(timesOf("docker.disk-usage")).toBe(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(timesOf("docker.disk-usage")).toBe(1);
});

test("what is asked once a minute is asked again soon where the way to the host was not up yet", async () => {
  isAnswered = "not yet";
  await vi.advanceTimersByTimeAsync(12_000);
  expect(timesOf("docker.version")).toBeGreaterThanOrEqual(2);
  isAnswered = true;
  await vi.advanceTimersByTimeAsync(10_000);
  const before = timesOf("docker.version");
  await vi.advanceTimersByTimeAsync(40_000);
  expect(timesOf("docker.version")).toBe(before);
});
