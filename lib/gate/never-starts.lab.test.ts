import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inHost, sshConfig, upHost } from "../../lab/api.ts";
import { DEADLINE, ENGINES, labEngineName } from "./testing/lab-engine.ts";
import { startTestGate, type TestGate } from "./testing/running-gate.ts";

// As the engine asks: a ping every 2 s, which connects anew, and all else over kept connections.
const PROBE_EVERY_MS = 2_000;
const WATCHED_MS = 60_000;
const NAMES = ENGINES.map(labEngineName);

let gate: TestGate;

beforeAll(async () => {
  const hosts = await Promise.all(ENGINES.map((docker) => upHost(labEngineName(docker), { docker })));
  const daemons = hosts.map(
    ({ name, address, sshIdentity }) =>
      `{id: ${name}, url: "ssh://root@${address}", identity: ${sshIdentity}}`,
  );
  gate = await startTestGate({ config: `daemons: [${daemons.join(", ")}]`, sshConfigFile: sshConfig() });
});
afterAll(async () => {
  await gate?.stop();
  for (const name of NAMES) {
    await inHost(name, ["systemctl", "reset-failed", "docker.service", "docker.socket"]);
    await inHost(name, ["systemctl", "start", "docker.socket", "docker.service"]);
  }
});

const unit = async (name: string, property: string): Promise<string> =>
  (await inHost(name, ["systemctl", "show", "docker.service", "--value", "-p", property])).stdout.trim();
const states = () => Promise.all(NAMES.map((name) => unit(name, "ActiveState")));
const restarts = () => Promise.all(NAMES.map((name) => unit(name, "NRestarts")));
const pings = () =>
  Promise.all(
    NAMES.map(async (host) => {
      const answer = await gate.gate.ask("docker.ping", { host }, DEADLINE);
      return answer.ok ? "ok" : answer.failure;
    }),
  );

test("daemons that were stopped stay stopped for 60 s under a watching Foghorn, and are seen again once started", async () => {
  await expect.poll(pings, { timeout: 30_000, interval: 250 }).toEqual(["ok", "ok"]);
  const restartsBefore = await restarts();
  await Promise.all(NAMES.map((name) => inHost(name, ["systemctl", "stop", "docker.service"])));

  const failures = new Set<string>();
  for (const until = Date.now() + WATCHED_MS; Date.now() < until; ) {
    const lists = NAMES.flatMap((host) => [
      gate.gate.ask("docker.containers", { host }, DEADLINE),
      gate.gate.ask("docker.info", { host }, DEADLINE),
    ]);
    for (const answer of await Promise.all(lists)) if (!answer.ok) failures.add(answer.failure);
    for (const word of await pings()) failures.add(word);
    await sleep(PROBE_EVERY_MS);
  }
  expect(await states()).toEqual(["inactive", "inactive"]);
  expect(await restarts()).toEqual(restartsBefore);
  expect([...failures]).toContain("not-tried");

  await Promise.all(NAMES.map((name) => inHost(name, ["systemctl", "start", "docker.service"])));
  await expect.poll(pings, { timeout: 15_000, interval: 250 }).toEqual(["ok", "ok"]);
}, 150_000);
