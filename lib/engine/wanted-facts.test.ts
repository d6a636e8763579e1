import { expect, test } from "vitest";
import { aFact, aHostState, aMissingFact, anInspect, T0 } from "../domain/testing/builders.ts";
import { someLayers } from "../domain/testing/storage-builders.ts";
import { wantsFact } from "./wanted-facts.ts";

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

test("all others at each turn", () => {
  expect(wantsFact("units", aHostState([]), [], T0)).toBe(true);
});
