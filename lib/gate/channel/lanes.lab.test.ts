import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { downHost, hostPid, inHost, sshConfig, upHost } from "../../../lab/api.ts";
import { startProcess } from "../exec.ts";
import { readerFor } from "./host-side.ts";
import { createLane } from "./lane.ts";
import { createSshMaster } from "./ssh-master.ts";
import { openLabChannel } from "./testing/lab-channel.ts";

const HOST = "lanes26";

beforeAll(async () => {
  await downHost(HOST);
  await upHost(HOST, { docker: "26" });
});
afterAll(() => downHost(HOST));

const remaining = async (pattern: string): Promise<string> =>
  (await inHost(HOST, ["pgrep", "-fa", pattern])).stdout.trim();

describe("a reading that hangs", () => {
  test("in the fast lane leaves the slow lane alone, and the lane is whole again afterwards", async () => {
    await using host = openLabChannel(HOST);
    await host.isUp();
    await host.fact("units");
    // systemctl asks process 1, which does not answer.
    process.kill(hostPid(HOST), "SIGSTOP");
    try {
      const units = host.channel.readFact("units", 1_500);
      expect(await host.fact("disk")).toMatchObject({ name: "disk" });
      expect(await units).toMatchObject({ ok: false, failure: "timeout" });
      expect(await host.fact("boot")).toMatchObject({ name: "boot" });
      expect(host.channel.state()).toMatchObject({ state: "up" });
    } finally {
      process.kill(hostPid(HOST), "SIGCONT");
    }
    await expect
      .poll(async () => (await host.channel.readFact("units", 3_000)).ok, { timeout: 20_000 })
      .toBe(true);
  });

  describe("in the slow lane", () => {
    const tool = "/usr/sbin/iptables-nft-save";
    beforeAll(async () => {
      await inHost(HOST, ["mv", tool, `${tool}.real`]);
      await inHost(HOST, ["sh", "-c", `printf '#!/bin/sh\\nexec sleep 987\\n' > ${tool}; chmod +x ${tool}`]);
    });
    afterAll(() => inHost(HOST, ["mv", `${tool}.real`, tool]));

    test("is abandoned with all it started, rests, and hinders no other reading", async () => {
      await using host = openLabChannel(HOST);
      await host.isUp();
      expect(await host.channel.readFact("firewall", 500)).toMatchObject({ failure: "timeout" });
      expect(await host.channel.readFact("firewall", 500)).toMatchObject({
        failure: "timeout",
        message: expect.stringContaining("tried again in"),
      });
      expect(await host.fact("disk")).toMatchObject({ name: "disk" });
      expect(await host.fact("boot")).toMatchObject({ name: "boot" });
      await expect.poll(() => remaining("sleep 987"), { timeout: 5_000 }).toBe("");
    });

    test("gives its session back, since sshd allows ten of them on a connection", async () => {
      const runtimeDir = mkdtempSync(join(tmpdir(), "fh-"));
      const target = { destination: HOST, configFile: sshConfig(), controlPath: join(runtimeDir, "c") };
      const forward = { localSocket: join(runtimeDir, "s"), remoteSocket: "/run/docker.sock" };
      const master = createSshMaster(target, forward, () => undefined);
      const lane = createLane(() => {
        const reader = startProcess({ name: "ssh-shell", target });
        reader.write(readerFor("/run/docker.sock"));
        return reader;
      });
      const ask = (word: string, deadlineMs: number) =>
        lane.ask({ word, args: [], deadlineMs, limitBytes: 10_000 });
      try {
        await expect.poll(() => master.state(), { timeout: 10_000 }).toMatchObject({ state: "up" });
        for (let round = 0; round < 14; round += 1) {
          expect(await ask("firewall", 400)).toEqual({ kind: "timeout", wasStarted: true });
        }
        expect(await ask("boot", 5_000)).toMatchObject({ kind: "answered", status: "ok" });
      } finally {
        lane.close();
        await master.close();
        rmSync(runtimeDir, { recursive: true, force: true });
      }
    });
  });

  test("leaves nothing behind on the host when the channel closes", async () => {
    const host = openLabChannel(HOST);
    await host.isUp();
    await host.fact("disk");
    await host.fact("boot");
    host.channel.followJournal(undefined, {
      onLine: () => undefined,
      onState: () => undefined,
      onGap: () => undefined,
    });
    await expect.poll(() => remaining("journalctl.*-f")).not.toBe("");
    await host[Symbol.asyncDispose]();
    await expect.poll(() => remaining("journalctl|IFS= read"), { timeout: 5_000 }).toBe("");
  });
});

describe("a host that goes away", () => {
  test("is down with a reason, and up again by itself, also under a new host key", async () => {
    await using host = openLabChannel(HOST);
    await host.isUp();
    const states: string[] = [];
    host.channel.onChange((state) => states.push(state.state));
    await downHost(HOST);
    await expect
      .poll(() => host.channel.state(), { timeout: 20_000 })
      .toMatchObject({
        state: "down",
        reason: expect.stringMatching(/unreachable|does not resolve/),
      });
    expect(host.channel.apiSocketPath()).toBeUndefined();
    expect(await host.channel.readFact("boot", 2_000)).toMatchObject({ ok: false, failure: "channel-down" });
    await upHost(HOST, { docker: "26" });
    await host.isUp();
    expect(await host.fact("units")).toMatchObject({ name: "units" });
    expect(states.at(-1)).toBe("up");
  });

  test("that refuses the key, or is not known, says so", async () => {
    await using stranger = openLabChannel(HOST, { user: "nobody" });
    await expect
      .poll(() => stranger.channel.state(), { timeout: 20_000 })
      .toMatchObject({
        state: "down",
        reason: expect.stringContaining("permission denied (publickey"),
      });
    await using unknown = openLabChannel("no-such-host.invalid");
    await expect
      .poll(() => unknown.channel.state(), { timeout: 20_000 })
      .toMatchObject({
        state: "down",
        reason: expect.stringContaining("name not known"),
      });
  });

  test("whose sshd stops for a moment is found again", async () => {
    await using host = openLabChannel(HOST);
    await host.isUp();
    await inHost(HOST, [
      "sh",
      "-c",
      "systemctl stop ssh.socket ssh.service; pkill -KILL -x 'sshd|sshd-session'",
    ]);
    await expect.poll(() => host.channel.state(), { timeout: 20_000 }).toMatchObject({ state: "down" });
    await inHost(HOST, ["systemctl", "start", "ssh.service"]);
    await host.isUp();
    expect(await host.fact("boot")).toMatchObject({ name: "boot" });
  });
});
