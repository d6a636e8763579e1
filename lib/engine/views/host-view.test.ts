import { expect, test } from "vitest";
import type { Signal } from "../../domain/signal.ts";
import { aFailedPing, aHostState, aPing, HOST, T0 } from "../../domain/testing/builders.ts";
import { toHostSummary } from "./host-view.ts";

const seenAfter = (signals: readonly Signal[], now: number) =>
  toHostSummary(
    {
      gateHost: () => ({
        id: HOST,
        url: "unix:///run/docker.sock",
        transport: "unix",
        labels: {},
        channel: { state: "up", since: T0 },
        isInsecure: false,
      }),
      state: () => aHostState(signals),
      symptoms: () => [],
      risks: () => [],
      lines: { restarts: () => [] },
    },
    now,
  );
const gate = (isUp: boolean): Signal => ({ hostId: HOST, at: T0 + 1_000, kind: "gate-state", isUp });

test("a host is not heard from once the gate is down, however young its last word is", () => {
  expect(seenAfter([aPing(T0)], T0 + 2_000).isHeard).toBe(true);
  expect(seenAfter([aPing(T0), gate(false)], T0 + 2_000)).toMatchObject({
    isHeard: false,
    silence: { sinceAt: T0, reason: "Foghorn's gate is down: no host is asked" },
  });
  expect(seenAfter([aPing(T0), gate(false), gate(true)], T0 + 2_000).isHeard).toBe(true);
});

test("nor once two pings in a row did not come as far as the host; one may be lost", () => {
  const lost = [aPing(T0), aFailedPing(T0 + 2_000, "host-unreachable")];
  expect(seenAfter(lost, T0 + 3_000).isHeard).toBe(true);
  expect(seenAfter([...lost, aFailedPing(T0 + 4_000, "host-unreachable")], T0 + 5_000).isHeard).toBe(false);
});
