import { describe, expect, test } from "vitest";
import type { Signal } from "../../signal.ts";
import { aHostState, aMissingFact, T0 } from "../../testing/builders.ts";
import { captured } from "../../testing/captured.ts";
import { every, judged, play } from "../../testing/detecting.ts";
import { MINUTE_MS } from "../../time.ts";
import { cpuSteal } from "./mode.ts";

const CORES = 2;
const TICKS_MS = 10;

/** What the kernel of a lab host counted, going on with so much of its time stolen and the rest idle. */
function counted(engine: string, ratioAt: (ms: number) => number, untilMs: number): readonly Signal[] {
  let idle = 0;
  let steal = 0;
  return every(10_000, T0, T0 + untilMs, (at) => {
    const reading = captured("pressure", at, engine, "", (text) =>
      text.replace(
        /^(\/proc\/stat:cpu +(?:\d+ ){3})(\d+)((?: \d+){3}) (\d+)/m,
        (_, head: string, idled: string, rest: string, stolen: string) =>
          `${head}${Number(idled) + Math.round(idle)}${rest} ${Number(stolen) + Math.round(steal)}`,
      ),
    );
    const ticks = (10_000 / TICKS_MS) * CORES;
    steal += ticks * ratioAt(at - T0);
    idle += ticks * (1 - ratioAt(at - T0));
    return reading;
  });
}

describe.each(["20.10.24", "26.1.5"])("processors of the host of Docker %s", (engine) => {
  test("that are stolen are seen after a minute and a ticket after ten", () => {
    const stolen = counted(engine, (ms) => (ms < 13 * MINUTE_MS ? 0.12 : 0), 25 * MINUTE_MS);
    const story = play(stolen, T0 + 24 * MINUTE_MS, { modes: [cpuSteal] });
    expect(story.told()).toEqual([
      "seen 50000",
      "raised 650000",
      expect.stringMatching(/^recovering 8[0-9]{5}$/),
      expect.stringMatching(/^cleared 1[0-9]{6}$/),
    ]);
    const { symptom } = story.changes[0] ?? {};
    expect(symptom).toMatchObject({ part: "kernel", severity: "ticket", variant: "some" });
    expect(symptom?.evidence[0]?.reading).toBe("12 % stolen, limit 5 %");
  });
});

test("above three tenths it says that nothing keeps its times", () => {
  const host = aHostState(counted("26.1.5", () => 0.4, 2 * MINUTE_MS));
  expect(judged(cpuSteal, host, T0 + 2 * MINUTE_MS)[0]).toMatchObject({ variant: "severe" });
});

test.each([
  ["four in a hundred", () => 0.04],
  ["a burst of ten seconds", (ms: number) => (ms === 60_000 ? 0.25 : 0)],
  ["none, as on metal", () => 0],
])("%s is not", (_name, ratioAt) => {
  expect(
    play(counted("26.1.5", ratioAt, 4 * MINUTE_MS), T0 + 4 * MINUTE_MS, { modes: [cpuSteal] }).told(),
  ).toEqual([]);
});

test("another boot begins anew, and what is not read is unknown", () => {
  const stolen = counted("26.1.5", () => 0.2, 2 * MINUTE_MS);
  const { open } = play(stolen, T0 + 2 * MINUTE_MS, { modes: [cpuSteal] });
  const booted = captured("pressure", T0 + 2 * MINUTE_MS, "26.1.5", "", (text) =>
    text.replace(/\/proc\/stat:cpu .*/, "/proc/stat:cpu  90 0 40 800 3 0 1 70 0 0"),
  );
  const verdict = (signals: readonly Signal[], at: number) =>
    cpuSteal.judge(aHostState(signals), at, open).map((each) => each.verdict);
  expect(verdict([...stolen, booted], T0 + 2 * MINUTE_MS)).toEqual(["unknown"]);
  const gone = aMissingFact(T0 + 3 * MINUTE_MS, "pressure", "channel-down");
  expect(verdict([...stolen, gone], T0 + 3 * MINUTE_MS)).toEqual(["unknown"]);
});
