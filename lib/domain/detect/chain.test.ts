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

  test("a cleared cause leaves its effects to themselves", () => {
    expect(
      numbersOf([
        aSymptom("cause", "daemon-down", 0, { state: "cleared" }),
        aSymptom("effect", "container-unhealthy", 1_000, { absorbedBy: "cause" }),
      ]),
    ).toEqual([["1 effect"]]);
  });
});
