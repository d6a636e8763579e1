import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseFact } from "./parse-fact.ts";

const read = (text: string) => {
  const fact = parseFact("network-links", text, 0);
  return fact.name === "network-links" ? fact.network : undefined;
};
const captured = (engine: string): string =>
  readFileSync(new URL(`./fixtures/network-links.docker-${engine}.txt`, import.meta.url), "utf8");

describe.each([
  ["20.10.24", "br-a4273c6a9e72"],
  ["26.1.5", "br-d43be1c5891a"],
])("the network of a host with Docker %s", (engine, bridge) => {
  const network = read(captured(engine));

  test("two bridges are up, four containers hang on them", () => {
    for (const name of ["docker0", bridge])
      expect(network?.links).toContainEqual({ name, isUp: true, mtuBytes: 1500, isPaired: false });
    const ports = network?.links.filter(({ master }) => master !== undefined) ?? [];
    expect(ports.map(({ master }) => master).sort()).toEqual([bridge, bridge, bridge, "docker0"]);
    expect(ports.every(({ isPaired }) => isPaired)).toBe(true);
  });

  test("addresses, routes and switches", () => {
    expect(network?.addresses).toContainEqual({ link: "docker0", address: "172.17.0.1/16" });
    expect(network?.routes).toContainEqual({
      destination: "0.0.0.0/0",
      link: "host0",
      gateway: "10.213.144.1",
    });
    expect(network?.routes).toContainEqual({ destination: "172.18.0.0/16", link: bridge });
    expect(network).toMatchObject({
      isForwarding: true,
      linksNotForwarding: [],
      isBridgeFiltered: true,
      nameservers: ["10.213.144.1"],
      resolvedNameservers: [],
      isFirewalldActive: false,
    });
  });
});

test("a host without br_netfilter and without a resolv.conf leaves these out", () => {
  const bare = captured("26.1.5")
    .replace(/^.*bridge-nf-call-iptables.*\n/m, "")
    .replace("nameserver 10.213.144.1\n", "# nothing here\n")
    .replace("docker0/forwarding:1", "docker0/forwarding:0");
  const network = read(bare);
  expect(network).not.toHaveProperty("isBridgeFiltered");
  expect(network).toMatchObject({ nameservers: [], linksNotForwarding: ["docker0"] });
});
