import { expect, test } from "vitest";
import type { Signal } from "../domain/signal.ts";
import {
  aFact,
  aFailed,
  aFailedPing,
  aHostState,
  aList,
  aMissingFact,
  anInfo,
  anInspect,
  aPing,
  eventsStream,
  someProcesses,
  someUnits,
  T0,
} from "../domain/testing/builders.ts";
import { someLayers } from "../domain/testing/storage-builders.ts";
import { mayRest, wantsFact } from "./wanted-facts.ts";

const damaged = [{ mode: "overlay2-corruption" as const, severity: "page" as const }];

test("sinks are looked at only while a container logs to one", () => {
  expect(wantsFact("log-sinks", aHostState([anInspect(T0, 1)]), [], T0)).toBe(false);
  expect(wantsFact("log-sinks", aHostState([anInspect(T0, 1, { logDriver: "fluentd" })]), [], T0)).toBe(true);
});

test("layers are looked through once in a quarter of an hour, and again while one is damaged", () => {
  const host = aHostState([someLayers(T0)]);
  const minutes = (count: number) => T0 + count * 60_000;
  expect(wantsFact("layers", aHostState([]), [], T0)).toBe(true);
  expect(wantsFact("layers", host, [], minutes(14))).toBe(false);
  expect(wantsFact("layers", host, [], minutes(15))).toBe(true);
  expect(wantsFact("layers", aHostState([aMissingFact(T0, "layers", "absent")]), [], minutes(1))).toBe(false);
  expect(wantsFact("layers", aHostState([aMissingFact(T0, "layers", "channel-down")]), [], minutes(1))).toBe(
    true,
  );
  expect(wantsFact("layers", host, damaged, minutes(1) - 1)).toBe(false);
  expect(wantsFact("layers", host, damaged, minutes(1))).toBe(true);
});

test("a look through the layers that did not come to its end is tried again no sooner than a minute later", () => {
  const host = aHostState([aMissingFact(T0, "layers", "timeout")]);
  expect(wantsFact("layers", host, damaged, T0 + 59_000)).toBe(false);
  expect(wantsFact("layers", host, [], T0 + 60_000)).toBe(true);
});

test("what was found is looked at by itself until it is over, a log that is a risk alone is not", () => {
  const torn = aHostState([someLayers(T0, { wrong: [{ fault: "no-diff", layer: "x" }] })]);
  const log = (severity: "ticket" | "notice") => [{ mode: "container-log-unbounded" as const, severity }];
  expect(wantsFact("suspects", aHostState([someLayers(T0)]), [], T0)).toBe(false);
  expect(wantsFact("suspects", torn, [], T0)).toBe(true);
  expect(wantsFact("suspects", aHostState([]), log("ticket"), T0)).toBe(true);
  expect(wantsFact("suspects", aHostState([]), log("notice"), T0)).toBe(false);
  const deleted = [{ mode: "logs-missing", severity: "ticket" }] as const;
  expect(wantsFact("suspects", aHostState([]), deleted, T0)).toBe(true);
});

test("pulls are looked for four times a minute, and at every turn while one is under way", () => {
  const seen = (bytes: readonly number[]) =>
    aHostState([
      aFact(T0, {
        name: "pulls",
        transfers: bytes.map((count) => ({ holder: "dockerd", name: "b", bytes: count, position: 0 })),
      }),
    ]);
  expect(wantsFact("pulls", aHostState([]), [], T0)).toBe(true);
  expect(wantsFact("pulls", seen([]), [], T0 + 14_000)).toBe(false);
  expect(wantsFact("pulls", seen([]), [], T0 + 15_000)).toBe(true);
  expect(wantsFact("pulls", seen([94]), [], T0 + 5_000)).toBe(true);
  expect(wantsFact("pulls", aHostState([aMissingFact(T0, "pulls", "denied")]), [], T0 + 5_000)).toBe(false);
});

test("logs are looked into only while dockerd met a torn one", () => {
  expect(wantsFact("torn-logs", aHostState([]), [], T0)).toBe(false);
  expect(wantsFact("torn-logs", aHostState([]), [{ mode: "json-log-corrupt", severity: "ticket" }], T0)).toBe(
    true,
  );
});

test("all others at each turn", () => {
  expect(wantsFact("units", aHostState([]), [], T0)).toBe(true);
});

const journal = (isOpen: boolean): Signal => ({
  ...(eventsStream(T0, isOpen) as Extract<Signal, { kind: "stream-state" }>),
  stream: "journal",
});
const look = (state = "S"): Signal =>
  aFact(T0, {
    name: "glance",
    glance: {
      files: {},
      disks: [],
      network: "",
      processes: ["dockerd", "containerd"].map((command, index) => ({ command, pid: 90 + index, state })),
    },
  });
const well = [
  aPing(T0),
  anInfo(T0),
  aList(T0, []),
  eventsStream(T0, true),
  journal(true),
  someUnits(T0),
  look(),
];

test("what a stream, a ping or the glance would tell rests on a host that is well, for some time", () => {
  const rests = (more: readonly Signal[], afterMs = 9_000) =>
    mayRest("units", aHostState([...well, ...more]), [], T0 + afterMs);
  expect(rests([])).toBe(true);
  expect(rests([{ ...look(), at: T0 + 65_000 }], 64_000)).toBe(true);
  expect(rests([{ ...look(), at: T0 + 65_000 }], 65_000)).toBe(false);
  expect(rests([aFailedPing(T0 + 1_000, "timeout")])).toBe(false);
  expect(rests([aFailed("info", T0 + 1_000, "timeout")])).toBe(false);
  expect(rests([aFailed("containers", T0 + 1_000, "timeout")])).toBe(false);
  expect(rests([eventsStream(T0 + 1_000, false)])).toBe(false);
  expect(rests([journal(false)])).toBe(false);
  expect(mayRest("firewall", aHostState(well), [], T0 + 1_000)).toBe(false);
});

test("the dearest of the API's calls rests as well", () => {
  const host = aHostState([...well, { ...look(), at: T0 + 19_000 }]);
  expect(mayRest("info", host, [], T0 + 19_000)).toBe(true);
  expect(mayRest("info", host, [], T0 + 20_000)).toBe(false);
});

test("without a look of now, or with an engine that is stopped, nothing rests", () => {
  const rests = (signals: readonly Signal[], afterMs: number) =>
    mayRest("units", aHostState(signals), [], T0 + afterMs);
  expect(rests(well, 12_001)).toBe(false);
  expect(rests(well.slice(0, -1), 1_000)).toBe(false);
  expect(rests([...well, look("T")], 1_000)).toBe(false);
});

test("nothing rests while a page or a ticket is open, nor what was never read", () => {
  const host = aHostState(well);
  expect(mayRest("units", host, [{ severity: "ticket" }], T0 + 1_000)).toBe(false);
  expect(mayRest("units", host, [{ severity: "notice" }], T0 + 1_000)).toBe(true);
  expect(mayRest("socket", host, [], T0 + 1_000)).toBe(false);
});

test("processes do not rest while one hangs in the kernel or is stopped", () => {
  const rests = (state: string) =>
    mayRest(
      "processes",
      aHostState([...well, someProcesses(T0, [1], { containerd: { state } })]),
      [],
      T0 + 5_000,
    );
  expect(rests("S")).toBe(true);
  expect(rests("D")).toBe(false);
  expect(rests("T")).toBe(false);
});
