import { expect, test } from "vitest";
import { aHostState, aMissingFact, anInspect, T0 } from "../domain/testing/builders.ts";
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

test("all others at each turn", () => {
  expect(wantsFact("units", aHostState([]), [], T0)).toBe(true);
});
