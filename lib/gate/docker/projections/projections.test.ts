import { describe, expect, test } from "vitest";
import { toContainers } from "./container.ts";
import { toInfo, toPing, toVersion } from "./engine.ts";
import { environmentOf, toInspect } from "./inspect.ts";
import { toNetworks } from "./network.ts";

const ID = "f".repeat(64);
const keep = (text: string): string => text;

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

const inspected = {
  Id: ID,
  Name: "/web",
  Path: "run",
  Args: ["--password", "hunter22"],
  LogPath: "/var/lib/docker/containers/x-json.log",
  State: {
    Status: "running",
    Pid: 364,
    ExitCode: 0,
    OOMKilled: false,
    Error: "",
    StartedAt: "2026-11-21T11:23:59.64098455Z",
    FinishedAt: "0001-01-01T00:00:00Z",
    Health: {
      Status: "unhealthy",
      FailingStreak: 3,
      Log: [
        { ExitCode: 0, Output: "old", End: "2026-11-21T11:24:07Z" },
        { ExitCode: 1, Output: "x".repeat(9_000), End: "2026-11-21T11:24:09.5+01:00" },
      ],
    },
  },
  RestartCount: 2,
  HostConfig: {
    RestartPolicy: { Name: "on-failure", MaximumRetryCount: 5 },
    LogConfig: { Type: "json-file", Config: { "max-size": "10m", "fluentd-address": "tls://hunter22@log" } },
    Memory: 33_554_432,
    CapAdd: ["CAP_SYS_ADMIN", "net_admin"],
    PidMode: "host",
    SecurityOpt: ['seccomp={"defaultAction":"hunter22"}', "apparmor=unconfined", "label=disable"],
    PidsLimit: -1,
    NanoCpus: 200_000_000,
  },
  Mounts: [
    { Type: "bind", Source: "/etc", Destination: "/host", RW: false },
    {
      Type: "volume",
      Name: "data",
      Source: "/var/lib/docker/volumes/data/_data",
      Destination: "/data",
      RW: true,
    },
  ],
  Config: { Image: "shop/web:1", Tty: false, Env: ["DB_PASSWORD=hunter22", "EMPTY=", "BARE"], Cmd: ["x"] },
};

describe("inspect", () => {
  test("has names of the environment, the last health output, how it is confined, and no command", () => {
    const reading = toInspect(inspected, (text) => (text === "" ? "" : `(${text})`));
    expect(reading).toMatchObject({
      id: ID,
      name: "web",
      state: "running",
      pid: 364,
      restartPolicy: "on-failure:5",
      logDriver: "json-file",
      memoryLimitBytes: 33_554_432,
      environmentNames: ["DB_PASSWORD", "EMPTY", "BARE"],
      startedAt: Date.parse("2026-11-21T11:23:59.640Z"),
      health: {
        status: "unhealthy",
        failingStreak: 3,
        lastExitCode: 1,
        lastEndAt: Date.parse("2026-11-21T10:24:09.500Z"),
      },
    });
    expect(reading.confinement).toEqual({
      isPrivileged: false,
      addedCapabilities: ["SYS_ADMIN", "NET_ADMIN"],
      pidMode: "host",
      networkMode: "",
      ipcMode: "",
      securityOptions: ["apparmor=unconfined", "label=disable"],
      nanoCpus: 200_000_000,
      cpuQuotaMicros: 0,
      pidsLimit: 0,
      logMaxSize: "10m",
      logSink: "(tls://log)",
    });
    expect(reading.mounts).toEqual([
      { kind: "bind", source: "(/etc)", destination: "(/host)", isWritable: false },
      { kind: "volume", source: "(data)", destination: "(/data)", isWritable: true },
    ]);
    expect(reading.health?.exitCodes).toEqual([0, 1]);
    expect(reading.finishedAt).toBeUndefined();
    expect(reading.health?.lastOutput?.startsWith("(x")).toBe(true);
    expect(reading.health?.lastOutput).toHaveLength(4_096);
    expect(JSON.stringify(reading)).not.toMatch(/hunter22|json\.log|--password/);
  });

  test("a container without a health check, a policy or a configuration is one", () => {
    const { Health: _, ...State } = inspected.State;
    const reading = toInspect({ ...inspected, State, HostConfig: null, Config: null }, keep);
    expect(reading).toMatchObject({ restartPolicy: "no", environmentNames: [], logDriver: "", isTty: false });
    expect(reading.health).toBeUndefined();
  });

  test("values of the environment stay with the gate, apart", () => {
    expect(environmentOf(inspected)).toEqual([
      { name: "DB_PASSWORD", value: "hunter22" },
      { name: "EMPTY", value: "" },
      { name: "BARE", value: "" },
    ]);
  });
});

describe("the engine itself", () => {
  test("info leaves registries, proxies, labels and swarm behind", () => {
    const info = toInfo(
      {
        Name: "web-1",
        ServerVersion: "26.1.5",
        DockerRootDir: "/var/lib/docker",
        Driver: "overlay2",
        LoggingDriver: "json-file",
        CgroupDriver: "systemd",
        CgroupVersion: "2",
        LiveRestoreEnabled: true,
        Containers: 4,
        ContainersRunning: 3,
        Images: 1,
        NGoroutines: 58,
        Warnings: ["WARNING: No swap limit support"],
        SystemTime: "2026-11-21T11:24:17.695472577Z",
        RegistryConfig: { IndexConfigs: { "hunter22.example.com": {} } },
        HttpProxy: "http://bob:hunter22@proxy",
        Labels: ["hunter22"],
        Swarm: { NodeID: "hunter22" },
      },
      keep,
      Date.parse("2026-11-21T11:24:15.195Z"),
    );
    expect(info.clockAheadMs).toBeCloseTo(2_500, 0);
    expect(info).toMatchObject({ name: "web-1", isLiveRestoreOn: true, goroutines: 58, cgroupVersion: "2" });
    expect(JSON.stringify(info)).not.toContain("hunter22");
  });

  test("version finds containerd and runc among the components", () => {
    expect(
      toVersion({
        Version: "20.10.24+dfsg1",
        ApiVersion: "1.41",
        Components: [
          { Name: "Engine", Version: "20.10.24" },
          { Name: "containerd", Version: "1.6.20" },
          { Name: "runc", Version: "1.1.5" },
        ],
      }),
    ).toEqual({
      engineVersion: "20.10.24+dfsg1",
      apiVersion: "1.41",
      containerdVersion: "1.6.20",
      runcVersion: "1.1.5",
    });
  });

  test.each([
    [
      { "api-version": "1.41", server: "Docker/20.10.24 (linux)" },
      { apiVersion: "1.41", engine: "docker" },
    ],
    [
      { "api-version": "1.41", server: "Libpod/5.4.2 (linux)" },
      { apiVersion: "1.41", engine: "podman" },
    ],
    [{ "libpod-api-version": "5.4.2" }, { engine: "podman" }],
    [{ "api-version": "1.41/../x" }, { engine: "docker" }],
    [{}, { engine: "docker" }],
  ])("a ping with %j is %j", (headers, reading) => {
    expect(toPing(headers)).toEqual(reading);
  });
});

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
