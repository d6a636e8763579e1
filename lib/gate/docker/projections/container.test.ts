import { describe, expect, test } from "vitest";
import { toContainers } from "./container.ts";

const ID = "f".repeat(64);

// Everything an engine says about one container in its list, and what must not leave the gate.
const listed = {
  Id: ID,
  Names: ["/other/web", "/web"],
  Image: "shop/web:1",
  ImageID: "sha256:ab",
  Command: "run --password hunter22",
  Created: 1_795_260_237,
  Ports: [
    { IP: "0.0.0.0", PrivatePort: 80, PublicPort: 8080, Type: "tcp" },
    { PrivatePort: 443, Type: "tcp" },
  ],
  Labels: { "com.docker.compose.project": "shop", "com.docker.compose.service": "web", secret: "hunter22" },
  State: "running",
  Status: "Up 3 hours (health: starting)",
  HostConfig: { NetworkMode: "shop" },
  NetworkSettings: { Networks: { shop: { IPAddress: "172.18.0.2", MacAddress: "02:42" }, off: null } },
  Mounts: [{ Source: "/srv/hunter22" }],
};

describe("the container list", () => {
  test("tells what is labelled production, and only by the word true", () => {
    const labelled = (value: string) =>
      toContainers([{ ...listed, Labels: { "foghorn.production": value } }])[0]?.isProduction;
    expect([labelled("true"), labelled("yes")]).toEqual([true, undefined]);
  });

  test("tells how many containers of its service there are to be, and only a count", () => {
    const labelled = (value: string) =>
      toContainers([{ ...listed, Labels: { "foghorn.replicas": value } }])[0]?.replicas;
    expect(["3", "0", "many", "-1", "99999", "1000"].map(labelled)).toEqual([
      3,
      undefined,
      undefined,
      undefined,
      undefined,
      1_000,
    ]);
  });

  test("is an allowlist: command, labels and mounts stay behind", () => {
    const [container] = toContainers([listed]);
    expect(container).toEqual({
      id: ID,
      name: "web",
      image: "shop/web:1",
      imageId: "sha256:ab",
      state: "running",
      status: "Up 3 hours (health: starting)",
      health: "starting",
      createdAt: 1_795_260_237_000,
      project: "shop",
      service: "web",
      networkMode: "shop",
      networks: [{ name: "shop", address: "172.18.0.2" }, { name: "off" }],
      ports: [{ ip: "0.0.0.0", hostPort: 8080, containerPort: 80, protocol: "tcp" }],
    });
    expect(JSON.stringify(container)).not.toContain("hunter22");
  });

  test.each([
    ["Up 3 hours (healthy)", "healthy"],
    ["Up 3 hours (unhealthy)", "unhealthy"],
    ["Up 3 hours", undefined],
    ["Exited (137) 2 hours ago", undefined],
  ])("%s: %s", (Status, health) => {
    expect(toContainers([{ ...listed, Status }])[0]?.health).toBe(health);
  });

  test("takes null for every list, as engines and podman send it, and a state it does not know", () => {
    const [container] = toContainers([
      {
        Id: ID,
        Names: null,
        Ports: null,
        Labels: null,
        State: "stopping",
        HostConfig: null,
        NetworkSettings: null,
      },
    ]);
    expect(container).toMatchObject({
      name: "f".repeat(12),
      state: "unknown",
      ports: [],
      networks: [],
      status: "",
    });
  });

  test.each([
    ["no list", {}],
    ["a short id", [{ ...listed, Id: "abc" }]],
    ["an id that is a path", [{ ...listed, Id: `../${"a".repeat(61)}` }]],
    ["a number for a name", [{ ...listed, Names: [7] }]],
  ])("%s is malformed, and the message says where", (_name, value) => {
    expect(() => toContainers(value)).toThrow(expect.objectContaining({ failure: "malformed" }));
  });

  test("texts of any length are bounded", () => {
    const [container] = toContainers([
      { ...listed, Names: [`/${"n".repeat(10_000)}`], Status: "s".repeat(10_000) },
    ]);
    expect(container?.name.length).toBeLessThanOrEqual(256);
    expect(container?.status.length).toBeLessThanOrEqual(256);
  });
});
