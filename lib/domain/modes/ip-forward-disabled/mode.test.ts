import { describe, expect, test } from "vitest";
import type { Signal } from "../../signal.ts";
import { marksOf } from "../../signatures/mark-line.ts";
import {
  aConfigFile,
  aContainer,
  aHostState,
  aList,
  aMissingFact,
  anInfo,
  aPing,
  aSocket,
  aVersion,
  T0,
} from "../../testing/builders.ts";
import { captured, capturedNetworks } from "../../testing/captured.ts";
import { failing, judged } from "../../testing/detecting.ts";
import { ipForwardDisabled } from "./mode.ts";

const hostWith = (engine: string, ...more: readonly Signal[]) =>
  aHostState([
    aPing(T0),
    aVersion(T0, engine),
    capturedNetworks("network-links", T0, engine),
    aList(T0, [aContainer(1)]),
    ...more,
  ]);

describe.each(["20.10.24", "26.1.5"])("on a real host with Docker %s", (engine) => {
  test("forwarding is on", () => {
    const host = hostWith(engine, captured("network-links", T0, engine));
    expect(failing(ipForwardDisabled, host, T0)).toEqual([]);
  });

  test("forwarding was switched off", () => {
    const host = hostWith(engine, captured("network-links", T0, engine, "-no-forwarding"));
    expect(judged(ipForwardDisabled, host, T0)[0]).toMatchObject({
      severity: "page",
      variant: "host",
      part: "kernel",
      evidence: [{ reading: "net.ipv4.ip_forward = 0" }],
    });
  });

  test("the newer of two readings counts", () => {
    const off = captured("network-links", T0, engine, "-no-forwarding");
    const on = captured("firewall", T0 + 2_000, engine);
    expect(failing(ipForwardDisabled, hostWith(engine, off, on), T0 + 2_000)).toEqual([]);
  });
});

test("one bridge alone", () => {
  const off = captured("network-links", T0, "26.1.5", "", (text) =>
    text.replace("docker0/forwarding:1", "docker0/forwarding:0"),
  );
  expect(judged(ipForwardDisabled, hostWith("26.1.5", off), T0)[0]).toMatchObject({
    variant: "one-bridge",
    title: "A bridge does not forward packets",
    facts: { setting: "net.ipv4.conf.docker0.forwarding" },
  });
});

describe("what weighs less", () => {
  const off = captured("network-links", T0, "26.1.5", "-no-forwarding");
  test.each<[string, Signal]>([
    ["nothing runs that needs it", aList(T0, [aContainer(1, { networks: [{ name: "host" }] })])],
    ["dockerd was told to leave it", aConfigFile(T0, '{"ip-forward": false}')],
  ])("%s", (_name, signal) => {
    expect(judged(ipForwardDisabled, hostWith("26.1.5", off, signal), T0)[0]?.severity).toBe("ticket");
  });

  test("rootless: the host's setting is not the one that counts", () => {
    const host = hostWith("26.1.5", off, aSocket(T0, { path: "/run/user/1000/docker.sock" }));
    expect(failing(ipForwardDisabled, host, T0)).toEqual([]);
  });
});

describe("where the host cannot be read", () => {
  const blind = aMissingFact(T0, "network-links", "no-channel");
  const warned = anInfo(T0, { warnings: ["WARNING: IPv4 forwarding is disabled"] });

  test("20.10 says so in /info", () => {
    expect(failing(ipForwardDisabled, hostWith("20.10.24", blind, warned), T0)).toEqual([""]);
    expect(failing(ipForwardDisabled, hostWith("20.10.24", blind, anInfo(T0)), T0)).toEqual([]);
  });

  test("a clean /info of 26 proves nothing: what is open stays unknown", () => {
    const off = captured("network-links", T0, "26.1.5", "-no-forwarding");
    const [found] = judged(ipForwardDisabled, hostWith("26.1.5", off), T0);
    const open = [{ ...found, hostId: "web-1", mode: "ip-forward-disabled", id: "s1" }] as never;
    const later = aHostState([
      aPing(T0 + 60_000),
      capturedNetworks("network-links", T0 + 60_000, "26.1.5"),
      aVersion(T0, "26.1.5"),
      anInfo(T0 + 60_000, { warnings: [] }),
    ]);
    expect(ipForwardDisabled.judge(later, T0 + 60_000, open)[0]?.verdict).toBe("unknown");
  });
});

test.each([
  "WARNING: IPv4 forwarding is disabled. Networking will not work.",
  "failed to start daemon: Error initializing network controller: error obtaining controller instance: Setup IP forwarding failed: open /proc/sys/net/ipv4/ip_forward: read-only file system",
])("dockerd says: %s", (text) => {
  expect(marksOf({ unit: "dockerd", text }).map(({ signature }) => signature.id)).toContain("forwarding-off");
});
