import { describe, expect, test } from "vitest";
import { evaluateCheck } from "./check-probes.ts";
import type { HostState } from "./host-state.ts";
import type { PassCondition } from "./runbook.ts";
import {
  aConfigFile,
  aContainer,
  aDisk,
  aFailedInspect,
  aFailedPing,
  aHostState,
  aList,
  aMissingFact,
  anEvent,
  anInfo,
  aPing,
  someProcesses,
  someUnitFiles,
  someUnits,
  T0,
} from "./testing/builders.ts";
import { healthy, SUBJECT } from "./testing/checked-host.ts";

describe("outcomes", () => {
  const outcome = (pass: PassCondition, host: HostState, now = T0 + 1_000) => {
    const { outcome: found, reading } = evaluateCheck(pass, SUBJECT, host, now);
    return [found, reading];
  };
  const below = (value: number): PassCondition => ({ probe: "api.ping", operator: "below", value });

  test.each<[string, PassCondition, HostState, readonly string[]]>([
    ["quick enough", below(1_000), healthy(), ["passing", "3 ms"]],
    ["exactly the limit is not below it", below(3), healthy(), ["failing", "3 ms"]],
    [
      "no answer fails every limit",
      below(1_000),
      aHostState([aFailedPing(T0, "timeout")]),
      ["failing", "no answer in 5 s"],
    ],
    [
      "refused",
      { probe: "api.ping", operator: "answers" },
      aHostState([aFailedPing(T0, "connection-refused")]),
      ["failing", "refused"],
    ],
    [
      "host out of reach: nobody can say",
      below(1_000),
      aHostState([aFailedPing(T0, "host-unreachable")]),
      ["unknown", "host not reachable"],
    ],
    [
      "answers, whatever the time",
      { probe: "api.ping", operator: "answers" },
      aHostState([aPing(T0, 4_000)]),
      ["passing", "4 s"],
    ],
    [
      "text",
      { probe: "unit.docker", operator: "is", value: "active" },
      aHostState([someUnits(T0, { docker: { activeState: "failed", result: "exit-code" } })]),
      ["failing", "failed (exit-code)"],
    ],
    [
      "true in a file is text",
      { probe: "config.valid", operator: "is", value: "true" },
      healthy(),
      ["passing", "parses"],
    ],
    [
      "a broken file",
      { probe: "config.valid", operator: "is", value: true },
      aHostState([aConfigFile(T0, '{"a":1,}')]),
      ["failing", "1:8 invalid character '}' looking for beginning of object key string"],
    ],
    [
      "numbers as numbers, not as text",
      { probe: "process.shims", operator: "below", value: "9" },
      aHostState([someProcesses(T0, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])]),
      ["failing", "10 alive"],
    ],
    [
      "no process",
      { probe: "process.dockerd", operator: "is", value: "S" },
      aHostState([someProcesses(T0, [], { dockerd: "gone" })]),
      ["failing", "no such process"],
    ],
    [
      "is not T: also when it is gone",
      { probe: "process.dockerd", operator: "is-not", value: "T" },
      aHostState([someProcesses(T0, [], { dockerd: "gone" })]),
      ["passing", "no such process"],
    ],
    [
      "no right to read",
      { probe: "config.valid", operator: "is", value: true },
      aHostState([aMissingFact(T0, "config-file")]),
      ["unknown", "no right to read it"],
    ],
    [
      "the container is gone",
      { probe: "container.state", operator: "is", value: "running" },
      aHostState([aList(T0, [aContainer(2)])]),
      ["failing", "no container is called app-1"],
    ],
    [
      "its calls hang",
      { probe: "api.inspect", operator: "answers" },
      aHostState([aList(T0, [aContainer(1)]), aFailedInspect(T0, 1, "timeout")]),
      ["failing", "no answer in 5 s"],
    ],
    [
      "a removed container does not hang",
      { probe: "api.inspect", operator: "no-answer" },
      aHostState([aList(T0, [aContainer(2)])]),
      ["unknown", "no container is called app-1"],
    ],
    [
      "a removed container is not killed any more, and nobody says that it was not",
      { probe: "container.oom-30m", operator: "is", value: 0 },
      aHostState([aList(T0, [aContainer(2)])]),
      ["unknown", "no container is called app-1"],
    ],
    [
      "silence is no answer",
      { probe: "api.ping", operator: "no-answer" },
      aHostState([aFailedPing(T0, "timeout")]),
      ["passing", "no answer in 5 s"],
    ],
    [
      "an answer is one",
      { probe: "api.ping", operator: "no-answer" },
      aHostState([aPing(T0, 3)]),
      ["failing", "3 ms"],
    ],
    [
      "an error is an answer too, but none to work with",
      { probe: "api.ping", operator: "no-answer" },
      aHostState([aFailedPing(T0, "http-status")]),
      ["failing", "answered with an error"],
    ],
    [
      "who may not ask does not know",
      { probe: "api.ping", operator: "no-answer" },
      aHostState([aFailedPing(T0, "socket-denied")]),
      ["unknown", "permission denied"],
    ],
    [
      "no file is no mistake",
      { probe: "config.valid", operator: "is", value: true },
      aHostState([aConfigFile(T0, undefined), someUnitFiles(T0)]),
      ["passing", "no file, dockerd takes its defaults"],
    ],
    [
      "no file where a flag names one",
      { probe: "config.valid", operator: "is", value: true },
      aHostState([
        aConfigFile(T0, undefined),
        someUnitFiles(T0, { unitText: "[Service]\nExecStart=/usr/sbin/dockerd --config-file=/etc/d.json" }),
      ]),
      ["failing", "the file that --config-file names is missing"],
    ],
    [
      "while dockerd is down, live-restore is what the next start will have",
      { probe: "engine.live-restore", operator: "is", value: true },
      aHostState([
        anInfo(T0, { isLiveRestoreOn: false }),
        aFailedPing(T0 + 500, "connection-refused"),
        aConfigFile(T0 + 600, '{"live-restore": true}'),
        someUnitFiles(T0 + 600),
      ]),
      ["passing", "on at the next start"],
    ],
    [
      "inodes without a limit",
      { probe: "disk.free-inode-ratio", operator: "above", value: 0.15 },
      aHostState([aDisk(T0, { totalInodes: 0, freeInodes: 0 })]),
      ["passing", "no limit"],
    ],
  ])("%s", (_name, pass, host, expected) => {
    expect(outcome(pass, host)).toEqual(expected);
  });

  test("planned exits do not fail a check", () => {
    const host = aHostState([
      aList(T0, [aContainer(1)]),
      anEvent(T0, "kill", 1, { signal: "15" }),
      anEvent(T0 + 10, "die", 1, { exitCode: "143" }),
    ]);
    expect(outcome({ probe: "container.exits-10m", operator: "is", value: 0 }, host)).toEqual([
      "passing",
      "0 in 10 min",
    ]);
  });

  test("a container made anew has not lived ten minutes without a death, it has lived for less", () => {
    const host = aHostState([aList(T0, [aContainer(1, { createdAt: T0 - 24_000 })])]);
    expect(outcome({ probe: "container.exits-10m", operator: "is", value: 0 }, host)).toEqual([
      "waiting",
      "0 since it was made 20 s ago",
    ]);
  });

  test("live-restore is last known and says from when", () => {
    const host = aHostState([
      anInfo(T0, { isLiveRestoreOn: false }),
      aFailedPing(T0 + 1_000, "connection-refused"),
    ]);
    expect(
      evaluateCheck(
        { probe: "engine.live-restore", operator: "is", value: true },
        SUBJECT,
        host,
        T0 + 600_000,
      ),
    ).toEqual({
      outcome: "failing",
      reading: "off",
      condition: "when live-restore is on",
      readAt: T0,
    });
  });
});
