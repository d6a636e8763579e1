import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { downHost, hostPid, inHost, upHost } from "../../../lab/api.ts";
import { openLabChannel } from "./testing/lab-channel.ts";

const HOST = "gateb26";

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

  test("in the slow lane is abandoned with all it started, again and again, without using up sshd's sessions", async () => {
    const tool = "/usr/sbin/iptables-nft-save";
    await inHost(HOST, ["mv", tool, `${tool}.real`]);
    await inHost(HOST, ["sh", "-c", `printf '#!/bin/sh\\nexec sleep 987\\n' > ${tool}; chmod +x ${tool}`]);
    try {
      await using host = openLabChannel(HOST);
      await host.isUp();
      expect(await host.channel.readFact("firewall", 500)).toMatchObject({ failure: "timeout" });
      const rested = await host.channel.readFact("firewall", 500);
      expect(rested).toMatchObject({
        failure: "timeout",
        message: expect.stringContaining("tried again in"),
      });
      expect(await host.fact("disk")).toMatchObject({ name: "disk" });
      expect(await host.fact("boot")).toMatchObject({ name: "boot" });
      await expect.poll(() => remaining("sleep 987"), { timeout: 5_000 }).toBe("");
      // sshd allows ten sessions on a connection: twelve abandoned readers must have given theirs back.
      for (let round = 0; round < 12; round += 1) {
        await using other = openLabChannel(HOST, { stateDir: host.stateDir });
        await other.isUp();
        expect(await other.channel.readFact("firewall", 200)).toMatchObject({ failure: "timeout" });
        expect(await other.fact("disk")).toMatchObject({ name: "disk" });
      }
    } finally {
      await inHost(HOST, ["mv", `${tool}.real`, tool]);
    }
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
