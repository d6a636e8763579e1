import { describe, expect, test } from "vitest";
import type { Signal } from "../../signal.ts";
import { marksOf } from "../../signatures/mark-line.ts";
import { aBridge, aConfigFile, aHostState, aPing, someNetworks, T0 } from "../../testing/builders.ts";
import { captured } from "../../testing/captured.ts";
import { every, judged, play } from "../../testing/detecting.ts";
import { addressPoolExhausted } from "./mode.ts";

/** As 20.10 and 26.1 give them out: 172.17 to 172.31, then 192.168 in twentieths. */
const SUBNETS = [
  ...Array.from({ length: 15 }, (_, index) => `172.${17 + index}.0.0/16`),
  ...Array.from({ length: 16 }, (_, index) => `192.168.${16 * index}.0/20`),
];
const networks = (count: number, at = T0): Signal =>
  someNetworks(
    at,
    SUBNETS.slice(0, count).map((subnet, index) =>
      aBridge({ id: `n${index}`, name: `net-${index}`, bridge: `br-${index}`, subnets: [subnet] }),
    ),
  );
const found = (...signals: readonly Signal[]) =>
  judged(addressPoolExhausted, aHostState([aPing(T0), ...signals]), T0)[0];

describe("how many subnets are left", () => {
  test.each([
    [3, undefined],
    [24, undefined],
    [25, "nearly"],
    [31, "exhausted"],
  ])("%i networks", (count, variant) => {
    expect(found(networks(count))?.variant).toBe(variant);
  });

  test("what the host routes itself counts as taken", () => {
    const routed = captured("network-links", T0, "26.1.5", "", (text) =>
      text.replace(/(section routes\n)/, "$1tun0\t0000A8C0\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0\n"),
    );
    expect(found(networks(15), routed)).toMatchObject({ variant: "exhausted", facts: { left: "0" } });
  });

  test("pools of one's own", () => {
    const many = aConfigFile(T0, '{"default-address-pools": [{"base": "172.16.0.0/12", "size": 24}]}');
    expect(found(networks(15), many)?.facts).toMatchObject({ capacity: "4096" });
    const few = aConfigFile(T0, '{"default-address-pools": [{"base": "10.9.0.0/16", "size": 16}]}');
    expect(found(networks(3), few)).toBeUndefined();
  });
});

test("test runs that take their networks away again disturb nobody", () => {
  const story = play(
    [
      ...every(2_000, T0, T0 + 120_000, aPing),
      ...every(15_000, T0, T0 + 45_000, (at) => networks(30, at)),
      ...every(15_000, T0 + 45_000, T0 + 120_000, (at) => networks(3, at)),
    ],
    T0 + 110_000,
    { modes: [addressPoolExhausted] },
  );
  expect(story.told()).toEqual(["seen 0", "recovering 45000", "cleared 105000"]);
});

test.each([
  "could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network",
  "all predefined address pools have been fully subnetted",
  "no available IPv4 addresses on this network's address pools: shop (0a1b)",
])("dockerd says: %s", (text) => {
  expect(marksOf({ unit: "dockerd", text }).map(({ signature }) => signature.mode)).toContain(
    "address-pool-exhausted",
  );
});
