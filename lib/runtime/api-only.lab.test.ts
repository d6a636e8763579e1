import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { connectionLadder } from "../domain/detect/ladder.ts";
import { partReadings } from "../domain/detect/parts.ts";
import { sightOf } from "../domain/detect/sight.ts";
import { isThere, type ModeId, type Symptom } from "../domain/symptom.ts";
import type { Engine as SymptomEngine } from "../engine/engine.ts";
import { ENGINES } from "../gate/testing/lab-engine.ts";
import { startTestGate, type TestGate } from "../gate/testing/running-gate.ts";
import { startTlsEngine, type TlsEngine } from "../gate/testing/tls-engine.ts";
import { startMemoryEngine } from "./diagnose/memory-engine.ts";

/* Hosts that are reached over TCP with certificates of both sides and in no other way, up to their symptoms. Both engines at once. */

const HOST_PARTS = ["unit", "config", "cunit", "shims", "disk", "dns", "kernel", "callers", "log"];

let hosts: readonly { readonly id: string; readonly tls: TlsEngine }[] = [];
let gate: TestGate | undefined;
let engine: SymptomEngine;

beforeAll(async () => {
  hosts = await Promise.all(
    ENGINES.map(async (docker) => ({ id: `tcp${docker}`, tls: await startTlsEngine(docker) })),
  );
  gate = await startTestGate({
    config: `daemons: [${hosts.map(({ id, tls }) => tls.daemon(id)).join(", ")}]`,
  });
  engine = await startMemoryEngine({
    gate: gate.gate,
    redact: (text) => text,
    redactLines: (lines) => lines,
  });
  await vi.waitUntil(() => hosts.every(({ id }) => isRead(id)), { timeout: 30_000 });
});
afterAll(async () => {
  engine?.stop();
  await gate?.stop();
  await Promise.all(hosts.map(({ tls }) => tls.stop()));
});

const stateOf = (id: string) => {
  const state = engine.host(id)?.state();
  if (state === undefined) throw new Error(`${id} is not watched`);
  return state;
};
const isRead = (id: string): boolean => {
  const state = engine.host(id)?.state();
  return (
    state !== undefined &&
    [state.containers, state.info, state.version, state.networks].every(({ lastGood }) => lastGood) &&
    Object.values(state.facts).filter(({ missing }) => missing?.failure === "no-channel").length >= 12 &&
    state.inspects.size >= 4
  );
};
const litOn = (id: string): readonly Symptom[] =>
  (engine.host(id)?.symptoms() ?? []).filter((symptom) => !symptom.isUnknown && isThere(symptom));
const isLit = (id: string, mode: ModeId) => () =>
  litOn(id)
    .map((symptom) => symptom.mode)
    .includes(mode);

describe("a host whose API alone can be reached", () => {
  test("shows what the daemon says, and nothing of it is lit", () => {
    for (const { id } of hosts) {
      const state = stateOf(id);
      expect(state.containers.lastGood?.reading.map(({ name }) => name)).toEqual(
        expect.arrayContaining(["web", "worker"]),
      );
      expect(state.info.lastGood?.reading.dataRoot).toBe("/var/lib/docker");
      expect(litOn(id)).toEqual([]);
      const sight = sightOf(state, Date.now());
      expect(sight.filter((item) => item.state === "live").map(({ what }) => what)).toEqual([
        "Docker API",
        "Containers, images, networks, health",
        "Docker events",
      ]);
    }
  });

  test("draws what needs the host as not visible, each time with the one change that shows it", () => {
    for (const { id } of hosts) {
      const now = Date.now();
      const state = stateOf(id);
      for (const { what, state: seen, change } of sightOf(state, now).filter(
        (item) => item.state !== "live",
      )) {
        expect([what, seen]).toEqual([what, "not-visible"]);
        expect(change, what).toMatch(/^Reach this host over ssh/);
      }
      const parts = partReadings(state, [], now, { transport: "tcp", isInsecure: false });
      for (const part of parts.filter((each) => HOST_PARTS.includes(each.id))) {
        expect(part, part.id).toMatchObject({ state: "stale", reading: "not visible" });
        expect(part.notVisible?.change, part.id).toMatch(/^Reach this host over ssh/);
      }
    }
  });

  test("is hung when the kernel takes the connection and no handshake comes", async () => {
    await everywhere(async ({ id, tls }) => {
      await tls.lab.run("sh", "-c", "kill -STOP $(pidof dockerd)");
      try {
        await expect.poll(isLit(id, "daemon-hung"), { timeout: 20_000, message: id }).toBe(true);
        expect(litOn(id).map(({ mode }) => mode)).toEqual(["daemon-hung"]);
        expect(connectionLadder(stateOf(id), Date.now()).map(({ ok }) => ok)).toEqual([
          undefined,
          undefined,
          true,
          false,
        ]);
      } finally {
        await tls.lab.run("sh", "-c", "kill -CONT $(pidof dockerd)");
      }
      await expect.poll(isLit(id, "daemon-hung"), { timeout: 20_000, message: id }).toBe(false);
    });
  });

  test("is down when nobody listens at its address, and that is said of an address", async () => {
    await everywhere(async ({ id, tls }) => {
      await tls.lab.run("systemctl", "stop", "docker.socket", "docker.service");
      try {
        await expect.poll(isLit(id, "daemon-down"), { timeout: 20_000, message: id }).toBe(true);
        const [down] = litOn(id);
        expect(down).toMatchObject({ variant: "refused", summary: expect.stringContaining("this address") });
      } finally {
        await tls.lab.run("systemctl", "reset-failed", "docker.service", "docker.socket");
        await tls.lab.run("systemctl", "start", "docker.socket", "docker.service");
      }
      await expect.poll(isLit(id, "daemon-down"), { timeout: 20_000, message: id }).toBe(false);
    });
  });
});

const everywhere = async (run: (host: (typeof hosts)[number]) => Promise<void>): Promise<void> => {
  await Promise.all(hosts.map(run));
};
