import { describe, expect, test } from "vitest";
import { aHostState, anEvent, someProcesses, T0 } from "../../testing/builders.ts";
import { usedBy } from "../../testing/daemon-use.ts";
import { every, judged, play } from "../../testing/detecting.ts";
import { MINUTE_MS } from "../../time.ts";
import { daemonCpuHigh } from "./mode.ts";

/** Processes as they were captured, read every 20 s unless said, with this much of a processor used in between. */
const using = (
  daemon: "dockerd" | "containerd",
  engine: string,
  ratioAt: (ms: number) => number,
  untilMs: number,
  everyMs = 20_000,
) => {
  let cpuMs = 5_000;
  return every(everyMs, T0, T0 + untilMs, (at) => {
    const reading = usedBy(daemon, at, engine, { cpuMs });
    cpuMs += everyMs * ratioAt(at - T0);
    return reading;
  });
};

describe.each(["20.10.24", "26.1.5"])("the processor time of Docker %s", (engine) => {
  test("above four fifths of a processor is seen after a minute and a ticket after ten", () => {
    const busy = using("dockerd", engine, (ms) => (ms < 13 * MINUTE_MS ? 0.95 : 0.02), 20 * MINUTE_MS);
    const story = play(busy, T0 + 19 * MINUTE_MS, { modes: [daemonCpuHigh] });
    expect(story.told()).toEqual([
      "seen 60000",
      "raised 660000",
      expect.stringMatching(/^recovering 8[0-9]{5}$/),
      expect.stringMatching(/^cleared 9[0-9]{5}$/),
    ]);
    expect(story.changes[0]?.symptom).toMatchObject({
      subject: "dockerd",
      part: "dockerd",
      severity: "ticket",
      facts: { unit: "docker.service" },
    });
  });

  test.each([0, 1_000, 2_000, 3_000])(
    "its end is told by the first two readings after it (%i ms after one)",
    (sinceReadingMs) => {
      const endsAfterMs = 2 * MINUTE_MS + sinceReadingMs;
      const usedOf = (ms: number) => Math.min(1, Math.max(0, (endsAfterMs - ms) / 4_000));
      const busy = using("dockerd", engine, usedOf, 3 * MINUTE_MS, 4_000);
      const story = play(busy, T0 + 3 * MINUTE_MS, { modes: [daemonCpuHigh] });
      const recovering = story.told().find((each) => each.startsWith("recovering"));
      expect(Number(recovering?.split(" ")[1]) - endsAfterMs).toBeLessThanOrEqual(8_000);
    },
  );

  test("a pull of half a minute and a steady three quarters are none", () => {
    const pull = using("dockerd", engine, (ms) => (ms < 40_000 ? 1 : 0.01), 4 * MINUTE_MS);
    expect(play(pull, T0 + 4 * MINUTE_MS, { modes: [daemonCpuHigh] }).told()).toEqual([]);
    const steady = using("dockerd", engine, () => 0.75, 4 * MINUTE_MS);
    expect(play(steady, T0 + 4 * MINUTE_MS, { modes: [daemonCpuHigh] }).told()).toEqual([]);
  });
});

test("containerd is judged beside dockerd, under its own name", () => {
  const host = aHostState(using("containerd", "26.1.5", () => 1.4, 2 * MINUTE_MS));
  expect(judged(daemonCpuHigh, host, T0 + 2 * MINUTE_MS)).toMatchObject([
    { subject: "containerd", part: "containerd", facts: { unit: "containerd.service" } },
  ]);
});

test("a loop of starts is named; without one logs, probes and clients are", () => {
  const busy = using("dockerd", "26.1.5", () => 1, 2 * MINUTE_MS);
  const starts = every(15_000, T0, T0 + 2 * MINUTE_MS, (at) => anEvent(at, "start", 1));
  const summary = (signals: typeof busy) =>
    judged(daemonCpuHigh, aHostState(signals), T0 + 2 * MINUTE_MS)[0]?.summary;
  expect(summary([...busy, ...starts])).toContain("8 container starts in the last two minutes");
  expect(summary(busy)).toContain("No loop of starts");
});

test("a new process is not judged by what the old one used, and one that is gone is not busy", () => {
  const busy = using("dockerd", "26.1.5", () => 1, 2 * MINUTE_MS);
  const after = (dockerd: { pid: number; cpuMs: number } | "gone") =>
    aHostState([...busy, someProcesses(T0 + 2 * MINUTE_MS, [], { dockerd })]);
  const open = play(busy, T0 + 2 * MINUTE_MS - 1_000, { modes: [daemonCpuHigh] }).open;
  const verdict = (dockerd: Parameters<typeof after>[0]) =>
    daemonCpuHigh.judge(after(dockerd), T0 + 2 * MINUTE_MS, open).map((each) => each.verdict);
  expect(verdict({ pid: 9_999, cpuMs: 400 })).toEqual(["unknown"]);
  expect(verdict("gone")).toEqual(["passing"]);
});
