import { describe, expect, test } from "vitest";
import { aContainer, aList, anEvent, T0 } from "../../testing/builders.ts";
import { every, play } from "../../testing/detecting.ts";
import { containerPaused } from "./mode.ts";

const paused = aContainer(1, { state: "paused", status: "Up 8 seconds (Paused)" });
const lists = (untilMs: number) =>
  every(4_000, T0, T0 + 900_000, (at) =>
    aList(at, [at >= T0 + 2_000 && at < T0 + untilMs ? paused : aContainer(1)]),
  );

describe("a container that was paused", () => {
  test("is seen after a while and a ticket after ten minutes, and fine as soon as it goes on", () => {
    const story = play([...lists(700_000), anEvent(T0 + 2_000, "pause", 1)], T0 + 720_000, {
      modes: [containerPaused],
    });
    expect(story.told()).toEqual(["seen 22000", "raised 602000", "recovering 700000", "cleared 700000"]);
  });

  test("a moment ago, by a list that is quicker than the event, is nothing", () => {
    const story = play(
      [...lists(14_000), anEvent(T0 + 9_000, "pause", 1), anEvent(T0 + 13_500, "unpause", 1)],
      T0 + 60_000,
      {
        modes: [containerPaused],
      },
    );
    expect(story.told()).toEqual([]);
  });

  test("before anybody listened is old enough by the first list", () => {
    const first = every(4_000, T0 + 60_000, T0 + 70_000, (at) => aList(at, [paused]));
    expect(play(first, T0 + 70_000, { modes: [containerPaused] }).told()).toEqual(["seen 60000"]);
  });

  test("for a commit or a backup is nothing", () => {
    const story = play(
      [...lists(14_000), anEvent(T0 + 2_000, "pause", 1), anEvent(T0 + 13_000, "unpause", 1)],
      T0 + 60_000,
      { modes: [containerPaused] },
    );
    expect(story.told()).toEqual([]);
  });
});
