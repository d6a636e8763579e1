import { describe, expect, test } from "vitest";
import { partReadings } from "../../domain/detect/parts.ts";
import { FACT_NAMES, type FactName } from "../../domain/facts.ts";
import type { FactHistory, HostState } from "../../domain/host-state.ts";
import type { Runbook, RunbookStep } from "../../domain/runbook.ts";
import type { Signal } from "../../domain/signal.ts";
import { aFailedPing, aHostState, anInspect, eventsStream, T0 } from "../../domain/testing/builders.ts";
import { journal, quiet } from "../../domain/testing/quiet-host.ts";
import { isCountAwaited, notRead, ofOneLook } from "./not-read.ts";

const API: readonly Signal[] = [...quiet, anInspect(T0, 2)];

/** Every fact has come, but for those that are told here. */
function hostWith(
  signals: readonly Signal[],
  facts: Partial<Record<FactName, FactHistory<never>>> = {},
): HostState {
  const host = aHostState(signals);
  const come = Object.fromEntries(
    FACT_NAMES.filter((name) => host.facts[name].last === undefined).map((name) => [
      name,
      { last: { at: T0, fact: { name, layers: { wrong: [] } } } },
    ]),
  );
  return { ...host, facts: { ...host.facts, ...come, ...facts } as HostState["facts"] };
}
const readingsOf = (host: HostState, now = T0 + 2_000) =>
  notRead(host, [], now).map(({ reading }) => reading);

test("where everything has come nothing is missing", () => {
  expect(readingsOf(hostWith(API))).toEqual([]);
});

describe("what did not come in time is named", () => {
  test("a fact of which nothing was heard, that was too slow, or that had no way", () => {
    expect(readingsOf(hostWith(API, { firewall: {} }))).toEqual(["iptables"]);
    for (const failure of ["timeout", "channel-down", "malformed"] as const)
      expect(readingsOf(hostWith(API, { disk: { missing: { at: T0, failure, message: "" } } }))).toEqual([
        "disk",
      ]);
  });

  test("rules that were read while dockerd was making them: nothing can be said by them", () => {
    const restarted = hostWith([...API, eventsStream(T0 + 500, false), eventsStream(T0 + 900, true)]);
    expect(readingsOf(restarted)).toEqual(["iptables"]);
  });

  test("lists, containers that were not looked into, and both streams", () => {
    const without = (kind: Signal["kind"]) => hostWith(API.filter((signal) => signal.kind !== kind));
    expect(readingsOf(without("networks"))).toEqual(["networks"]);
    expect(readingsOf(without("inspect"))).toEqual(["inspect of 2 of 2 containers"]);
    expect(readingsOf(without("stream-state"))).toEqual(["Docker events", "the engine log"]);
  });

  test("an API whose first call found the way to the host not made yet, or a dockerd that had just come up", () => {
    const facts = quiet.filter(({ kind }) => kind === "fact");
    for (const failure of ["host-unreachable", "not-tried"] as const)
      expect(readingsOf(hostWith([aFailedPing(T0, failure), journal(T0), ...facts]))).toEqual([
        "the Docker API",
      ]);
  });

  test("a log whose lines may still be on their way", () => {
    expect(readingsOf(hostWith(API), T0 + 500)).toEqual(["the engine log"]);
  });
});

describe("what is not among it", () => {
  test("what the host refuses or does not have", () => {
    for (const failure of ["denied", "absent", "no-channel"] as const)
      expect(readingsOf(hostWith(API, { firewall: { missing: { at: T0, failure, message: "" } } }))).toEqual(
        [],
      );
  });

  test("what a daemon that does not answer would say", () => {
    const facts = quiet.filter(({ kind }) => kind === "fact");
    expect(readingsOf(hostWith([aFailedPing(T0, "connection-refused"), journal(T0), ...facts]))).toEqual([]);
  });

  test("what is read only with reason, or never decides one look", () => {
    expect(readingsOf(hostWith(API, { "torn-logs": {}, suspects: {}, glance: {}, pulls: {} }))).toEqual([]);
  });
});

test("where a runbook asks who holds the disk, the count is waited for until it has answered or failed", () => {
  const step = (pass: RunbookStep["pass"]): RunbookStep => ({
    id: "1",
    title: "Count",
    kind: "check",
    text: "",
    commands: [],
    ...(pass && { pass }),
  });
  const runbook = (probe: "disk.docker-ratio" | "disk.used-ratio"): Runbook => ({
    id: "disk",
    title: "Disk",
    symptoms: ["disk-full-data-root"],
    intro: "",
    version: "1",
    file: "disk.md",
    steps: [step({ probe, operator: "above", value: 0.2 })],
  });
  const full = [{ mode: "disk-full-data-root" }] as const;
  const host = hostWith(API);
  const counted = { ...host, diskUsage: { tries: [{ at: T0, ok: false, durationMs: 1 }] } };
  expect(isCountAwaited(host, full, [runbook("disk.docker-ratio")])).toBe(true);
  expect(isCountAwaited(counted, full, [runbook("disk.docker-ratio")])).toBe(false);
  expect(isCountAwaited(host, full, [runbook("disk.used-ratio")])).toBe(false);
  expect(isCountAwaited(host, [], [runbook("disk.docker-ratio")])).toBe(false);
});

describe("what would change that something is not seen", () => {
  test("is never that Foghorn asks again: a look that has ended asks nobody", () => {
    const host = aHostState([]);
    const told = partReadings(host, [], T0 + 8_000).flatMap(({ notVisible }) => notVisible ?? []);
    expect(told.filter(({ change }) => /Foghorn \w+ .*(?:by itself|moment|hour)/.test(change))).not.toEqual(
      [],
    );
    const ofLook = told.map((one) => ofOneLook(one).change);
    expect(ofLook.filter((change) => /Foghorn (?:asks|tries|reads|follows)/.test(change))).toEqual([]);
    expect(ofLook).toContain("Run it again: this look has ended and asks no more.");
  });

  test("stays what a person can do", () => {
    const change = "Install iptables on the host.";
    expect(ofOneLook({ reason: "not there", change }).change).toBe(change);
  });
});
