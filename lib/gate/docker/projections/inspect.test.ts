import { describe, expect, test } from "vitest";
import { environmentOf, toInspect } from "./inspect.ts";

const ID = "f".repeat(64);
const keep = (text: string): string => text;

// What an engine says when one container is inspected, and what must not leave the gate.
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
