import { describe, expect, test } from "vitest";
import type { Signal } from "../../signal.ts";
import {
  aBridge,
  aConfigFile,
  aContainer,
  aFact,
  aHostState,
  aList,
  aPing,
  aVersion,
  eventsStream,
  someNetworks,
  T0,
} from "../../testing/builders.ts";
import { captured, capturedNetworks } from "../../testing/captured.ts";
import { failing, judged } from "../../testing/detecting.ts";
import { iptablesFilterWiped } from "../iptables-filter-wiped/mode.ts";
import { forwardPolicyDrop } from "./mode.ts";

const FIRST_JUMP = "-A FORWARD -j DOCKER-USER";
const SHOP = "br-f80bd61b93a5";

const hostWith = (engine: string, firewall: Signal, ...more: readonly Signal[]) =>
  aHostState([
    aPing(T0),
    aVersion(T0, engine),
    capturedNetworks("firewall", T0, engine),
    captured("network-links", T0, engine),
    aList(T0, [aContainer(1)]),
    firewall,
    ...more,
  ]);

/** A healthy host's rules with some more above Docker's. */
const above = (...rules: readonly string[]): Signal =>
  captured("firewall", T0, "26.1.5", "", (text) =>
    text.replace(FIRST_JUMP, [...rules, FIRST_JUMP].join("\n")),
  );
const inUserChain = (...rules: readonly string[]): Signal =>
  captured("firewall", T0, "26.1.5", "", (text) =>
    text.replace("-A DOCKER-USER -j RETURN", [...rules, "-A DOCKER-USER -j RETURN"].join("\n")),
  );
const severity = (firewall: Signal, ...more: readonly Signal[]) =>
  judged(forwardPolicyDrop, hostWith("26.1.5", firewall, ...more), T0)[0]?.severity;

describe.each(["20.10.24", "26.1.5"])("on the real rules of Docker %s", (engine) => {
  test("policy DROP behind Docker's accepts is its normal state", () => {
    expect(failing(forwardPolicyDrop, hostWith(engine, captured("firewall", T0, engine)), T0)).toEqual([]);
  });

  test("wiped rules are another mode", () => {
    const host = hostWith(engine, captured("firewall", T0, engine, "-filter-wiped"));
    expect(failing(forwardPolicyDrop, host, T0)).toEqual([]);
    expect(failing(iptablesFilterWiped, host, T0)).toEqual([""]);
  });

  test("a foreign DROP above Docker's jumps", () => {
    const firewall = captured("firewall", T0, engine, "-forward-drop");
    const host = aHostState([
      aPing(T0),
      aVersion(T0, engine),
      capturedNetworks("network-links", T0, engine),
      captured("network-links", T0, engine),
      aList(T0, [aContainer(1)]),
      firewall,
    ]);
    const [judgement] = judged(forwardPolicyDrop, host, T0);
    expect(judgement).toMatchObject({
      severity: "page",
      part: "ipt",
      variant: "rule",
      facts: { chain: "FORWARD", rule: "-m comment --comment hardening -j DROP" },
    });
    expect(failing(iptablesFilterWiped, host, T0)).toEqual([]);
  });
});

describe("what cuts all networks off", () => {
  test.each<[string, readonly string[]]>([
    ["REJECT instead of DROP", ["-A FORWARD -j REJECT --reject-with icmp-port-unreachable"]],
    ["everything that is new", ["-A FORWARD -m conntrack --ctstate NEW -j DROP"]],
    ["what comes in on the uplink, answers too", ["-A FORWARD -i host0 -j DROP"]],
    ["all of 172.16.0.0/12", ["-A FORWARD -s 172.16.0.0/12 -j DROP"]],
    [
      "in a chain of somebody else",
      ["-A FORWARD -j hardening", "-A hardening -p udp -j ACCEPT", "-A hardening -j DROP"],
    ],
  ])("%s", (_name, rules) => {
    expect(severity(above(...rules))).toBe("page");
  });

  test("DOCKER-USER that drops everything is a mistake", () => {
    expect(severity(inUserChain("-A DOCKER-USER -j DROP"))).toBe("page");
  });

  test("a policy of DROP in the backend that Docker does not use", () => {
    const other = "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT";
    const docker = captured("firewall", T0, "26.1.5");
    if (docker.kind !== "fact" || docker.fact.name !== "firewall") throw new Error("no firewall");
    const both = aFact(T0, {
      name: "firewall",
      firewall: { ...docker.fact.firewall, rules: [...docker.fact.firewall.rules, other] },
    });
    expect(judged(forwardPolicyDrop, hostWith("26.1.5", both), T0)[0]).toMatchObject({
      severity: "page",
      variant: "policy",
      title: "iptables: FORWARD drops by its policy",
    });
  });
});

describe("what may be meant, or nobody can say", () => {
  test("a rule that names one network of two waits for daylight", () => {
    expect(severity(above(`-A FORWARD -i ${SHOP} -j DROP`))).toBe("ticket");
  });

  test.each<[string, Signal]>([
    ["one network in DOCKER-USER", inUserChain(`-A DOCKER-USER -i ${SHOP} -j DROP`)],
    [
      "from outside, answers let through",
      above("-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT", "-A FORWARD -i host0 -j DROP"),
    ],
    ["one port", above("-A FORWARD -p tcp -m tcp --dport 25 -j DROP")],
    ["one address", above("-A FORWARD -s 172.17.0.9/32 -j DROP")],
    ["UDP alone", above("-A FORWARD -p udp -j DROP")],
    ["invalid packets", above("-A FORWARD -m conntrack --ctstate INVALID -j DROP")],
    ["another interface", above("-A FORWARD -i wg0 -j DROP")],
    ["what bears no mark", above("-A FORWARD -m mark --mark 0x1 -j ACCEPT", "-A FORWARD -j DROP")],
    [
      "too much a second",
      above("-A FORWARD -m limit --limit 5/sec -j LOG", "-A FORWARD -m addrtype --dst-type LOCAL -j DROP"),
    ],
  ])("%s", (_name, firewall) => {
    expect(severity(firewall)).toBeUndefined();
  });

  test.each<[string, Signal]>([
    ["iptables is off in daemon.json", aConfigFile(T0, '{"iptables": false}')],
    ["dockerd restarts and writes its rules anew", eventsStream(T0 + 100, false)],
    ["no bridge network", someNetworks(T0, [aBridge({ name: "host", driver: "host" })])],
  ])("%s", (_name, signal) => {
    const host = hostWith("26.1.5", above("-A FORWARD -j DROP"), eventsStream(T0 - 9_000, true), signal);
    expect(failing(forwardPolicyDrop, host, T0 + 200)).toEqual([]);
  });
});
