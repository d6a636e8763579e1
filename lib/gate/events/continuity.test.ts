import { describe, expect, test } from "vitest";
import { createContinuity } from "./continuity.ts";
import type { RawEvent } from "./project-event.ts";

const anEvent = (timeNano: number, action = "start", actorId = "c1"): RawEvent => ({
  timeNano: String(timeNano),
  type: "container",
  action,
  actorId,
  attributes: { name: "web" },
});

describe("continuity of an event stream", () => {
  test("what came before the break comes once, and proves that nothing was lost", () => {
    const continuity = createContinuity();
    continuity.begin();
    const history = [1, 2, 3].map((at) => anEvent(at));
    expect(history.map(continuity.accept)).toEqual([true, true, true]);
    continuity.begin();
    expect(continuity.isProven()).toBe(false);
    expect([...history, anEvent(4)].map(continuity.accept)).toEqual([false, false, false, true]);
    expect(continuity.isProven()).toBe(true);
  });

  test("a daemon without memory proves nothing", () => {
    const continuity = createContinuity();
    continuity.begin();
    continuity.accept(anEvent(1));
    continuity.begin();
    continuity.accept(anEvent(2));
    expect(continuity.isProven()).toBe(false);
  });

  test("two events that are equal to the letter are two, also when they come again", () => {
    const continuity = createContinuity();
    continuity.begin();
    expect([anEvent(7), anEvent(7), anEvent(8)].map(continuity.accept)).toEqual([true, true, true]);
    continuity.begin();
    expect([anEvent(7), anEvent(7), anEvent(7)].map(continuity.accept)).toEqual([false, false, true]);
  });

  test("equal times with another action, actor or attribute are other events", () => {
    const continuity = createContinuity();
    continuity.begin();
    const others = [
      anEvent(1),
      anEvent(1, "die"),
      anEvent(1, "start", "c2"),
      { ...anEvent(1), attributes: { name: "db" } },
      { ...anEvent(1), type: "network" },
    ];
    expect(others.map(continuity.accept)).toEqual([true, true, true, true, true]);
  });

  test("memory is bounded, and still longer than the daemon's", () => {
    const continuity = createContinuity(300);
    continuity.begin();
    for (let at = 0; at < 5_000; at += 1) continuity.accept(anEvent(at));
    continuity.begin();
    // The daemon remembers 256.
    for (let at = 5_000 - 256; at < 5_000; at += 1) expect(continuity.accept(anEvent(at))).toBe(false);
  });
});
