import { expect, test } from "vitest";
import type { Symptom } from "../symptom.ts";
import { aConfigFile, aFailedPing, aHostState, aPing, someUnits, T0 } from "../testing/builders.ts";
import { awaySince } from "./away-since.ts";

const file = aConfigFile(T0 - 100_000, "{,", T0 - 120_000);
const asSymptom = (about: Partial<Symptom>): Symptom => about as Symptom;
const mistake = asSymptom({ mode: "daemon-json-invalid", state: "raised", sinceAt: T0 - 120_000 });
const down = asSymptom({ mode: "daemon-down", state: "raised", sinceAt: T0 - 60_000 });
const failed = aFailedPing(T0 + 2_000, "connection-refused");

test("a mistake that lay in the file before is not since when the daemon is away", () => {
  const host = aHostState([file, aPing(T0), failed]);
  const sinceAt = awaySince(host, [mistake], T0 + 3_000);
  expect(sinceAt).toBeGreaterThanOrEqual(T0);
  expect(sinceAt).toBeLessThanOrEqual(T0 + 2_000);
});

test("the unit's own time is taken where it falls between the last answer and the first failure", () => {
  const units = someUnits(T0 + 2_000, {
    docker: { activeState: "failed", subState: "failed", stateChangedAt: T0 + 700 },
  });
  expect(awaySince(aHostState([aPing(T0), failed, units]), [mistake], T0 + 3_000)).toBe(T0 + 700);
});

test("a Foghorn that was started since goes by what it found before", () => {
  expect(awaySince(aHostState([failed]), [mistake, down], T0 + 3_000)).toBe(T0 - 60_000);
});

test("a daemon that answers is not away", () => {
  expect(awaySince(aHostState([failed, aPing(T0 + 3_000)]), [mistake, down], T0 + 4_000)).toBeUndefined();
});
