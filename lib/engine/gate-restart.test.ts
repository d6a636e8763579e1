import { expect, test } from "vitest";
import type { HostId } from "../domain/ids.ts";
import { createGateRestarts } from "./gate-restart.ts";

const [a, b] = ["a", "b"] as HostId[] as [HostId, HostId];

test("a restart of the gate is told once, when all its hosts were read again", () => {
  const told: unknown[] = [];
  const restarts = createGateRestarts((body) => told.push(body));
  restarts.gateIsDown(100);
  restarts.gateIsDown(150);
  restarts.hostIsBack(a, [a, b], 200, true);
  expect(told).toEqual([]);
  restarts.hostIsBack(b, [a, b], 200, true);
  expect(told).toEqual([
    { kind: "foghorn.restarted", process: "gate", downAt: 100, backAt: 200, caughtUp: true },
  ]);
});

test("a hole on one host is a hole of the restart", () => {
  const told: { caughtUp: boolean }[] = [];
  const restarts = createGateRestarts((body) => told.push(body));
  restarts.gateIsDown(100);
  restarts.hostIsBack(a, [a, b], 200, false);
  restarts.hostIsBack(b, [a, b], 200, true);
  restarts.gateIsDown(300);
  restarts.hostIsBack(a, [a], 400, true);
  expect(told.map((body) => body.caughtUp)).toEqual([false, true]);
});
