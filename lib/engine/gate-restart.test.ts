import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { HostId } from "../domain/ids.ts";
import { createRestarts, type Restart } from "./gate-restart.ts";

const [a, b] = ["a", "b"] as HostId[] as [HostId, HostId];
const WEB = { downAt: 100, backAt: 200 };

let told: Restart[];
const begin = (web?: typeof WEB) => createRestarts((restart) => told.push(restart), web);

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
});
afterEach(() => {
  vi.useRealTimers();
});

test("a restart of the gate is told once, when all its hosts were read again", () => {
  const restarts = begin();
  restarts.gateIsDown(100);
  restarts.gateIsDown(150);
  restarts.hostIsBack(a, [a, b], 200);
  expect(told).toEqual([]);
  restarts.hostIsBack(b, [a, b], 200);
  restarts.hostIsBack(b, [a, b], 200);
  expect(told).toEqual([{ process: "gate", downAt: 100, backAt: 200, hostIds: [a, b], unreadIds: [] }]);
});

test("a gate that stood still and went on is no restart, and a later one begins when it begins", () => {
  const restarts = begin();
  restarts.gateIsDown(100);
  restarts.gateWentOn();
  restarts.gateIsDown(500);
  restarts.hostIsBack(a, [a], 600);
  expect(told.map(({ downAt }) => downAt)).toEqual([500]);
});

test("a restart of web is told when every host was read up to now", () => {
  const restarts = begin(WEB);
  restarts.gateIsUp([a, b]);
  restarts.hostIsRead(a);
  expect(told).toEqual([]);
  restarts.hostIsRead(b);
  restarts.gateIsUp([a, b]);
  expect(told).toEqual([{ process: "web", ...WEB, hostIds: [a, b], unreadIds: [] }]);
});

test("a host that is not read in time is named instead of waited for", () => {
  const restarts = begin(WEB);
  restarts.gateIsUp([a, b]);
  restarts.hostIsRead(b);
  vi.advanceTimersByTime(120_000);
  restarts.hostIsRead(a);
  expect(told.map(({ unreadIds }) => unreadIds)).toEqual([[a]]);
});

test("when both were away, that is one restart", () => {
  const restarts = begin(WEB);
  restarts.gateIsUp([a, b]);
  restarts.hostIsBack(a, [a, b], 190);
  restarts.hostIsBack(b, [a, b], 190);
  vi.advanceTimersByTime(120_000);
  expect(told.map(({ process }) => process)).toEqual(["web"]);
});

test("the first start of all is no restart", () => {
  const restarts = begin();
  restarts.gateIsUp([a]);
  restarts.hostIsRead(a);
  vi.advanceTimersByTime(120_000);
  expect(told).toEqual([]);
});

test("without any host there is nothing to wait for", () => {
  begin(WEB).gateIsUp([]);
  expect(told).toHaveLength(1);
});
