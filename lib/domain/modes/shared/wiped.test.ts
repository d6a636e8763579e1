import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { foldSignals } from "../../fold.ts";
import type { HostState } from "../../host-state.ts";
import type { Mode } from "../../mode.ts";
import { parseFact } from "../../parse/parse-fact.ts";
import type { NetworkReading } from "../../readings.ts";
import type { Signal } from "../../signal.ts";
import {
  aBridge,
  aConfigFile,
  aContainer,
  aFact,
  aFailedPing,
  aFirewall,
  aHostState,
  aList,
  aPing,
  aSocket,
  aVersion,
  eventsStream,
  HOST,
  someNetworks,
  someUnitFiles,
  someUnits,
  T0,
} from "../../testing/builders.ts";
import { every, failing, judged, play } from "../../testing/detecting.ts";
import { iptablesFilterWiped } from "../iptables-filter-wiped/mode.ts";
import { iptablesNatWiped } from "../iptables-nat-wiped/mode.ts";

const saved = (version: string, suffix = ""): string =>
  readFileSync(
    new URL(`../../parse/fixtures/firewall.docker-${version}${suffix}.txt`, import.meta.url),
    "utf8",
  );

const read = (text: string, at = T0): Signal => aFact(at, parseFact("firewall", text, at));

/** The networks of the host a fixture was taken from: docker0 and the one user network its rules name. */
function networksIn(text: string): readonly NetworkReading[] {
  const bridge = /br-[0-9a-f]{12}/.exec(text)?.[0] ?? "";
  return [aBridge(), aBridge({ name: "shop", bridge, subnets: ["172.18.0.0/16"] })];
}
const web = aContainer(1, {
  networkMode: "shop",
  ports: [{ hostPort: 8080, containerPort: 80, protocol: "tcp" }],
});

const hostWith = (version: string, firewall: string, ...more: readonly Signal[]): HostState =>
  aHostState([
    aPing(T0),
    aVersion(T0, version),
    someNetworks(T0, networksIn(saved(version))),
    aList(T0, [web]),
    read(firewall),
    ...more,
  ]);

/** `iptables -F` of one table: chains stay, rules go. */
const flushed = (text: string, table: string): string => {
  let now = "";
  return text
    .split("\n")
    .filter((line) => {
      if (line.startsWith("*")) now = line.slice(1);
      return !(now === table && line.startsWith("-A"));
    })
    .join("\n");
};
/** `iptables -F; -X`: only the built-in chains stay. */
const deleted = (text: string, table: string): string => {
  let now = "";
  return flushed(text, table)
    .split("\n")
    .filter((line) => {
      if (line.startsWith("*")) now = line.slice(1);
      return !(now === table && line.startsWith(":DOCKER"));
    })
    .join("\n");
};

const both = (host: HostState, now = T0): readonly number[] =>
  [iptablesFilterWiped, iptablesNatWiped].map((mode) => failing(mode, host, now).length);

describe.each(["20.10.24", "26.1.5"])("on the real rules of Docker %s", (version) => {
  test("a healthy host", () => {
    expect(both(hostWith(version, saved(version)))).toEqual([0, 0]);
  });

  test("a filter table that was really wiped", () => {
    expect(both(hostWith(version, saved(version, "-filter-wiped")))).toEqual([1, 0]);
  });

  test.each([
    ["filter", [1, 0]],
    ["nat", [0, 1]],
  ] as const)("%s flushed or its chains deleted", (table, expected) => {
    expect(both(hostWith(version, flushed(saved(version), table)))).toEqual(expected);
    expect(both(hostWith(version, deleted(saved(version), table)))).toEqual(expected);
  });

  test("both tables wiped are two symptoms", () => {
    expect(both(hostWith(version, flushed(flushed(saved(version), "nat"), "filter")))).toEqual([1, 1]);
  });
});

const RULES = saved("26.1.5");

describe("what is another mode or none", () => {
  test("a jump that dockerd moves for a network that is being made; one that stays away is missing", () => {
    const moving = RULES.replace(/^-A FORWARD -j DOCKER-USER\n/m, "");
    expect(moving).not.toBe(RULES);
    const made: Signal = {
      hostId: HOST,
      at: T0 + 400,
      kind: "docker-event",
      event: { timeNano: `${T0}000000`, type: "network", action: "create", actorId: "n", attributes: {} },
    };
    expect(both(hostWith("26.1.5", moving), T0 + 900)).toEqual([0, 0]);
    expect(both(hostWith("26.1.5", moving, made), T0 + 2_000)).toEqual([0, 0]);
    expect(both(hostWith("26.1.5", moving), T0 + 2_000)).toEqual([1, 0]);
  });

  test("a foreign DROP above whole rules", () => {
    const blocked = RULES.replace(
      "-A FORWARD -j DOCKER-USER",
      "-A FORWARD -j DROP\n-A FORWARD -j DOCKER-USER",
    );
    expect(both(hostWith("26.1.5", blocked))).toEqual([0, 0]);
  });

  test("a policy of DROP alone is Docker's normal state", () => {
    expect(RULES).toContain(":FORWARD DROP");
    expect(both(hostWith("26.1.5", RULES))).toEqual([0, 0]);
  });

  const wiped = deleted(deleted(RULES, "nat"), "filter");
  test.each<[string, Signal]>([
    ["iptables is off in daemon.json", aConfigFile(T0, '{"iptables": false}')],
    ["iptables is off by a flag", someUnitFiles(T0, { runningArgs: ["dockerd", "--iptables=false"] })],
    ["Docker uses nftables itself", aConfigFile(T0, '{"firewall-backend": "nftables"}')],
    ["rootless", aSocket(T0, { path: "/run/user/1000/docker.sock" })],
    ["no bridge network", someNetworks(T0, [aBridge({ name: "host", driver: "host" })])],
    ["the daemon is down and may never have made any", aFailedPing(T0, "connection-refused")],
  ])("%s", (_name, signal) => {
    expect(both(hostWith("26.1.5", wiped, signal))).toEqual([0, 0]);
  });

  test("rules in the other backend are not missing", () => {
    const host = aHostState([
      aPing(T0),
      aVersion(T0),
      someNetworks(T0, [aBridge()]),
      aFact(T0, {
        name: "firewall",
        firewall: { rules: ["*filter\n:FORWARD ACCEPT [0:0]\nCOMMIT\n*nat\nCOMMIT", RULES], chains: [] },
      }),
    ]);
    expect(both(host)).toEqual([0, 0]);
  });
});

describe("28 and later keep other chains", () => {
  const NEW = [
    "*filter",
    ":FORWARD ACCEPT [0:0]",
    ":DOCKER - [0:0]",
    ":DOCKER-BRIDGE - [0:0]",
    ":DOCKER-CT - [0:0]",
    ":DOCKER-FORWARD - [0:0]",
    ":DOCKER-USER - [0:0]",
    "-A FORWARD -j DOCKER-USER",
    "-A FORWARD -j DOCKER-FORWARD",
    "COMMIT",
    "*nat",
    ":DOCKER - [0:0]",
    "-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER",
    "-A OUTPUT ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER",
    "-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE",
    "COMMIT",
  ].join("\n");
  const host = (rules: string) =>
    aHostState([aPing(T0), aVersion(T0, "28.5.2"), someNetworks(T0, [aBridge()]), aFirewall(T0, rules)]);

  test("whole", () => {
    expect(both(host(NEW))).toEqual([0, 0]);
  });

  test("wiped", () => {
    const wiped = host(NEW.replace("-A FORWARD -j DOCKER-FORWARD\n", ""));
    expect(both(wiped, T0 + 2_000)).toEqual([1, 0]);
  });
});

describe("one network's rules", () => {
  const partial = RULES.replace(/^-A POSTROUTING -s 172\.18.*MASQUERADE$/m, "");
  const networks = networksIn(RULES);

  test("a network that may be younger than the reading is no fault", () => {
    expect(both(hostWith("26.1.5", partial))).toEqual([0, 0]);
  });

  test("one that was there before and after is", () => {
    const host = hostWith("26.1.5", partial, someNetworks(T0 + 15_000, networks));
    expect(both(host, T0 + 15_000)).toEqual([0, 1]);
    expect(judged(iptablesNatWiped, host, T0 + 15_000)[0]).toMatchObject({
      variant: "some-rules",
      facts: { subnet: "172.18.0.0/16" },
    });
  });
});

test("a reading from while dockerd started is of neither state", () => {
  const wiped = flushed(RULES, "nat");
  const stream = (at: number, isOpen: boolean): Signal => eventsStream(at, isOpen);
  const during = hostWith(
    "26.1.5",
    RULES,
    stream(T0 + 1, true),
    stream(T0 + 1_000, false),
    read(wiped, T0 + 1_200),
  );
  expect(both(during, T0 + 1_300)).toEqual([0, 0]);
  const back = foldSignals(during, [stream(T0 + 1_500, true), aPing(T0 + 2_000)]);
  expect(both(back, T0 + 2_000)).toEqual([0, 0]);
  expect(both(foldSignals(back, [read(wiped, T0 + 4_000)]), T0 + 4_000)).toEqual([0, 1]);
});

test("that Foghorn began to listen after the reading is no start of dockerd", () => {
  const late = hostWith("26.1.5", flushed(RULES, "nat"), eventsStream(T0 + 500, true));
  expect(both(late, T0 + 1_500)).toEqual([0, 1]);
  // Nor is it its end that the stream is not open yet.
  const closed = hostWith("26.1.5", flushed(RULES, "nat"), eventsStream(T0 + 500, false));
  expect(both(closed, T0 + 1_500)).toEqual([0, 1]);
});

test("a start that systemd alone told of makes a reading one of neither state", () => {
  const wiped = flushed(RULES, "nat");
  const starting = hostWith(
    "26.1.5",
    wiped,
    someUnits(T0 + 100, { docker: { activeState: "activating", subState: "start" } }),
  );
  expect(both(starting, T0 + 1_500)).toEqual([0, 0]);
  const started = foldSignals(starting, [someUnits(T0 + 2_000, { docker: { stateChangedAt: T0 + 1_800 } })]);
  expect(both(started, T0 + 2_500)).toEqual([0, 0]);
  expect(both(foldSignals(started, [read(wiped, T0 + 3_000)]), T0 + 4_500)).toEqual([0, 1]);
});

test("words follow the policy: DROP cuts everything, ACCEPT takes isolation away", () => {
  const wiped = deleted(RULES, "filter");
  const summary = (text: string) => judged(iptablesFilterWiped, hostWith("26.1.5", text), T0)[0]?.summary;
  expect(summary(wiped)).toContain("The FORWARD policy is DROP");
  expect(summary(wiped.replace(":FORWARD DROP", ":FORWARD ACCEPT"))).toContain(
    "nothing keeps networks apart",
  );
});

test("the count of what is left is the reading of the row", () => {
  expect(judged(iptablesFilterWiped, hostWith("26.1.5", deleted(RULES, "filter")), T0)[0]).toMatchObject({
    severity: "page",
    part: "ipt",
    variant: "chains-deleted",
    evidence: [{ reading: "filter: 0 of 4 chains, 0 of 2 jumps, 0 of 4 rules" }, {}],
    blast: { notAffected: ["dockerd answers", "1 of 1 container runs"] },
  });
});

test.each([
  [iptablesFilterWiped, "filter"],
  [iptablesNatWiped, "nat"],
] as const)(
  "seen at the first reading, raised after two and 10 s, cleared after a whole minute",
  (mode: Mode, table) => {
    const signals = [
      ...every(2_000, T0, T0 + 120_000, aPing),
      aVersion(T0),
      someNetworks(T0, networksIn(RULES)),
      ...every(4_000, T0, T0 + 120_000, (at) =>
        read(at >= T0 + 8_000 && at < T0 + 32_000 ? flushed(RULES, table) : RULES, at),
      ),
    ];
    expect(play(signals, T0 + 110_000).told(mode.id)).toEqual([
      "seen 8000",
      "raised 18000",
      "recovering 32000",
      "cleared 92000",
    ]);
  },
);
