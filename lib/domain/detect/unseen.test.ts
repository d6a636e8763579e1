import { expect, test } from "vitest";
import type { Symptom } from "../symptom.ts";
import { aFailedPing, aPing, HOST, T0 } from "../testing/builders.ts";
import { every, numberedIds, play } from "../testing/detecting.ts";
import { HOUR_MS, MINUTE_MS } from "../time.ts";
import { openSymptoms, startDetection, stopDetection } from "./detect.ts";
import { unseenText } from "./unseen.ts";

const refused = (untilMs: number) =>
  every(2_000, T0, T0 + untilMs, (at) => aFailedPing(at, "connection-refused"));

/** Down before it was left so long ago, as it is open when its host is watched again at T0. */
function leftOpen(agoMs: number): Symptom {
  const [down] = play(refused(60_000), T0 + 60_000).open;
  if (down === undefined) throw new Error("a refused ping must be found");
  const before: Symptom = {
    ...down,
    id: numberedIds()(),
    sinceAt: T0 - agoMs - HOUR_MS,
    seenAt: T0 - agoMs - HOUR_MS,
    lastSeenAt: T0 - agoMs,
  };
  const left = stopDetection(startDetection(HOST, [before]), T0 - agoMs);
  expect(left.changes.map(({ kind }) => kind)).toEqual(["unknown"]);
  const [open] = openSymptoms(left.detection);
  if (open === undefined) throw new Error("what is left stays open");
  return open;
}

const clock = (at: number): string => String((at - T0) / MINUTE_MS);

test("a fault that is still there when its host comes back keeps its start and shows the stretch nobody saw", () => {
  const open = leftOpen(20 * MINUTE_MS);
  expect(open).toMatchObject({ isUnknown: true, unseen: [{ fromAt: T0 - 20 * MINUTE_MS }] });
  expect(unseenText(open, clock)).toBe("-20 to now");
  const story = play(refused(30_000), T0 + 30_000, { open: [open] });
  expect(story.told("daemon-down")).toEqual(["unknown 0"]);
  const [back] = story.open;
  expect(back).toMatchObject({ id: open.id, sinceAt: open.sinceAt, seenAt: open.seenAt, isUnknown: false });
  expect(back?.unseen).toEqual([{ fromAt: T0 - 20 * MINUTE_MS, toAt: T0 }]);
});

test("one that ended unseen passes from its first reading on: its end is not made up", () => {
  const open = leftOpen(20 * MINUTE_MS);
  const pings = every(2_000, T0, T0 + 120_000, aPing);
  const story = play(pings, T0 + 110_000, { open: [open] });
  expect(story.told("daemon-down")).toEqual(["recovering 0", "cleared 60000"]);
  expect(story.changes.at(-1)?.symptom).toMatchObject({
    recoveringAt: T0,
    unseen: [{ fromAt: T0 - 20 * MINUTE_MS, toAt: T0 }],
  });
});

test("a reading from before the host was left does not end the stretch", () => {
  const open = leftOpen(20 * MINUTE_MS);
  expect(play([], T0 + 30_000, { open: [open] }).open).toEqual([open]);
});

test("seconds are a restart, which is told as one: they are no stretch of their own", () => {
  const story = play(refused(30_000), T0 + 30_000, { open: [leftOpen(5_000)] });
  expect(story.open[0]?.unseen).toBeUndefined();
});
