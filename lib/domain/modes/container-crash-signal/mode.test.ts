import { describe, expect, test } from "vitest";
import { aContainer, aHostState, aLine, aList, anEvent, aPing, T0 } from "../../testing/builders.ts";
import { failing, judged } from "../../testing/detecting.ts";
import { containerCrashSignal } from "./mode.ts";

const died = (exitCode: string) => [
  anEvent(T0, "die", 1, { exitCode }),
  aLine(T0 + 100, "kernel", "thumb[812]: segfault at 0 ip 00007f1e2c1a sp 00007ffd error 4 in libvips.so"),
  aPing(T0 + 3_000),
  aList(T0 + 3_100, [aContainer(1, { state: "exited", status: `Exited (${exitCode}) 3 seconds ago` })]),
];

describe("an end by a signal", () => {
  test.each([
    ["139", ["app-1"]],
    ["134", ["app-1"]],
    ["143", ["app-1"]],
    ["137", []],
    ["128", []],
    ["255", []],
    ["1", []],
  ])("code %s", (exitCode, expected) => {
    expect(failing(containerCrashSignal, aHostState(died(exitCode)), T0 + 3_500)).toEqual(expected);
  });

  test("a TERM that Docker sent is a stop", () => {
    const host = aHostState([anEvent(T0 - 100, "kill", 1, { signal: "15" }), ...died("143")]);
    expect(failing(containerCrashSignal, host, T0 + 3_500)).toEqual([]);
  });

  test("has the kernel's word of the same moment beside it", () => {
    const [found] = judged(containerCrashSignal, aHostState(died("139")), T0 + 3_500);
    expect(found?.title).toBe("Ended by SIGSEGV");
    expect(found?.evidence.map(({ source }) => source)).toEqual(["docker event", "journal kernel"]);
  });
});
