import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Engine, type HostStatus, inHost, sshConfig, upHost } from "../../lab/api.ts";
import { startTestGate, type TestGate } from "./testing/running-gate.ts";

const ENGINES: readonly Engine[] = ["20", "26"];
// As the engine asks: a ping every 2 s, which connects anew, and all else over kept connections.
const PROBE_EVERY_MS = 2_000;
const WATCHED_MS = 60_000;

describe.each(ENGINES)("a daemon of engine %s that was stopped", (engine) => {
  const name = `gatea${engine}`;
  let host: HostStatus;
  let gate: TestGate | undefined;

  beforeAll(async () => {
    host = await upHost(name, { docker: engine });
  });
  afterEach(async () => {
    await gate?.stop();
    gate = undefined;
  });
  afterAll(async () => {
    await inHost(name, ["systemctl", "reset-failed", "docker.service", "docker.socket"]);
    await inHost(name, ["systemctl", "start", "docker.socket", "docker.service"]);
  });

  const unit = async (property: string): Promise<string> =>
    (await inHost(name, ["systemctl", "show", "docker.service", "--value", "-p", property])).stdout.trim();

  async function watch(): Promise<TestGate> {
    gate = await startTestGate({
      config: `daemons: [{id: h, url: "ssh://root@${host.address}", identity: ${host.sshIdentity}}]`,
      sshConfigFile: sshConfig(),
    });
    await expect.poll(async () => (await ping())?.ok, { timeout: 20_000, interval: 250 }).toBe(true);
    return gate;
  }
  const ping = () => gate?.gate.ask("docker.ping", { host: "h" }, { deadlineMs: 8_000 });

  test("stays stopped for 60 s under a watching Foghorn, and is seen again once somebody starts it", async () => {
    const { gate: asked } = await watch();
    const restarts = await unit("NRestarts");
    await inHost(name, ["systemctl", "stop", "docker.service"]);
    const until = Date.now() + WATCHED_MS;
    const failures = new Set<string>();
    while (Date.now() < until) {
      const answers = await Promise.all([
        ping(),
        asked.ask("docker.containers", { host: "h" }, { deadlineMs: 8_000 }),
        asked.ask("docker.info", { host: "h" }, { deadlineMs: 8_000 }),
      ]);
      for (const answer of answers) if (answer?.ok === false) failures.add(answer.failure);
      await sleep(PROBE_EVERY_MS);
    }
    expect(await unit("ActiveState")).toBe("inactive");
    expect(await unit("NRestarts")).toBe(restarts);
    expect([...failures]).toContain("not-tried");

    await inHost(name, ["systemctl", "start", "docker.service"]);
    await expect.poll(async () => (await ping())?.ok, { timeout: 10_000, interval: 250 }).toBe(true);
  });
});
