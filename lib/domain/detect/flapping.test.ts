import { describe, expect, test } from "vitest";
import type { Mode } from "../mode.ts";
import type { Signal } from "../signal.ts";
import type { Symptom } from "../symptom.ts";
import { aFailedPing, aPing, T0 } from "../testing/builders.ts";
import { every, play } from "../testing/detecting.ts";
import { MINUTE_MS } from "../time.ts";
import { dampedText } from "./flapping.ts";

/** Fails while the last ping did. */
const pinging = (windows: Partial<Mode["windows"]> = {}): Mode => ({
  id: "daemon-down",
  inputs: ["ping"],
  windows: {
    raiseAfterMs: 0,
    raiseAfterReadings: 1,
    clearAfterMs: MINUTE_MS,
    clearAfterReadings: 2,
    ...windows,
  },
  judge: (host) => {
    const last = host.ping.tries.at(-1);
    if (last === undefined) return [];
    return [
      {
        subject: "",
        verdict: last.ok ? "passing" : "failing",
        severity: "page",
        part: "sock",
        title: "Daemon down",
        summary: "Nobody listens.",
        readAt: last.at,
        evidence: [{ at: last.at, source: "GET /_ping", text: "" }],
        blast: { affected: [], parts: [], notAffected: [] },
        facts: {},
      },
    ];
  },
});

const refused = (fromMs: number, untilMs: number) =>
  every(2_000, T0 + fromMs, T0 + untilMs, (at) => aFailedPing(at, "connection-refused"));
const fine = (fromMs: number, untilMs: number) => every(2_000, T0 + fromMs, T0 + untilMs, aPing);
/** Down for 10 s of every `everyMs`, so many times, then well. */
const turns = (count: number, everyMs: number, calmMs: number): readonly Signal[] => [
  ...Array.from({ length: count }, (_, turn) => [
    ...refused(turn * everyMs, turn * everyMs + 10_000),
    ...fine(turn * everyMs + 10_000, (turn + 1) * everyMs),
  ]).flat(),
  ...fine(count * everyMs, count * everyMs + calmMs),
];
const playOne = (signals: readonly Signal[], untilMs: number, mode = pinging(), open?: readonly Symptom[]) =>
  play(signals, T0 + untilMs, { modes: [mode], ...(open && { open }) });

describe("what comes and goes", () => {
  test("twice is told each time", () => {
    expect(playOne(turns(2, 30_000, 120_000), 150_000).told()).toEqual([
      "seen 0",
      "raised 0",
      "recovering 10000",
      "relapsed 30000",
      "recovering 40000",
      "cleared 100000",
    ]);
  });

  test("from the third time on it is held: nothing is told until it was calm for ten minutes", () => {
    const story = playOne(turns(6, 30_000, 900_000), 900_000);
    expect(story.told()).toEqual([
      "seen 0",
      "raised 0",
      "recovering 10000",
      "relapsed 30000",
      "recovering 40000",
      "relapsed 60000",
      "cleared 760000",
    ]);
    const last = story.changes.at(-1)?.symptom;
    expect(last).toMatchObject({ recoveringAt: T0 + 160_000, clearedAt: T0 + 760_000 });
    expect(last?.flapping).toBeUndefined();
  });

  test("while it is held the screen still says what was read last, and why nothing more is told", () => {
    const failing = playOne(turns(4, 30_000, 0), 95_000).open[0];
    expect(failing).toMatchObject({ state: "raised", flapping: { times: 4, sinceAt: T0 } });
    const passing = playOne(turns(4, 30_000, 0), 115_000).open[0];
    expect(passing).toMatchObject({ state: "recovering", flapping: { times: 4 } });
    expect(passing && dampedText(passing)).toBe("4 times in 2 min; held until 10 min calm");
  });

  test("what cleared in between counts as well: the third row within ten minutes is the held one", () => {
    const story = playOne(turns(3, 120_000, 700_000), 900_000);
    expect(story.told()).toEqual([
      "seen 0",
      "raised 0",
      "recovering 10000",
      "cleared 70000",
      "seen 120000",
      "raised 120000",
      "recovering 130000",
      "cleared 190000",
      "seen 240000",
      "raised 240000",
      "cleared 850000",
    ]);
  });

  test("three times in an hour is no pattern", () => {
    const story = playOne(turns(3, 20 * MINUTE_MS, 0), 60 * MINUTE_MS);
    expect(story.changes.some(({ symptom }) => symptom.flapping !== undefined)).toBe(false);
  });

  test("a debounce that waits for a run that lasts does not wait for ever", () => {
    const slow = pinging({ raiseAfterMs: 45_000 });
    expect(playOne(turns(3, 30_000, 0), 89_000, slow).told()).toEqual([
      "seen 0",
      "recovering 10000",
      "relapsed 30000",
      "recovering 40000",
      "relapsed 60000",
      "raised 60000",
    ]);
  });

  test("a longer window of the mode goes on after the hold, and is told", () => {
    const long = pinging({ clearAfterMs: 20 * MINUTE_MS });
    const told = playOne(turns(3, 30_000, 1_300_000), 1_300_000, long).told();
    expect(told.slice(-2)).toEqual(["recovering 670000", "cleared 1270000"]);
  });

  test("a mode with windows of its own is held by them, and one that is about flapping not at all", () => {
    const quick = pinging({ flapping: { times: 2, withinMs: MINUTE_MS, calmMs: 2 * MINUTE_MS } });
    expect(playOne(turns(2, 30_000, 300_000), 300_000, quick).told()).toEqual([
      "seen 0",
      "raised 0",
      "recovering 10000",
      "relapsed 30000",
      "cleared 160000",
    ]);
    const own = playOne(turns(6, 30_000, 0), 170_000, pinging({ flapping: "own" }));
    expect(own.open[0]?.flapping).toBeUndefined();
  });

  test("a restart of Foghorn does not end the hold", () => {
    const held = playOne(turns(3, 30_000, 0), 85_000).open;
    const after = playOne(fine(100_000, 800_000), 800_000, pinging(), held);
    expect(after.told()).toEqual(["cleared 700000"]);
  });
});
