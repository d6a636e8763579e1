import { describe, expect, test } from "vitest";
import { marksOf } from "../../signatures/mark-line.ts";
import { aHostState, aLine, T0 } from "../../testing/builders.ts";
import { failing, judged } from "../../testing/detecting.ts";
import { bridgeFailure } from "./mode.ts";

const said = (text: string) =>
  aHostState([
    aLine(
      T0,
      "dockerd",
      `level=error msg="Handler for POST /v1.41/containers/ab/start returned error: ${text}"`,
    ),
  ]);

describe("what keeps a container from its network", () => {
  test.each([
    "failed to create endpoint web on network bridge: failed to add the host (veth0a1b2c3) <=> sandbox (veth1a2b3c4) pair interfaces: operation not supported",
    "failed to create endpoint web on network shop: adding interface veth0a1b2c3 to bridge br-0a1b2c3d4e5f failed: device or resource busy",
    "failed to create endpoint web on network bridge: network is down",
    "failed to create bridge br-0a1b2c3d4e5f via netlink: package not installed",
    "network 0a (br-1) conflicts with network 1b (br-1): networks have same bridge name",
  ])("%s", (text) => {
    expect(judged(bridgeFailure, said(text), T0)[0]).toMatchObject({ severity: "ticket", part: "bridge" });
  });
});

describe("what has a mode of its own", () => {
  test.each([
    "failed to create endpoint web on network bridge: adding interface veth1 to bridge docker0 failed: could not find bridge docker0: route ip+net: no such network interface",
    "failed to create endpoint web on network bridge: adding interface veth1 to bridge docker0 failed: Device does not exist",
    "failed to create endpoint web on network bridge: adding interface veth1 to bridge docker0 failed: exchange full",
    "failed to create endpoint web on network shop: no available IPv4 addresses on this network's address pools: shop (0a)",
    "driver failed programming external connectivity on endpoint web (0a): Bind for 0.0.0.0:80 failed: port is already allocated",
  ])("%s", (text) => {
    expect(failing(bridgeFailure, said(text), T0)).toEqual([]);
  });
});

test.each([
  "docker0: port 1(veth0a1b2c3) entered blocking state",
  "device veth0a1b2c3 left promiscuous mode",
])("a port that comes and goes is normal life: %s", (text) => {
  expect(marksOf({ unit: "kernel", text })).toEqual([]);
});
