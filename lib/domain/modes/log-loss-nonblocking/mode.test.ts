import { expect, test } from "vitest";
import { aHostState, aLine, T0 } from "../../testing/builders.ts";
import { every, judged, play } from "../../testing/detecting.ts";
import { quiet } from "../../testing/quiet-host.ts";
import { aLogSink, someSinks } from "../../testing/storage-builders.ts";
import { logLossNonblocking } from "./mode.ts";

const unsent = (unsentBytes: number) => (at: number) =>
  someSinks(at, [{ peer: "127.0.0.1:5514", port: 5_514, unsentBytes }]);
const FULL = aLine(
  T0 + 5_000,
  "dockerd",
  'time="x" level=error msg="fluent#appendBuffer: Buffer full, limit 8388608"',
);

test.each([
  [
    "a deaf sink of one that does not wait",
    [aLogSink(1, "tcp://127.0.0.1:5514", "non-blocking"), unsent(2_800_000)(T0)],
    ["127.0.0.1:5514"],
  ],
  ["of one that waits nothing is lost", [aLogSink(1, "tcp://127.0.0.1:5514"), unsent(2_800_000)(T0)], []],
  ["a sink that reads", [aLogSink(1, "tcp://127.0.0.1:5514", "non-blocking"), unsent(900)(T0)], []],
  ["a driver that says so", [FULL], [""]],
  [
    "20.10, a sink that went away",
    [
      aLine(
        T0,
        "dockerd",
        'time="x" level=error msg="Failed to log msg \\"\\" for logger syslog: dial tcp 127.0.0.1:5514: connect: connection refused"',
      ),
    ],
    [""],
  ],
  [
    "26.1, a sink that went away",
    [
      aLine(
        T0,
        "dockerd",
        'time="x" level=error msg="Error writing log message" driver=syslog error="dial tcp 127.0.0.1:5514: connect: connection refused" message=',
      ),
    ],
    [""],
  ],
  [
    "an option that dockerd does not start with was told as lines that were dropped",
    [
      aLine(
        T0,
        "dockerd",
        "failed to start daemon: failed to set log opts: unknown log opt 'max-sise' for json-file log driver",
      ),
    ],
    [],
  ],
  [
    "a full disk is another story",
    [
      aLine(
        T0,
        "dockerd",
        'time="x" level=error msg="Error writing log message" driver=json-file error="error writing log entry: write x: no space left on device" message=',
      ),
    ],
    [],
  ],
])("%s", (_name, signals, subjects) => {
  const found = judged(logLossNonblocking, aHostState(signals), T0 + 6_000);
  expect(found.map(({ subject, severity }) => [subject, severity])).toEqual(
    subjects.map((each) => [each, "ticket"]),
  );
});

test("a sink that is slow for a moment loses nothing yet", () => {
  const signals = [
    aLogSink(1, "tcp://127.0.0.1:5514", "non-blocking"),
    ...every(5_000, T0, T0 + 20_000, unsent(900_000)),
    ...every(5_000, T0 + 20_000, T0 + 100_000, unsent(0)),
  ];
  expect(play(signals, T0 + 99_000, { modes: [logLossNonblocking] }).told()).toEqual([
    "seen 0",
    "recovering 20000",
    "cleared 80000",
  ]);
});

test("what a driver said is over after ten minutes", () => {
  expect(play([...quiet, FULL], T0 + 700_000, { modes: [logLossNonblocking] }).told()).toEqual([
    "seen 5000",
    "raised 5000",
    "recovering 606000",
    "cleared 666000",
  ]);
});
