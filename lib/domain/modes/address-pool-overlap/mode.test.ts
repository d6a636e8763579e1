import { describe, expect, test } from "vitest";
import type { Signal } from "../../signal.ts";
import { marksOf } from "../../signatures/mark-line.ts";
import { aBridge, aHostState, aPing, someNetworks, T0 } from "../../testing/builders.ts";
import { captured } from "../../testing/captured.ts";
import { failing, judged } from "../../testing/detecting.ts";
import { addressPoolOverlap } from "./mode.ts";

const branch = (subnet: string) =>
  aBridge({ id: "n2", name: "branch", bridge: "br-0a1b2c3d4e5f", subnets: [subnet] });
const hostWith = (links: Signal, ...subnets: readonly string[]) =>
  aHostState([aPing(T0), links, someNetworks(T0, [aBridge(), ...subnets.map(branch)])]);

describe.each(["20.10.24", "26.1.5"])("on the routes of a host with Docker %s", (engine) => {
  const links = captured("network-links", T0, engine, "-address-pool-overlap");

  test("a network within what a gateway leads to", () => {
    expect(judged(addressPoolOverlap, hostWith(links, "10.87.4.0/24"), T0)[0]).toMatchObject({
      subject: "branch",
      severity: "ticket",
      title: "Network branch lies over 10.87.0.0/16",
      facts: { route: "10.87.0.0/16", link: "host0", subnet: "10.87.4.0/24" },
    });
  });

  test("the host's own net is a page: its neighbours are gone", () => {
    expect(judged(addressPoolOverlap, hostWith(links, "10.213.144.0/24"), T0)[0]?.severity).toBe("page");
  });

  test.each([
    ["no overlap", ["10.88.0.0/24"]],
    ["only the default network", []],
    ["IPv6", ["fd00:1::/64"]],
  ])("%s", (_name, subnets) => {
    expect(failing(addressPoolOverlap, hostWith(links, ...subnets), T0)).toEqual([]);
  });
});

test("routes of Docker's own bridges are no overlap, nor is the default route", () => {
  const links = captured("network-links", T0, "26.1.5");
  expect(failing(addressPoolOverlap, hostWith(links, "172.18.0.0/16"), T0)).toEqual([]);
});

test("a network that was removed is gone, one that no longer overlaps is well", () => {
  const links = captured("network-links", T0, "26.1.5");
  const open = [{ subject: "branch", severity: "ticket", facts: {}, blast: {}, evidence: [] }] as never;
  expect(addressPoolOverlap.judge(hostWith(links), T0, open)[0]?.verdict).toBe("gone");
  expect(addressPoolOverlap.judge(hostWith(links, "10.87.4.0/24"), T0, open)[0]?.verdict).toBe("passing");
});

test.each([
  "Pool overlaps with other one on this address space",
  "invalid pool request: Pool overlaps with other one on this address space",
  "cannot create network 0a (br-1): conflicts with network 1b (br-2): networks have overlapping IPv4",
  "cannot program address 172.18.0.2/16 in sandbox interface because it conflicts with existing route {Ifindex: 2 Dst: 172.18.0.0/16}",
])("dockerd says: %s", (text) => {
  expect(marksOf({ unit: "dockerd", text }).map(({ signature }) => signature.mode)).toContain(
    "address-pool-overlap",
  );
});
