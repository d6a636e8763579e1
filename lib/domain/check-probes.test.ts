import { expect, test } from "vitest";
import { evaluateCheck, readProbe } from "./check-probes.ts";
import { conditionText } from "./checks/condition-text.ts";
import { CHECK_PROBES, type CheckProbe, type PassCondition } from "./runbook.ts";
import { aHostState, GIB, T0 } from "./testing/builders.ts";
import { healthy, SUBJECT } from "./testing/checked-host.ts";

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
  "disk.docker-ratio": [18_445_728 / (40 * GIB), "Docker 18 MB of 43 GB used"],
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
