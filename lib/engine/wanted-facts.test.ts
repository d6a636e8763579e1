import { expect, test } from "vitest";
import { aFact, aHostState, aMissingFact, anInspect, T0 } from "../domain/testing/builders.ts";
import { someLayers } from "../domain/testing/storage-builders.ts";
import { wantsFact } from "./wanted-facts.ts";

const damaged = [{ mode: "overlay2-corruption" as const }];

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
  expect(wantsFact("layers", host, damaged, minutes(1))).toBe(true);
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
