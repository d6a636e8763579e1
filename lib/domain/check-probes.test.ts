import { describe, expect, test } from "vitest";
import { evaluateCheck, readProbe } from "./check-probes.ts";
import { conditionText } from "./checks/condition-text.ts";
import type { HostState } from "./host-state.ts";
import { CHECK_PROBES, type CheckProbe, type PassCondition } from "./runbook.ts";
import {
  aBridge,
  aConfigFile,
  aContainer,
  aDisk,
  aFact,
  aFailedInspect,
  aFailedPing,
  aFirewall,
  aHostState,
  aList,
  aMissingFact,
  anEvent,
  anInfo,
  anInspect,
  aPing,
  aSocket,
  containerId,
  GIB,
  someNetworks,
  someProcesses,
  someUnitFiles,
  someUnits,
  T0,
} from "./testing/builders.ts";
import { captured } from "./testing/captured.ts";

const SUBJECT = { container: "app-1", symptom: { state: "raised", lastSeenAt: T0 } } as const;

const healthy = (at = T0): HostState =>
  aHostState([
    aPing(at, 3),
    anInfo(at, { isLiveRestoreOn: true, clockAheadMs: 0 }, 6),
    aList(
      at,
      [
        aContainer(1, { health: "healthy", status: "Up 3 hours (healthy)" }),
        aContainer(2, { state: "exited" }),
      ],
      9,
    ),
    anInspect(at, 1),
    someUnits(at),
    aSocket(at),
    someProcesses(at, [1]),
    aConfigFile(at, "{}"),
    someUnitFiles(at),
    aDisk(at),
    aFact(at, {
      name: "log-files",
      logs: { files: [{ id: containerId(1), bytes: 12_300_000, files: 1 }], removed: [] },
    }),
    aFact(at, { name: "layers", layers: { count: 10, wrong: [], orphans: [] } }),
    someNetworks(at, [aBridge()]),
    captured("network-links", at, "26.1.5"),
    captured("pressure", at, "26.1.5"),
    aFirewall(at, "*filter\nCOMMIT\n*nat\nCOMMIT"),
    anEvent(at, "oom", 1),
    anEvent(at, "die", 1, { exitCode: "1" }),
  ]);

const VALUES: Record<CheckProbe, readonly [unknown, string]> = {
  "api.ping": [3, "3 ms"],
  "api.list": [9, "9 ms"],
  "api.info": [6, "6 ms"],
  "api.inspect": [1, "1 ms"],
  "unit.docker": ["active", "active (running)"],
  "unit.docker-socket": ["active", "active (running)"],
  "unit.containerd": ["active", "active (running)"],
  "socket.exists": [true, "yes"],
  "socket.may-open": [true, "yes"],
  "socket.listens": [true, "yes"],
  "process.dockerd": ["S", "state S, pid 700"],
  "process.containerd": ["S", "state S, pid 600"],
  "process.shims": [1, "1 alive"],
  "config.valid": [true, "parses"],
  "config.conflicts": [0, "none"],
  "config.mistakes": [0, "none"],
  "engine.live-restore": [true, "on"],
  "containers.running": [1, "1 of 2"],
  "container.state": ["running", "Up 3 hours (healthy)"],
  "container.health": ["healthy", "healthy"],
  "container.exits-10m": [1, "1 in 10 min"],
  "container.oom-30m": [1, "1 in 30 min"],
  "disk.used-ratio": [0.4, "40 % used"],
  "disk.free-bytes": [60 * GIB, "64 GB free"],
  "disk.free-inode-ratio": [0.9, "90 % free"],
  "firewall.filter-chains-missing": [8, "8 of 8 missing"],
  "firewall.nat-chains-missing": [4, "4 of 4 missing"],
  "network.forwarding": [true, "ip_forward is 1"],
  "network.bridges-broken": [0, "1 up"],
  "network.blocked": [0, "0 of 1 network"],
  "container.log-bytes": [12_300_000, "12 MB"],
  "logs.deleted": [0, "0 deleted"],
  "logs.unsent-bytes": [0, "no container logs to a sink"],
  "layers.damaged": [0, "0 of 10 damaged"],
  "network.veths-spare": [0, "1 for 1 container"],
  "network.pools-left": [30, "30 of 31 left"],
  "network.overlaps": [0, "none"],
  "network.mtu-excess": [0, "within 1500"],
  "network.nameservers": [1, "1 of 1 server"],
  "network.conntrack-ratio": [2 / 262_144, "2 of 262144"],
  "clock.skew-ms": [0, "0 ms ahead"],
  symptom: ["raised", "raised"],
};

test.each(CHECK_PROBES)("%s reads what the detectors read", (probe) => {
  const reading = readProbe(probe, SUBJECT, healthy(), T0 + 1_000);
  const [value, text] = VALUES[probe];
  expect(reading).toMatchObject({ kind: "value", text });
  if (typeof value === "number") expect(reading).toHaveProperty("value", expect.closeTo(value, 6));
  else expect(reading).toHaveProperty("value", value);
});

const RUNBOOK_OF_NOTHING = new Set<CheckProbe>(["symptom", "engine.live-restore"]);

test.each(CHECK_PROBES.filter((probe) => !RUNBOOK_OF_NOTHING.has(probe)))(
  "%s of an hour ago is no reading of now",
  (probe) => {
    expect(readProbe(probe, SUBJECT, healthy(), T0 + 3_600_000).kind).toBe("unknown");
  },
);

test.each(CHECK_PROBES.filter((probe) => probe !== "symptom"))("%s that was never read waits", (probe) => {
  expect(evaluateCheck({ probe, operator: "is", value: "x" }, SUBJECT, aHostState([]), T0).outcome).toBe(
    "waiting",
  );
});

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

test.each<[PassCondition, string]>([
  [{ probe: "api.ping", operator: "below", value: 1_000 }, "below 1 s"],
  [{ probe: "api.info", operator: "answers" }, "when it answers"],
  [{ probe: "api.info", operator: "no-answer" }, "when nothing answers"],
  [{ probe: "unit.docker", operator: "is", value: "active" }, "when active"],
  [{ probe: "process.dockerd", operator: "is-not", value: "T" }, "when not stopped (T)"],
  [{ probe: "disk.used-ratio", operator: "below", value: 0.8 }, "below 80 %"],
  [{ probe: "disk.free-bytes", operator: "above", value: 500_000_000 }, "above 500 MB"],
  [{ probe: "config.conflicts", operator: "is", value: 0 }, "when no key is given twice"],
  [{ probe: "config.conflicts", operator: "above", value: 0 }, "when a key is given twice"],
  [{ probe: "containers.running", operator: "at-least", value: 3 }, "at 3 or more"],
  [{ probe: "socket.may-open", operator: "is", value: true }, "when it may be opened"],
  [{ probe: "socket.may-open", operator: "is", value: false }, "when it may not be opened"],
  [{ probe: "engine.live-restore", operator: "is-not", value: false }, "when live-restore is on"],
  [{ probe: "config.valid", operator: "is", value: false }, "when the file is broken"],
  [{ probe: "container.exits-10m", operator: "is", value: 0 }, "when it has not died for 10 min"],
  [{ probe: "firewall.nat-chains-missing", operator: "above", value: 0 }, "when any is missing"],
])("a condition in words: %j", (pass, words) => {
  expect(conditionText(pass)).toBe(words);
});
