import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  askHost,
  breakHost,
  downHost,
  healHost,
  inHost,
  labStatus,
  sshConfig,
  upHost,
  workload,
} from "./api.ts";
import { PLAIN_ENV, run } from "./run.ts";

const HOSTS = [
  { name: "labtest20", docker: "20", version: /^20\.10\.24/ },
  { name: "labtest26", docker: "26", version: /^26\.1\.5/ },
] as const;

const removeAll = (): Promise<unknown> => Promise.all(HOSTS.map(({ name }) => downHost(name)));

beforeAll(async () => {
  await removeAll();
  await Promise.all(HOSTS.map(({ name, docker }) => upHost(name, { docker })));
  await Promise.all(HOSTS.map(({ name }) => workload(name)));
});
afterAll(removeAll);

describe.each(HOSTS)("a host with Docker $docker", ({ name, docker, version }) => {
  test("runs that engine under systemd, without a failed unit", async () => {
    const answer = await askHost(name, "/version");
    expect(JSON.parse(answer.body).Version).toMatch(version);
    const failed = await inHost(name, ["systemctl", "list-units", "--failed", "--no-legend", "--plain"]);
    expect(failed).toMatchObject({ code: 0, stdout: "" });
  });

  test("lets operators in by ssh, with the rights of their groups", async () => {
    const ssh = (user: string, ...argv: string[]) =>
      run(["ssh", "-F", sshConfig(), `${user}@${name}`, ...argv], { env: PLAIN_ENV });
    expect(await ssh("ops", "docker", "ps", "--quiet")).toMatchObject({ code: 0 });
    expect(await ssh("ops", "journalctl", "-n20", "-u", "docker")).toMatchObject({
      stdout: expect.stringContaining("API listen on"),
    });
    const guest = await ssh("guest", "docker", "ps");
    expect(guest.code).not.toBe(0);
    expect(guest.stderr).toContain("permission denied");
  });

  test("drops what it forwards unless Docker allows it, as real hosts do", async () => {
    expect((await inHost(name, ["iptables", "-S", "FORWARD"])).stdout).toContain("-P FORWARD DROP");
  });

  test("is broken and healed, and says so in the status", async () => {
    const mine = () => labStatus().find((host) => host.name === name);
    await breakHost(name, "daemon-hung");
    expect(mine()).toMatchObject({ docker, state: "running", faults: ["daemon-hung:stopped"] });
    await expect(askHost(name, "/_ping", 500)).rejects.toMatchObject({ code: "ETIMEDOUT" });
    expect(await healHost(name)).toEqual(["daemon-hung:stopped"]);
    expect(mine()?.faults).toEqual([]);
    expect((await askHost(name, "/_ping")).status).toBe(200);
  });

  test("does not take the same fault twice, nor one that nobody knows", async () => {
    await breakHost(name, "docker-sock-permission");
    await expect(breakHost(name, "docker-sock-permission:mode")).rejects.toMatchObject({ code: "conflict" });
    await expect(breakHost(name, "daemon-bored")).rejects.toMatchObject({ code: "usage" });
    await healHost(name);
  });
});

test("hosts start again four times a minute, more often than systemd allows by itself", async () => {
  await Promise.all(
    HOSTS.map(async ({ name }) => {
      for (let round = 0; round < 4; round++) {
        await breakHost(name, "daemon-down:missing");
        await healHost(name);
      }
      expect((await askHost(name, "/_ping")).status).toBe(200);
    }),
  );
});

test("a host that is taken down with a frozen disk, a paused container and a stopped engine leaves nothing", async () => {
  const host = await upHost("labtestfrozen");
  const inFrozen = async (...argv: string[]) =>
    expect(await inHost("labtestfrozen", argv)).toMatchObject({ code: 0 });
  await inFrozen("docker", "run", "--detach", "--name", "sleeper", "foghorn/bb:1", "sleep", "3600");
  await inFrozen("docker", "pause", "sleeper");
  await breakHost("labtestfrozen", "daemon-hung");
  await inFrozen("fsfreeze", "-f", "/var/lib/docker");
  await downHost("labtestfrozen");
  expect(labStatus().some(({ name }) => name === "labtestfrozen")).toBe(false);
  expect(readFileSync("/proc/self/mountinfo", "utf8")).not.toContain("labtestfrozen");
  expect((await run(["losetup", "-a"])).stdout).not.toContain("labtestfrozen");
  expect((await run(["ip", "netns", "list"])).stdout).not.toContain("labtestfrozen");
  expect((await run(["find", "/sys/fs/cgroup", "-name", "labtestfrozen"])).stdout).toBe("");
  expect(existsSync(host.sshIdentity)).toBe(true);
});
