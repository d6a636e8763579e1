import { describe, expect, test } from "vitest";
import { toInfo, toPing, toVersion } from "./engine.ts";

const keep = (text: string): string => text;

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
