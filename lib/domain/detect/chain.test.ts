import { describe, expect, test } from "vitest";
import type { Symptom } from "../symptom.ts";
import { T0 } from "../testing/builders.ts";
import { chainsOf } from "./chain.ts";

const aSymptom = (id: string, mode: string, sinceMs: number, rest: Partial<Symptom> | object = {}): Symptom =>
  ({ id, mode, sinceAt: T0 + sinceMs, state: "raised", ...rest }) as unknown as Symptom;

const numbersOf = (symptoms: readonly Symptom[]) =>
  chainsOf(symptoms).map((chain) => chain.map(({ number, symptom: { id } }) => `${number} ${id}`));

describe("chain numbers", () => {
  test("an effect that came 200 ms after its cause has the next number, not the same one", () => {
    expect(
      numbersOf([
        aSymptom("effect", "container-unhealthy", 200, { absorbedBy: "cause" }),
        aSymptom("cause", "containerd-hung", 0),
      ]),
    ).toEqual([["1 cause", "2 effect"]]);
  });

  test("an effect that was noticed before its cause shares its number", () => {
    expect(
      numbersOf([
        aSymptom("effect", "container-unhealthy", -3_000, { absorbedBy: "cause" }),
        aSymptom("cause", "containerd-hung", 0),
      ]),
    ).toEqual([["1 cause", "1 effect"]]);
  });

  test("an effect that its lines date long before stands beside a cause that nothing but the same look dates", () => {
    const numbersWith = (causeSeenMs: number) =>
      numbersOf([
        aSymptom("effect", "image-pull-no-space", -500_000, { absorbedBy: "cause", seenAt: T0 - 2_000 }),
        aSymptom("cause", "disk-full-data-root", 0, { seenAt: T0 + causeSeenMs }),
      ]);
    expect(numbersWith(0)).toEqual([["1 cause", "1 effect"]]);
    expect(numbersWith(10_000)).toEqual([["1 effect", "2 cause"]]);
  });

  test("two effects found by probes within their interval share a number; beyond it they do not", () => {
    const chain = (apartMs: number) =>
      numbersOf([
        aSymptom("cause", "daemon-down", 0),
        aSymptom("a", "iptables-nat-wiped", 10_000, { absorbedBy: "cause" }),
        aSymptom("b", "iptables-filter-wiped", 10_000 + apartMs, { absorbedBy: "cause" }),
      ]);
    expect(chain(3_000)).toEqual([["1 cause", "2 a", "2 b"]]);
    expect(chain(4_000)).toEqual([["1 cause", "2 a", "3 b"]]);
  });

  test("two deaths half a second apart are told by the same clock, so they are in order", () => {
    expect(
      numbersOf([
        aSymptom("cause", "daemon-hung", 0),
        aSymptom("first", "container-unhealthy", 5_000, { absorbedBy: "cause" }),
        aSymptom("second", "container-unhealthy", 5_500, { absorbedBy: "cause" }),
      ]),
    ).toEqual([["1 cause", "2 first", "3 second"]]);
  });

  test("what an effect explains in turn belongs to the same chain, after it", () => {
    expect(
      numbersOf([
        aSymptom("unhealthy", "container-unhealthy", 8_000, { absorbedBy: "down" }),
        aSymptom("down", "daemon-down", 6_000, { absorbedBy: "file" }),
        aSymptom("file", "daemon-json-invalid", 0),
      ]),
    ).toEqual([["1 file", "2 down", "3 unhealthy"]]);
  });

  test("faults that do not explain one another are chains of their own", () => {
    expect(
      numbersOf([aSymptom("disk", "disk-full-data-root", 0), aSymptom("oom", "container-oom-killed", 900)]),
    ).toEqual([["1 disk"], ["1 oom"]]);
  });

  test("what healed before this failure began is no step of it, and what failed again counts from then", () => {
    const healed = { absorbedBy: "file", state: "recovering", recoveringAt: T0 - 30_000 };
    expect(
      numbersOf([
        aSymptom("file", "daemon-json-invalid", 0, { variant: "stops-the-start" }),
        aSymptom("old-a", "daemon-start-failed", -89_000, healed),
        aSymptom("old-b", "daemon-start-limit-hit", -88_000, healed),
        aSymptom("down", "daemon-down", -87_000, { absorbedBy: "file", againAt: T0 + 9_000 }),
      ]),
    ).toEqual([["1 file", "2 down"], ["1 old-a"], ["1 old-b"]]);
  });

  test("what healed before the daemon was started with a mistake of long ago is no step of it either", () => {
    expect(
      numbersOf([
        aSymptom("file", "daemon-json-invalid", 0, { variant: "stops-the-start" }),
        aSymptom("limit", "daemon-start-limit-hit", 20_000, {
          absorbedBy: "file",
          state: "recovering",
          recoveringAt: T0 + 60_000,
        }),
        aSymptom("down", "daemon-down", 120_000, { absorbedBy: "file" }),
      ]),
    ).toEqual([["1 file", "2 down"], ["1 limit"]]);
  });

  test("an effect that began long before what now keeps it so stands before it, in the order of time", () => {
    expect(
      numbersOf([
        aSymptom("file", "daemon-json-invalid", 0, { variant: "stops-the-start" }),
        aSymptom("down", "daemon-down", -89_000, { absorbedBy: "file" }),
      ]),
    ).toEqual([["1 down", "2 file"]]);
  });

  test("a cleared cause leaves its effects to themselves", () => {
    expect(
      numbersOf([
        aSymptom("cause", "daemon-down", 0, { state: "cleared" }),
        aSymptom("effect", "container-unhealthy", 1_000, { absorbedBy: "cause" }),
      ]),
    ).toEqual([["1 effect"]]);
  });
});

test("a full disk that was first read after the start it stopped stands before all that came of it", () => {
  const facts = { dataRoot: "/var/lib/docker" };
  expect(
    numbersOf([
      aSymptom("start", "daemon-start-disk-full", 0, {
        absorbedBy: "disk",
        variant: "stops-the-start",
        facts,
      }),
      aSymptom("down", "daemon-down", 2_000, { absorbedBy: "start" }),
      aSymptom("gave-up", "daemon-start-limit-hit", 9_000, { absorbedBy: "start" }),
      aSymptom("disk", "disk-full-data-root", 40_000, { facts }),
    ]),
  ).toEqual([["1 disk", "1 start", "2 down", "3 gave-up"]]);
});
