import { describe, expect, test } from "vitest";
import type { Signal } from "../../signal.ts";
import { marksOf } from "../../signatures/mark-line.ts";
import {
  aConfigFile,
  aContainer,
  aHostState,
  aList,
  aPing,
  aVersion,
  someUnitFiles,
  T0,
} from "../../testing/builders.ts";
import { captured, capturedNetworks } from "../../testing/captured.ts";
import { failing, judged } from "../../testing/detecting.ts";
import { dnsHostResolvLoopback } from "./mode.ts";

const hostWith = (engine: string, links: Signal, ...more: readonly Signal[]) =>
  aHostState([
    aPing(T0),
    aVersion(T0, engine),
    capturedNetworks("network-links", T0, engine),
    aList(T0, [aContainer(1), aContainer(2, { networks: [{ name: "shop" }] })]),
    links,
    ...more,
  ]);
const resolv = (text: string, resolved = "") =>
  captured("network-links", T0, "26.1.5", "", (all) =>
    all
      .replace(/nameserver 10\.213\.144\.1\n/, `${text}\n`)
      .replace(/(section resolved\n)/, `$1${resolved}\n`),
  );

describe.each([
  ["20.10.24", "Internal names, in 2 containers: app-1 and app-2"],
  ["26.1.5", "Internal names, in 1 container: app-1"],
])("on a real host with Docker %s", (engine, affected) => {
  test("a server within reach", () => {
    const host = hostWith(engine, captured("network-links", T0, engine));
    expect(failing(dnsHostResolvLoopback, host, T0)).toEqual([]);
  });

  test("a local resolver alone", () => {
    const host = hostWith(engine, captured("network-links", T0, engine, "-dns-host-resolv-loopback"));
    expect(judged(dnsHostResolvLoopback, host, T0)[0]).toMatchObject({
      severity: "ticket",
      part: "dns",
      facts: { nameservers: "127.0.0.1" },
      blast: { affected: [affected] },
    });
  });
});

describe("what dockerd does with the file", () => {
  test.each<[string, Signal, boolean]>([
    ["two loopback servers", resolv("nameserver 127.0.0.1\nnameserver ::1"), true],
    ["one of two within reach", resolv("nameserver 127.0.0.1\nnameserver 10.0.0.53"), false],
    [
      "the stub of systemd-resolved, whose own file is taken",
      resolv("nameserver 127.0.0.53", "nameserver 10.0.0.53"),
      false,
    ],
    [
      "the stub, and a resolved that has none either",
      resolv("nameserver 127.0.0.53", "nameserver 127.0.0.1"),
      true,
    ],
    ["no server at all, which is another trouble", resolv("# empty"), false],
  ])("%s", (_name, links, isFound) => {
    expect(failing(dnsHostResolvLoopback, hostWith("26.1.5", links), T0)).toEqual(isFound ? [""] : []);
  });

  const loopback = resolv("nameserver 127.0.0.1");
  test.each<[string, Signal]>([
    ["daemon.json names others", aConfigFile(T0, '{"dns": ["10.0.0.53"]}')],
    ["a flag names others", someUnitFiles(T0, { runningArgs: ["dockerd", "--dns", "10.0.0.53"] })],
  ])("%s", (_name, signal) => {
    expect(failing(dnsHostResolvLoopback, hostWith("26.1.5", loopback, signal), T0)).toEqual([]);
  });
});

test.each([
  'level=info msg="No non-localhost DNS nameservers are left in resolv.conf. Using default external servers: [nameserver 8.8.8.8 nameserver 8.8.4.4]"',
  'level=info msg="No non-localhost DNS nameservers are left in resolv.conf. Using default external servers"',
])("dockerd says so for information: %s", (text) => {
  expect(marksOf({ unit: "dockerd", text })[0]?.signature).toMatchObject({
    mode: "dns-host-resolv-loopback",
    severity: "ticket",
  });
});
