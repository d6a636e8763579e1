import { describe, expect, test } from "vitest";
import type { Signal } from "../../signal.ts";
import { aContainer, aHostState, aList, anEvent, anInspect, aPing, T0 } from "../../testing/builders.ts";
import { failing } from "../../testing/detecting.ts";
import { exit137NotOom } from "./mode.ts";

const end = [
  anEvent(T0, "die", 1, { exitCode: "137" }),
  aPing(T0 + 3_000),
  aList(T0 + 3_100, [aContainer(1, { state: "exited", status: "Exited (137) 3 seconds ago" })]),
];

describe("code 137", () => {
  test.each<[string, readonly Signal[], readonly string[]]>([
    ["without a word of Docker's before it", [], ["app-1"]],
    [
      "at the end of a stop's grace time",
      [anEvent(T0 - 10_100, "kill", 1, { signal: "15" }), anEvent(T0 - 100, "kill", 1, { signal: "9" })],
      [],
    ],
    ["by docker kill", [anEvent(T0 - 100, "kill", 1, { signal: "9" })], []],
    ["for memory, by its event", [anEvent(T0 - 100, "oom", 1)], []],
    [
      "for memory, by inspect",
      [anInspect(T0 - 1, 1, { state: "exited", isOomKilled: true, exitCode: 137 })],
      [],
    ],
    ["after a signal that asks for a reload", [anEvent(T0 - 100, "kill", 1, { signal: "1" })], ["app-1"]],
  ])("%s", (_name, before, expected) => {
    expect(failing(exit137NotOom, aHostState([...before, ...end], T0 - 20_000), T0 + 3_500)).toEqual(
      expected,
    );
  });
});
