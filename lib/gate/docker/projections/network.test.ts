import { describe, expect, test } from "vitest";
import { toNetworks } from "./network.ts";

describe("networks", () => {
  test("tell bridge and masquerading, and none of their other options", () => {
    const [bridge, own, internal, host] = toNetworks([
      {
        Id: "a".repeat(64),
        Name: "bridge",
        Driver: "bridge",
        Internal: false,
        IPAM: { Config: [{ Subnet: "172.17.0.0/16", Gateway: "172.17.0.1" }] },
        Options: {
          "com.docker.network.bridge.name": "docker0",
          "com.docker.network.bridge.enable_ip_masquerade": "true",
          token: "hunter22",
        },
        Labels: { token: "hunter22" },
      },
      { Id: "b".repeat(64), Name: "shop", Driver: "bridge", IPAM: { Config: null }, Options: null },
      { Id: "c".repeat(64), Name: "inner", Driver: "bridge", Internal: true },
      { Id: "d".repeat(64), Name: "host", Driver: "host" },
    ]);
    expect(bridge).toMatchObject({ bridge: "docker0", isMasqueraded: true, subnets: ["172.17.0.0/16"] });
    expect(own).toMatchObject({ bridge: `br-${"b".repeat(12)}`, isMasqueraded: true, subnets: [] });
    expect(internal).toMatchObject({ isMasqueraded: false, isInternal: true });
    expect(host).toMatchObject({ isMasqueraded: false });
    expect(host?.bridge).toBeUndefined();
    expect(JSON.stringify(bridge)).not.toContain("hunter22");
  });
});
