import { describe, expect, test } from "vitest";
import { aFailedPing, aHostState, aPing, T0 } from "../../testing/builders.ts";
import { every, failing, judged, play } from "../../testing/detecting.ts";
import { daemonSlow } from "./mode.ts";

const pings = (fromAt: number, untilAt: number, ms: number) =>
  every(2_000, fromAt, untilAt, (at) => aPing(at, ms));

describe("a slow daemon", () => {
  test.each([
    ["answers in 700 ms", 700, [""]],
    ["answers in 400 ms", 400, []],
  ])("%s", (_name, ms, expected) => {
    expect(failing(daemonSlow, aHostState(pings(T0, T0 + 40_000, ms)), T0 + 40_000)).toEqual(expected);
  });

  test("one slow answer among quick ones is none", () => {
    const signals = [...pings(T0, T0 + 40_000, 2), aPing(T0 + 40_000, 4_000)];
    expect(failing(daemonSlow, aHostState(signals), T0 + 41_000)).toEqual([]);
  });

  test("a moment in which the whole machine was busy is none", () => {
    const signals = [
      ...pings(T0, T0 + 100_000, 2),
      ...pings(T0 + 102_000, T0 + 106_000, 900),
      ...pings(T0 + 108_000, T0 + 116_000, 2),
    ];
    expect(failing(daemonSlow, aHostState(signals), T0 + 116_000)).toEqual([]);
  });

  test("what recovered is not slow again by the lower edge", () => {
    const signals = [
      ...pings(T0, T0 + 60_000, 900),
      ...pings(T0 + 62_000, T0 + 130_000, 2),
      ...pings(T0 + 132_000, T0 + 200_000, 300),
    ];
    const story = play(signals, T0 + 200_000, { modes: [daemonSlow] });
    expect(story.told().map((each) => each.split(" ")[0])).toEqual(["seen", "recovering"]);
  });

  test("five seconds are a page", () => {
    const host = aHostState(pings(T0, T0 + 40_000, 5_500));
    expect(judged(daemonSlow, host, T0 + 40_000)[0]?.severity).toBe("page");
  });

  test("a host that is always slow is judged by its own", () => {
    const host = aHostState(pings(T0, T0 + 600_000, 600));
    expect(failing(daemonSlow, host, T0 + 600_000)).toEqual([]);
  });

  test("the first answers of a daemon that comes up are no rule", () => {
    const restart = [
      ...pings(T0, T0 + 10_000, 2),
      aFailedPing(T0 + 12_000, "not-tried"),
      ...pings(T0 + 14_000, T0 + 40_000, 900),
      ...pings(T0 + 42_000, T0 + 70_000, 2),
    ];
    const slowAt = (now: number) =>
      failing(daemonSlow, aHostState(restart.filter(({ at }) => at <= now)), now);
    expect(slowAt(T0 + 40_000)).toEqual([]);
    expect(slowAt(T0 + 70_000)).toEqual([]);
  });

  test("few answers say nothing", () => {
    expect(judged(daemonSlow, aHostState(pings(T0, T0 + 10_000, 900)), T0 + 10_000)).toEqual([]);
  });
});
