import { describe, expect, test } from "vitest";
import { toHostId } from "../../ids.ts";
import type { BuildReading } from "../../imports.ts";
import type { Signal } from "../../signal.ts";
import { aHostState, HOST, T0 } from "../../testing/builders.ts";
import { failing, judged } from "../../testing/detecting.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { slowBuilds } from "./mode.ts";

/** One build a day for each length, the last one an hour before `until`. */
const week = (
  until: number,
  lengths: readonly number[],
  about: Partial<BuildReading> = {},
): readonly BuildReading[] =>
  lengths.map((durationMs, index) => ({
    hostId: HOST,
    project: "shop/web",
    startedAt: until - HOUR_MS - index * 20 * HOUR_MS,
    durationMs,
    ...about,
  }));
const imported = (builds: readonly BuildReading[]): Signal => ({
  hostId: HOST,
  at: T0,
  kind: "imports",
  imports: { builds, problems: [] },
});
const host = (...builds: readonly (readonly BuildReading[])[]) => aHostState([imported(builds.flat())]);
const fiveOf = (ms: number): readonly number[] => [ms, ms, ms, ms, ms];
const LAST_WEEK = T0 - 7 * DAY_MS;

describe("builds", () => {
  test("of which one in twenty takes more than five minutes are slow", () => {
    const slow = host(week(T0, [...fiveOf(2 * MINUTE_MS), 6 * MINUTE_MS]));
    expect(judged(slowBuilds, slow, T0)).toMatchObject([
      { subject: "shop/web", variant: "long", severity: "ticket", part: "cache" },
    ]);
  });

  test("that take half as long again as the week before are slower, and say what the cache gave", () => {
    const slower = host(
      week(T0, fiveOf(200 * SECOND_MS), { steps: 20, cachedSteps: 4 }),
      week(LAST_WEEK, fiveOf(100 * SECOND_MS), { steps: 20, cachedSteps: 18 }),
    );
    const [found] = judged(slowBuilds, slower, T0);
    expect(found).toMatchObject({ variant: "longer" });
    expect(found?.summary).toContain("20 % of the steps came from the cache, 90 % the week before");
  });

  test.each([
    [
      "four builds are too few to speak of",
      [
        week(
          T0,
          [9, 9, 9, 9].map((minutes) => minutes * MINUTE_MS),
        ),
      ],
    ],
    ["a third longer", [week(T0, fiveOf(130 * SECOND_MS)), week(LAST_WEEK, fiveOf(100 * SECOND_MS))]],
    ["twice next to nothing", [week(T0, fiveOf(20 * SECOND_MS)), week(LAST_WEEK, fiveOf(10 * SECOND_MS))]],
    ["slow ones of a month ago", [week(T0 - 30 * DAY_MS, fiveOf(20 * MINUTE_MS))]],
    ["slow ones of another host", [week(T0, fiveOf(20 * MINUTE_MS), { hostId: toHostId("web-2") })]],
  ])("are not: %s", (_name, builds) => {
    expect(failing(slowBuilds, host(...builds), T0)).toEqual([]);
  });

  test("of each project are judged alone", () => {
    const both = host(week(T0, fiveOf(10 * MINUTE_MS)), week(T0, fiveOf(MINUTE_MS), { project: "shop/api" }));
    expect(failing(slowBuilds, both, T0)).toEqual(["shop/web"]);
  });
});

test("without a source, and with one that went quiet, it is unknown, not fine", () => {
  const [found] = judged(slowBuilds, host(week(T0, fiveOf(10 * MINUTE_MS))), T0);
  const open = [{ ...found, state: "raised" }] as never;
  const verdict = (state: ReturnType<typeof host>, at: number) =>
    slowBuilds.judge(state, at, open).map((each) => each.verdict);
  expect(verdict(aHostState([]), T0)).toEqual(["unknown"]);
  expect(verdict(host(week(T0, fiveOf(10 * MINUTE_MS))), T0 + 10 * DAY_MS)).toEqual(["unknown"]);
  expect(verdict(host(week(T0, fiveOf(MINUTE_MS))), T0)).toEqual(["passing"]);
  expect(verdict(host(week(T0, fiveOf(MINUTE_MS), { project: "shop/api" })), T0)).toEqual(["gone"]);
});
