import { describe, expect, test } from "vitest";
import type { Symptom } from "../symptom.ts";
import { T0 } from "../testing/builders.ts";
import { MINUTE_MS } from "../time.ts";
import { absorb } from "./absorb.ts";

const aSymptom = (id: string, mode: string, rest: Partial<Symptom>): Symptom =>
  ({ id, mode, subject: "", sinceAt: T0, state: "raised", facts: {}, ...rest }) as unknown as Symptom;

describe("a cause that passed again", () => {
  const crash = aSymptom("crash", "daemon-crash", { state: "recovering", recoveringAt: T0 + 10_000 });
  const causeOf = (rest: Partial<Symptom>) =>
    absorb(
      [crash, aSymptom("start", "daemon-start-failed", { sinceAt: T0 + 1_000, ...rest })],
      T0 - MINUTE_MS,
    ).get("start" as Symptom["id"]);

  test("keeps what has not been found failing since, or recovers with it", () => {
    expect(causeOf({ lastSeenAt: T0 + 12_000 })).toBe("crash");
    expect(causeOf({ state: "recovering", recoveringAt: T0 + 40_000, lastSeenAt: T0 + 39_000 })).toBe(
      "crash",
    );
  });

  test("does not keep what goes on failing: it would stand beneath a row that is well", () => {
    expect(causeOf({ lastSeenAt: T0 + 40_000 })).toBeUndefined();
  });
});

describe("an effect that its own lines date before the first look", () => {
  const full = (rest: Partial<Symptom> = {}) =>
    aSymptom("full", "disk-full-data-root", { sinceAt: T0 + 3_000, seenAt: T0 + 3_000, ...rest });
  const pull = (rest: Partial<Symptom> = {}) =>
    aSymptom("pull", "image-pull-no-space", { sinceAt: T0 - 2 * MINUTE_MS, seenAt: T0 + 1_000, ...rest });
  const causeOf = (...symptoms: readonly Symptom[]) => absorb(symptoms, T0).get("pull" as Symptom["id"]);

  test("stands beneath the cause that the same look found: that began then or earlier", () => {
    expect(causeOf(full(), pull())).toBe("full");
  });

  test("stands for itself where the cause is known to have come later, or it was known before", () => {
    expect(causeOf(full({ sinceAt: T0 + MINUTE_MS }), pull())).toBeUndefined();
    expect(causeOf(full(), pull({ seenAt: T0 - MINUTE_MS }))).toBeUndefined();
    expect(causeOf(full({ sinceAt: T0 - MINUTE_MS }), pull())).toBeUndefined();
    expect(causeOf(full(), pull({ sinceAt: T0 - 60 * MINUTE_MS }))).toBeUndefined();
  });
});

describe("a start that found no room", () => {
  const facts = { dataRoot: "/var/lib/docker" };
  const start = aSymptom("start", "daemon-start-disk-full", { seenAt: T0 + 1_000, facts });
  const causeOf = (rest: Partial<Symptom>) =>
    absorb(
      [start, aSymptom("full", "disk-full-data-root", { sinceAt: T0 + MINUTE_MS, facts, ...rest })],
      T0 - MINUTE_MS,
    ).get("start" as Symptom["id"]);

  test("stands beneath the full disk, however much later that was first read", () => {
    expect(causeOf({})).toBe("full");
  });

  test("is not explained by another disk that filled later", () => {
    expect(causeOf({ facts: { dataRoot: "/srv/docker" } })).toBeUndefined();
  });
});

test("a daemon that is down explains why its API is not heard, and not that its host is not read", () => {
  const down = aSymptom("down", "daemon-down", {});
  const gap = (subject: string) => aSymptom("gap", "telemetry-gap", { subject, sinceAt: T0 + 1_000 });
  const causeOf = (subject: string) =>
    absorb([down, gap(subject)], T0 - MINUTE_MS).get("gap" as Symptom["id"]);
  expect(causeOf("events")).toBe("down");
  expect(causeOf("host")).toBeUndefined();
});
