import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { downHost, inHost, upHost, workload } from "../../../lab/api.ts";
import { FACT_NAMES, type FactName } from "../../domain/facts.ts";
import { type LabChannel, openLabChannel } from "./testing/lab-channel.ts";

const HOSTS = [
  { name: "facts20", docker: "20" },
  { name: "facts26", docker: "26" },
] as const;

/** The data root and the descriptors of dockerd are closed to everybody else. */
const ROOT_ALONE: readonly FactName[] = [
  "firewall",
  "log-files",
  "log-sinks",
  "layers",
  "suspects",
  "torn-logs",
  "pulls",
];

beforeAll(async () => {
  for (const { name, docker } of HOSTS) await upHost(name, { docker });
  for (const { name } of HOSTS) await workload(name);
});
afterAll(async () => {
  for (const { name } of HOSTS) await downHost(name);
});

/** The status of a ping over the forwarded socket, or Node's error code. */
const ping = ({ channel }: LabChannel): Promise<number | string> =>
  new Promise((resolve) => {
    const call = request({ socketPath: channel.apiSocketPath(), path: "/_ping", agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    call.on("error", (error) => resolve("code" in error ? String(error.code) : error.message));
    call.end();
  });

describe.each(HOSTS)("a host with Docker $docker over ssh", ({ name }) => {
  test("root reads every fact, and the Docker API answers through the forwarded socket", async () => {
    await using host = openLabChannel(name);
    await host.isUp();
    expect(host.channel.state()).toMatchObject({ account: "root" });
    for (const fact of FACT_NAMES) expect(await host.fact(fact)).toMatchObject({ name: fact });
    const { units } = await host.fact("units");
    expect(units.map(({ activeState }) => activeState)).toEqual(["active", "active", "active"]);
    const { processes } = await host.fact("processes");
    expect(processes.filter(({ containerId }) => containerId !== undefined)).toHaveLength(4);
    expect((await host.fact("disk")).remote).toEqual([]);
    const { firewall } = await host.fact("firewall");
    expect(firewall).toMatchObject({ forwardPolicy: "DROP", isForwarding: true });
    expect(firewall.chains).toEqual(expect.arrayContaining(["filter:DOCKER", "nat:DOCKER"]));
    expect(await ping(host)).toBe(200);
  });

  test("a log that holds zeros is named as long as it does, and none else", async () => {
    await using host = openLabChannel(name);
    await host.isUp();
    const said = async (script: string) => (await inHost(name, ["sh", "-ec", script])).stdout.trim();
    const id = await said("docker ps --quiet --no-trunc --latest");
    const file = await said(`docker inspect --format '{{.LogPath}}' ${id}`);
    const before = await said(`wc -c < ${file}`);
    expect(await host.fact("torn-logs")).toMatchObject({ torn: [] });
    await said(`printf '{"log":"to\\000rn"}\n' >> ${file}`);
    expect(await host.fact("torn-logs")).toMatchObject({ torn: [id] });
    await said(`truncate -s ${before} ${file}; printf '{"log":"cut{"log":"next"}\n' >> ${file}`);
    expect(await host.fact("torn-logs")).toMatchObject({ torn: [id] });
    await said(`truncate -s ${before} ${file}`);
    expect(await host.fact("torn-logs")).toMatchObject({ torn: [] });
  });

  test("an operator in group docker sees all but what root alone may read, and is told why", async () => {
    await using host = openLabChannel(name, { user: "ops" });
    await host.isUp();
    for (const fact of FACT_NAMES.filter((each) => !ROOT_ALONE.includes(each))) {
      expect(await host.fact(fact)).toMatchObject({ name: fact });
    }
    expect((await host.fact("socket")).socket).toMatchObject({ account: "ops", mayOpen: true });
    for (const fact of ROOT_ALONE) {
      expect(await host.channel.readFact(fact, 5_000)).toMatchObject({ ok: false, failure: "denied" });
    }
    expect(await ping(host)).toBe(200);
  });

  test("a guest is told that it may not open the socket, which through the forward is only a reset", async () => {
    await using host = openLabChannel(name, { user: "guest" });
    await host.isUp();
    expect((await host.fact("socket")).socket).toMatchObject({
      exists: true,
      listens: true,
      mayOpen: false,
      owner: "root",
      group: "docker",
    });
    expect(await ping(host)).toMatch(/ECONNRESET|EPIPE/);
    for (const fact of ["units", "disk", "unit-files", "processes", "pressure", "boot"] as const) {
      expect(await host.fact(fact)).toMatchObject({ name: fact });
    }
  });

  test("what a guest may not read is denied, not absent and not empty", async () => {
    await inHost(name, ["sh", "-c", "umask 077; echo '{}' > /etc/docker/daemon.json"]);
    await using host = openLabChannel(name, { user: "guest" });
    await host.isUp();
    expect(await host.channel.readFact("config-file", 5_000)).toMatchObject({ failure: "denied" });
    await inHost(name, ["chmod", "644", "/etc/docker/daemon.json"]);
    expect((await host.fact("config-file")).file).toMatchObject({ exists: true, text: "{}\n" });
    await inHost(name, ["sh", "-c", "rm /etc/docker/daemon.json; chmod 700 /etc/docker"]);
    expect(await host.channel.readFact("config-file", 5_000)).toMatchObject({ failure: "denied" });
    await inHost(name, ["chmod", "755", "/etc/docker"]);
    expect((await host.fact("config-file")).file).toMatchObject({ exists: false });
  });

  test("a socket that listens but does not accept has a queue, also with clients of other network namespaces", async () => {
    await using host = openLabChannel(name);
    await host.isUp();
    const pid = (await inHost(name, ["pidof", "dockerd"])).stdout.trim();
    await inHost(name, ["kill", "-STOP", pid]);
    try {
      const script =
        "unshare -n timeout 20 curl -s --unix-socket /run/docker.sock http://d/_ping & timeout 20 curl -s --unix-socket /run/docker.sock http://d/_ping & sleep 0.5";
      await inHost(name, ["sh", "-c", `(${script}) >/dev/null 2>&1`]);
      const { socket } = await host.fact("socket");
      expect(socket).toMatchObject({ exists: true, listens: true });
      expect(socket.queued).toBe(2);
      expect((await host.fact("processes")).processes).toContainEqual(
        expect.objectContaining({ pid: Number(pid), state: "T" }),
      );
    } finally {
      await inHost(name, ["kill", "-CONT", pid]);
    }
    await expect.poll(async () => (await host.fact("socket")).socket.queued).toBe(0);
  });

  test("threads of dockerd that hang on a frozen file system are seen, and the disk still answers", async () => {
    await using host = openLabChannel(name);
    await host.isUp();
    await inHost(name, ["fsfreeze", "-f", "/var/lib/docker"]);
    try {
      await inHost(name, ["sh", "-c", "timeout -s KILL 5 docker create foghorn/bb:1 >/dev/null 2>&1 &"]);
      await expect
        .poll(async () => (await host.fact("processes")).processes.filter(({ state }) => state === "D"))
        .toContainEqual(expect.objectContaining({ command: "dockerd", waitChannel: "percpu_rwsem_wait" }));
      expect((await host.fact("disk")).disks[0]).toMatchObject({ path: "/var/lib/docker" });
    } finally {
      await inHost(name, ["fsfreeze", "-u", "/var/lib/docker"]);
    }
  });

  test("dockerd with another data root and configuration file is read where it looks", async () => {
    await using host = openLabChannel(name);
    await host.isUp();
    const dropIn = "/run/systemd/system/docker.service.d/test.conf";
    const start =
      "/usr/sbin/dockerd -H fd:// --config-file=/etc/docker/other.json --data-root /srv/data/root";
    const unit = `[Service]\\nExecStart=\\nExecStart=${start}\\n`;
    await inHost(name, [
      "sh",
      "-c",
      "echo '{\"debug\":false}' > /etc/docker/other.json; mkdir -p /srv/data/root",
    ]);
    await inHost(name, ["sh", "-c", `mkdir -p $(dirname ${dropIn}); printf '${unit}' > ${dropIn}`]);
    await inHost(name, ["sh", "-c", "systemctl daemon-reload; systemctl stop docker.service docker.socket"]);
    try {
      expect((await host.fact("config-file")).file).toMatchObject({
        path: "/etc/docker/other.json",
        text: '{"debug":false}\n',
      });
      expect((await host.fact("disk")).disks[0]).toMatchObject({ path: "/srv/data/root" });
      expect((await host.fact("unit-files")).files).toMatchObject({
        unitText: expect.stringContaining("--config-file=/etc/docker/other.json"),
        runningArgs: [],
      });
    } finally {
      await inHost(name, ["sh", "-c", `rm ${dropIn} /etc/docker/other.json; systemctl daemon-reload`]);
      await inHost(name, [
        "sh",
        "-c",
        "systemctl reset-failed docker; systemctl start docker.socket docker.service",
      ]);
    }
  });
});
