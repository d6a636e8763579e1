import { describe, expect, test } from "vitest";
import type { HealthcheckReading } from "../../readings.ts";
import type { Signal } from "../../signal.ts";
import {
  aContainer,
  aFailedPing,
  aHostState,
  aList,
  anEvent,
  anInspect,
  aPing,
  T0,
} from "../../testing/builders.ts";
import { every, failing, judged, play } from "../../testing/detecting.ts";
import { MINUTE_MS } from "../../time.ts";
import { slowColdStart } from "./mode.ts";

const check: HealthcheckReading = { intervalMs: 1_000, startPeriodMs: 0, startIntervalMs: 0 };
const inspected = (about: Partial<HealthcheckReading> = {}) =>
  anInspect(T0, 1, { healthcheck: { ...check, ...about } });
/** A start, and when it was healthy; never where that is left out. */
const start = (atMs: number, readyMs?: number): readonly Signal[] => [
  anEvent(T0 + atMs, "start", 1),
  ...(readyMs === undefined ? [] : [anEvent(T0 + atMs + readyMs, "health_status: healthy", 1)]),
];
/** One start a minute, healthy after so long each. */
const starts = (...readyMs: readonly number[]): readonly Signal[] =>
  readyMs.flatMap((ms, index) => start(index * MINUTE_MS, ms));
const lists = every(4_000, T0, T0 + 40 * MINUTE_MS, (at) => aList(at, [aContainer(1)]));
const at = (signals: readonly Signal[], ms: number, about: Partial<HealthcheckReading> = {}) =>
  aHostState(
    [aList(T0 + ms - 1_000, [aContainer(1)]), inspected(about), ...signals].toSorted((a, b) => a.at - b.at),
  );
const found = (signals: readonly Signal[], ms: number, about: Partial<HealthcheckReading> = {}) =>
  failing(slowColdStart, at(signals, ms, about), T0 + ms);

describe("a service that takes longer than three times what is usual", () => {
  const slow = [...starts(2_000, 2_100, 1_900), ...start(3 * MINUTE_MS, 30_000)];

  test("is found while it is late, a ticket at the second in a row, and over with the next that is quick", () => {
    const more = [...start(5 * MINUTE_MS, 30_000), ...start(8 * MINUTE_MS, 2_000)];
    const story = play([...lists, inspected(), ...slow, ...more], T0 + 9 * MINUTE_MS, {
      modes: [slowColdStart],
    });
    expect(story.told()).toEqual(["seen 191000", "raised 311000", "recovering 482000", "cleared 482000"]);
    expect(story.changes[0]?.symptom).toMatchObject({
      subject: "app",
      part: "ctrs",
      severity: "ticket",
      variant: "not-ready",
      sinceAt: T0 + 3 * MINUTE_MS,
    });
  });

  test("that is still not ready after a minute is a ticket at once", () => {
    const never = [...starts(2_000, 2_100, 1_900), ...start(3 * MINUTE_MS)];
    const story = play([...lists, inspected(), ...never], T0 + 6 * MINUTE_MS, { modes: [slowColdStart] });
    expect(story.told()).toEqual(["seen 191000", "raised 251000"]);
  });

  test("is told for a quarter of an hour and not for ever; once alone it is no ticket", () => {
    const story = play([...lists, inspected(), ...slow], T0 + 25 * MINUTE_MS, { modes: [slowColdStart] });
    expect(story.told().join()).not.toContain("raised");
    const late = story.changes.find(({ symptom }) => symptom.variant === "late");
    expect(late?.symptom.summary).toContain("was healthy only 30 s after its start; 2 s is usual for it");
    expect(story.told().at(-1)).toMatch(/^cleared 111\d{4}$/);
  });

  test("is gone with its container", () => {
    const open = play([...lists, inspected(), ...slow], T0 + 5 * MINUTE_MS, { modes: [slowColdStart] }).open;
    const host = aHostState([...slow, aList(T0 + 6 * MINUTE_MS, [])]);
    expect(slowColdStart.judge(host, T0 + 6 * MINUTE_MS, open)).toMatchObject([
      { subject: "app", verdict: "gone" },
    ]);
  });
});

describe("near-misses", () => {
  test.each([
    ["nothing is usual yet", [...start(0, 2_000), ...start(MINUTE_MS, 30_000)], {}],
    ["twice what is usual", starts(4_000, 4_000, 4_000, 8_000), {}],
    ["less than anybody is called for", starts(300, 300, 300, 9_900), {}],
    [
      "two turns of a probe every half minute",
      starts(31_000, 31_000, 31_000, 90_000),
      { intervalMs: 30_000 },
    ],
    [
      "it died before it was ready",
      [
        ...starts(300, 300, 300),
        ...start(3 * MINUTE_MS),
        anEvent(T0 + 3 * MINUTE_MS + 900, "die", 1, { exitCode: "1" }),
      ],
      {},
    ],
  ])("%s", (_name, signals, about) => {
    expect(found(signals, 4 * MINUTE_MS + 31_000, about)).toEqual([]);
  });

  test("starts while dockerd itself comes up say nothing", () => {
    const turning = [
      ...starts(300, 300, 300),
      aFailedPing(T0 + 3 * MINUTE_MS - 10_000, "connection-refused"),
      aPing(T0 + 3 * MINUTE_MS - 2_000),
      ...start(3 * MINUTE_MS, 20_000),
    ];
    expect(found(turning, 4 * MINUTE_MS)).toEqual([]);
  });

  test("without a health check nobody knows when it was ready", () => {
    const signals = [...starts(300, 300, 300), ...start(3 * MINUTE_MS)];
    const host = aHostState([anInspect(T0, 1), ...signals, aList(T0 + 4 * MINUTE_MS, [aContainer(1)])]);
    expect(failing(slowColdStart, host, T0 + 4 * MINUTE_MS)).toEqual([]);
  });
});

test("before anything is usual, the start period that its check was given is its limit", () => {
  const slow = start(0, 50_000);
  expect(found(slow, MINUTE_MS, { startPeriodMs: 20_000 })).toEqual(["app"]);
  expect(found(slow, MINUTE_MS, { startPeriodMs: 60_000 })).toEqual([]);
  expect(found(slow, MINUTE_MS)).toEqual([]);
});

test("replicas are one service: what is usual for one is usual for the other", () => {
  const signals = [...starts(300, 300, 300), anEvent(T0 + 4 * MINUTE_MS, "start", 2)];
  const host = aHostState([
    ...signals,
    anInspect(T0 + 4 * MINUTE_MS, 2, { healthcheck: check }),
    aList(T0 + 4 * MINUTE_MS + 20_000, [aContainer(1), aContainer(2)]),
  ]);
  expect(judged(slowColdStart, host, T0 + 4 * MINUTE_MS + 20_000)).toMatchObject([
    { subject: "app", facts: { container: "app-2" } },
  ]);
});
