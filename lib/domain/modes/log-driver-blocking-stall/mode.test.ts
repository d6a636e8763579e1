import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseFact } from "../../parse/parse-fact.ts";
import { aFact, aHostState, anInspect, T0 } from "../../testing/builders.ts";
import { every, failing, judged, play } from "../../testing/detecting.ts";
import { aLogSink, someSinks } from "../../testing/storage-builders.ts";
import { logDriverBlockingStall } from "./mode.ts";

const BLOCKING = aLogSink(1, "tcp://127.0.0.1:5514");
const unsent =
  (unsentBytes: number, port = 5_514) =>
  (at: number) =>
    someSinks(at, [{ peer: `127.0.0.1:${port}`, port, unsentBytes }]);

test.each(["20.10.24", "26.1.5"])(
  "a sink that took the connection of Docker %s and does not read",
  (engine) => {
    const text = readFileSync(
      new URL(`../../parse/fixtures/log-sinks.docker-${engine}-stalled.txt`, import.meta.url),
      "utf8",
    );
    const host = aHostState([BLOCKING, aFact(T0, parseFact("log-sinks", text, T0))]);
    expect(judged(logDriverBlockingStall, host, T0 + 1_000)).toMatchObject([
      {
        subject: "127.0.0.1:5514",
        severity: "page",
        evidence: [{ reading: "Send-Q 2.8 MB; limit 66 kB" }],
        facts: { container: "app-1", port: "5514" },
      },
    ]);
  },
);

describe("what is none", () => {
  test.each([
    ["a little on its way", [BLOCKING, unsent(20_000)(T0)]],
    ["a push to a slow registry", [BLOCKING, unsent(3_000_000, 5_000)(T0)]],
    ["nobody waits for it", [aLogSink(1, "tcp://127.0.0.1:5514", "non-blocking"), unsent(3_000_000)(T0)]],
    ["datagrams", [aLogSink(1, "udp://127.0.0.1:5514"), unsent(3_000_000)(T0)]],
    ["the host's own syslog", [anInspect(T0, 1, { logDriver: "syslog" }), unsent(3_000_000, 514)(T0)]],
  ])("%s", (_name, signals) => {
    expect(failing(logDriverBlockingStall, aHostState(signals), T0 + 1_000)).toEqual([]);
  });

  test("fluentd without an address has a port of its own", () => {
    const host = aHostState([anInspect(T0, 1, { logDriver: "fluentd" }), unsent(3_000_000, 24_224)(T0)]);
    expect(failing(logDriverBlockingStall, host, T0 + 1_000)).toEqual(["127.0.0.1:24224"]);
  });
});

test("a page after half a minute, over a minute after the sink reads again", () => {
  const signals = [
    BLOCKING,
    ...every(5_000, T0, T0 + 60_000, unsent(3_000_000)),
    ...every(5_000, T0 + 60_000, T0 + 140_000, unsent(0)),
  ];
  expect(play(signals, T0 + 139_000, { modes: [logDriverBlockingStall] }).told()).toEqual([
    "seen 0",
    "raised 30000",
    "recovering 60000",
    "cleared 120000",
  ]);
});
