import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseFact } from "../../domain/parse/parse-fact.ts";
import type { DaemonAddress, HostChannel } from "../host-channel.ts";
import { isReaderPath } from "./facts.ts";
import { createHostPaths } from "./host-paths.ts";
import { openHostChannel } from "./open.ts";
import { sshReason } from "./ssh-reasons.ts";

let directory: string;
let channel: HostChannel | undefined;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "foghorn-channel-"));
});
afterEach(async () => {
  await channel?.close();
  channel = undefined;
  await rm(directory, { recursive: true, force: true });
});

const open = (target: DaemonAddress["target"], runtimeDir = directory): HostChannel => {
  channel = openHostChannel({ id: "here", url: "", labels: {}, target }, { runtimeDir, stateDir: directory });
  return channel;
};

describe("the gate's own host", () => {
  test("is read without ssh, by the same readers", async () => {
    const local = open({ transport: "unix", socketPath: "/run/docker.sock" });
    expect(local.state().state).toBe("up");
    expect(local.apiSocketPath()).toBe("/run/docker.sock");
    const boot = await local.readFact("boot", 5_000);
    const fact = boot.ok ? parseFact("boot", boot.text, 0) : undefined;
    expect(Math.abs((fact?.name === "boot" ? fact.boot.hostAt : 0) - Date.now())).toBeLessThan(5_000);
    const pressure = await local.readFact("pressure", 5_000);
    expect(pressure.ok && parseFact("pressure", pressure.text, 0)).toMatchObject({ name: "pressure" });
  });

  test("two askers of one fact share one reading", async () => {
    const local = open({ transport: "unix", socketPath: "/run/docker.sock" });
    const [one, two] = await Promise.all([local.readFact("boot", 5_000), local.readFact("boot", 5_000)]);
    expect(one).toBe(two);
  });

  test("a data root with odd characters is not sent to a shell", async () => {
    const local = open({ transport: "unix", socketPath: "/run/docker.sock" });
    local.learn({ dataRoot: `${directory}/$(touch x)` });
    local.learn({ dataRoot: directory });
    const disk = await local.readFact("disk", 5_000);
    expect(disk.ok && parseFact("disk", disk.text, 0)).toMatchObject({ disks: [{ path: directory }] });
  });

  test("a data root that does not exist is absent, not empty", async () => {
    const local = open({ transport: "unix", socketPath: "/run/docker.sock" });
    local.learn({ dataRoot: `${directory}/gone` });
    expect(await local.readFact("disk", 5_000)).toMatchObject({ ok: false, failure: "absent" });
  });
});

describe("where there is no way to the host", () => {
  test("TCP says so for every reading", async () => {
    const none = open({ transport: "tcp", host: "10.0.0.1", port: 2376, isInsecure: false });
    expect(none.state().state).toBe("none");
    expect(await none.readFact("units", 1_000)).toMatchObject({ ok: false, failure: "no-channel" });
    await expect(none.readJournal(0, 1, 1_000)).rejects.toMatchObject({ code: "not-visible" });
    const states: boolean[] = [];
    none.followJournal(undefined, {
      onLine: () => undefined,
      onState: (isOpen) => states.push(isOpen),
      onGap: () => undefined,
    });
    expect(states).toEqual([false]);
  });

  test("an address that ssh could take for an option is refused before anything runs", () => {
    const target = {
      transport: "ssh",
      destination: "-oProxyCommand=x",
      socketPath: "/run/docker.sock",
    } as const;
    expect(open(target).state()).toMatchObject({
      state: "none",
      reason: expect.stringContaining("cannot start with -"),
    });
  });

  test("a runtime directory too long for sockets is told instead of failing later", () => {
    const ssh = { transport: "ssh", destination: "web-1", socketPath: "/run/docker.sock" } as const;
    const state = open(ssh, `/tmp/${"x".repeat(90)}`).state();
    expect(state).toMatchObject({ state: "none", reason: expect.stringContaining("too long") });
  });
});

describe("paths for readers", () => {
  test.each(["/var/lib/docker", "/srv/docker-data/v1.2", "/mnt/a_b@c"])("%s is taken", (path) => {
    expect(isReaderPath(path)).toBe(true);
  });
  test.each(["relative", "/a b", "/a/../b", "/a\nb", "/a;b", "/$(x)", "", "//a", `/${"x".repeat(300)}`])(
    "%j is not",
    (path) => {
      expect(isReaderPath(path)).toBe(false);
    },
  );

  test("the daemon's own word wins over its flags, and those over its file", () => {
    const paths = createHostPaths();
    expect(paths.dataRoot()).toBe("/var/lib/docker");
    const text = '{ "data-root": "/from/file", broken';
    paths.learnFrom({ name: "config-file", file: { path: "/etc/docker/daemon.json", exists: true, text } });
    expect(paths.dataRoot()).toBe("/from/file");
    const runningArgs = ["dockerd", "--data-root=/from/flag", "--config-file", "/etc/other.json"];
    paths.learnFrom({ name: "unit-files", files: { unitText: "", defaultsText: "", runningArgs } });
    expect(paths.dataRoot()).toBe("/from/flag");
    expect(paths.configFile()).toBe("/etc/other.json");
    paths.learn({ dataRoot: "/from/daemon" });
    expect(paths.dataRoot()).toBe("/from/daemon");
  });
});

describe("why ssh did not get there", () => {
  test.each([
    [
      "root@10.0.0.5: Permission denied (publickey,password).",
      "denied",
      "permission denied (publickey,password)",
    ],
    [
      "@@@\n@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\n@@@\nHost key verification failed.",
      "host-key-changed",
      "host key changed",
    ],
    [
      "No ED25519 host key is known for web-1 and you have requested strict checking.\nHost key verification failed.",
      "host-key-unknown",
      "host key not known",
    ],
    [
      "ssh: Could not resolve hostname nowhere.invalid: Name or service not known",
      "name-unknown",
      "nowhere.invalid does not resolve",
    ],
    ["ssh: connect to host 10.0.0.9 port 22: No route to host", "unreachable", "unreachable: no route"],
    ["ssh: connect to host 10.0.0.9 port 22: Connection timed out", "unreachable", "does not answer"],
    ["ssh: connect to host 10.0.0.9 port 22: Connection refused", "unreachable", "nothing listens"],
    ["Timeout, server 10.0.0.5 not responding.", "unreachable", "does not answer"],
    ["Connection to 10.0.0.5 closed by remote host.", "unreachable", "closed the connection"],
    ["/x/ssh: line 1: Bad configuration option: foo", "configuration", "configuration"],
    ["something else entirely\n", "other", "something else entirely"],
    ["", "other", "ended"],
  ])("%j is %s", (errorText, trouble, words) => {
    const reason = sshReason(errorText);
    expect(reason.trouble).toBe(trouble);
    expect(reason.text).toContain(words);
  });
});
