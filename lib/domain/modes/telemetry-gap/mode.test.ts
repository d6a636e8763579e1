import { describe, expect, test } from "vitest";
import type { Signal, StreamGap, StreamName } from "../../signal.ts";
import {
  aFailedPing,
  aHostState,
  aLine,
  aMissingFact,
  aPing,
  aSocket,
  HOST,
  someProcesses,
  someUnits,
  T0,
} from "../../testing/builders.ts";
import { captured } from "../../testing/captured.ts";
import { every, judged, play } from "../../testing/detecting.ts";
import { type EpochMs, MINUTE_MS } from "../../time.ts";
import { telemetryGap } from "./mode.ts";

const stream = (at: EpochMs, name: StreamName, isOpen: boolean, reason?: string): Signal => ({
  hostId: HOST,
  at,
  kind: "stream-state",
  stream: name,
  isOpen,
  ...(reason !== undefined && { reason }),
});
const gap = (at: EpochMs, about: Partial<StreamGap>): Signal => ({
  hostId: HOST,
  at,
  kind: "stream-gap",
  gap: {
    stream: "events",
    fromAt: at - 4_000,
    toAt: at,
    cause: "as the gate says",
    isFilled: false,
    ...about,
  },
});
const pings = (untilMs: number) => every(2_000, T0, T0 + untilMs, (at) => aPing(at));
/** Everything of the host that needs nothing but the kernel, as the lab gives it. */
const plain = (untilMs: number) =>
  every(10_000, T0, T0 + untilMs, (at) => captured("pressure", at, "26.1.5")).concat(
    every(10_000, T0, T0 + untilMs, (at) => someUnits(at)),
    every(10_000, T0, T0 + untilMs, (at) => aSocket(at)),
  );
const open = [
  stream(T0, "events", true),
  stream(T0, "journal", true),
  aLine(T0, "dockerd", "API listen on /run/docker.sock"),
];
const found = (signals: readonly Signal[], ms: number) =>
  judged(telemetryGap, aHostState(signals.toSorted((a, b) => a.at - b.at)), T0 + ms).map(
    ({ subject, variant }) => `${subject} ${variant}`,
  );

describe("a stream that cannot be followed any more", () => {
  test("is seen after half a minute, a ticket a minute later, and over when it is back", () => {
    const signals = [
      ...open,
      ...pings(300_000),
      stream(T0 + 10_000, "events", false, "the daemon ended the event stream"),
      stream(T0 + 150_000, "events", true),
    ];
    expect(play(signals, T0 + 290_000, { modes: [telemetryGap] }).told()).toEqual([
      "seen 40000",
      "raised 100000",
      "recovering 150000",
      "cleared 210000",
    ]);
  });

  test("is none while the daemon does not answer: that has a name of its own", () => {
    const down = every(2_000, T0 + 10_000, T0 + 120_000, (at) => aFailedPing(at, "connection-refused"));
    expect(found([...open, ...pings(8_000), ...down, stream(T0 + 10_000, "events", false)], 120_000)).toEqual(
      [],
    );
  });

  test("is none where it never could be read: that is a right that is missing", () => {
    const denied = stream(
      T0 + 1_000,
      "journal",
      false,
      "not visible to foghorn: add the account to the group systemd-journal",
    );
    expect(
      found([stream(T0, "events", true), denied, ...pings(120_000), ...plain(120_000)], 120_000),
    ).toEqual([]);
  });

  test("is found of the engine log that was read before, and says why", () => {
    const closed = stream(T0 + 5_000, "journal", false, "the journal reader ended (1)");
    const host = aHostState([...open, closed, ...pings(60_000), ...plain(60_000)]);
    const [journal] = judged(telemetryGap, host, T0 + 60_000);
    expect(journal).toMatchObject({ subject: "journal", part: "callers", severity: "ticket" });
    expect(journal?.summary).toContain("the journal reader ended (1)");
    expect(journal?.blast.notAffected).toEqual(["The API, events and the host's readings"]);
  });
});

describe("a part that is missing", () => {
  const base = [...open, ...pings(120_000), ...plain(120_000)];
  const dockerd = (startedSecondsAgo: number) =>
    someProcesses(T0 + 118_000, [], { dockerd: { startedSecondsAgo } });

  test.each([
    ["what the gate's spool had to drop", gap(T0 + 60_000, { lostCount: 412 }), ["events lost"]],
    ["a journal that was rotated away", gap(T0 + 60_000, { stream: "journal" }), ["journal lost"]],
    ["a stretch that was read again", gap(T0 + 60_000, { lostCount: 3, isFilled: true }), []],
    [
      "a restart of Foghorn, which has an entry of its own",
      gap(T0 + 60_000, { lostCount: 3, isOfRestart: true }),
      [],
    ],
  ])("%s", (_name, signal, expected) => {
    expect(found([...base, signal], 120_000)).toEqual(expected);
  });

  test("more events than a daemon keeps are missed; one that was restarted forgets them by itself", () => {
    const missed = gap(T0 + 60_000, {});
    expect(found([...base, missed, dockerd(4_000)], 120_000)).toEqual(["events lost"]);
    expect(found([...base, missed, dockerd(60)], 120_000)).toEqual([]);
    const before = someProcesses(T0 + 58_000, [], { dockerd: { startedSecondsAgo: 4_000 } });
    expect(found([...base, missed, before], 62_000)).toEqual([]);
  });

  test("is told for ten minutes", () => {
    const signals = [...open, ...pings(900_000), gap(T0 + 60_000, { lostCount: 412 })];
    expect(play(signals, T0 + 800_000, { modes: [telemetryGap] }).told()).toEqual([
      "seen 60000",
      "raised 120000",
      "recovering 661000",
      "cleared 721000",
    ]);
  });
});

describe("the host itself", () => {
  const lost = (untilMs: number) =>
    every(5_000, T0 + 10_000, T0 + untilMs, (at) => aMissingFact(at, "units", "channel-down"));

  test("that is not read any more is found after a minute, whatever the API says", () => {
    expect(found([...open, ...plain(10_000), ...pings(120_000), ...lost(120_000)], 120_000)).toEqual([
      "host closed",
    ]);
    expect(found([...open, ...plain(10_000), ...pings(120_000)], 120_000)).toEqual(["host silent"]);
  });

  test("is none with the gate away: nobody asks, of any host", () => {
    expect(found([...open, ...plain(10_000), ...pings(10_000)], 120_000)).toEqual([]);
  });

  test("is none where there never was a way to it", () => {
    expect(found([...open, ...pings(120_000), ...lost(120_000)], 120_000)).toEqual([]);
  });
});

describe("an API that is served and not reached", () => {
  const unreached = every(2_000, T0, T0 + 120_000, (at) =>
    aFailedPing(at, "host-unreachable", "administratively prohibited"),
  );

  test("is found after a minute", () => {
    expect(found([...plain(120_000), ...unreached], 120_000)).toEqual(["api closed"]);
  });

  test("is none while docker.service does not run", () => {
    const stopped = someUnits(T0 + 119_000, { docker: { activeState: "inactive", subState: "dead" } });
    expect(found([...plain(110_000), ...unreached, stopped], 120_000)).toEqual([]);
  });

  test("is found when no answer and no failure comes", () => {
    expect(found([...plain(120_000), ...pings(10_000)], 120_000)).toContain("api silent");
  });
});

test("an API that was silent is not well again because it is known to hang, only once it answers", () => {
  const silence = [...plain(120_000), ...pings(10_000)];
  const hangs = every(3_000, T0 + 100_000, T0 + 120_000, (at) => aFailedPing(at, "timeout"));
  const told = (...more: readonly Signal[]) =>
    play(
      [...silence, ...hangs, ...more].toSorted((a, b) => a.at - b.at),
      T0 + 121_000,
      { modes: [telemetryGap] },
    ).told();
  expect(told().filter((line) => line.startsWith("recovering"))).toEqual([]);
  expect(told(aPing(T0 + 120_500)).filter((line) => line.startsWith("recovering"))).toHaveLength(1);
});

describe("the gate was away", () => {
  const gate = (atMs: number, isUp: boolean): Signal => ({
    hostId: HOST,
    at: T0 + atMs,
    kind: "gate-state",
    isUp,
  });
  const away = [gate(18_000, false), gate(100_000, true)];
  const back = [captured("pressure", T0 + 101_000, "26.1.5"), someUnits(T0 + 101_000), aSocket(T0 + 101_000)];

  test("and what is read first when it is back blames nothing that has had no turn yet", () => {
    expect(found([...open, ...plain(10_000), ...pings(10_000), ...away, ...back], 102_000)).toEqual([]);
    const ping = aPing(T0 + 101_000);
    expect(found([...open, ...plain(10_000), ...pings(10_000), ...away, ping], 102_000)).toEqual([]);
  });

  test("and what stays silent long after its return is found", () => {
    const facts = plain(140_000).filter(({ at }) => at <= T0 + 10_000 || at > T0 + 100_000);
    expect(found([...open, ...facts, ...pings(10_000), ...away], 140_000)).toContain("api silent");
  });
});

test("with everything heard there is nothing to say", () => {
  expect(
    found([...open, ...pings(15 * MINUTE_MS), ...plain(15 * MINUTE_MS)], 15 * MINUTE_MS - 1_000),
  ).toEqual([]);
});
