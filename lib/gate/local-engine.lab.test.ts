import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { downHost, hostPid, inHost, upHost } from "../../lab/api.ts";
import { FACT_NAMES, type FactName, type HostFact } from "../domain/facts.ts";
import { parseFact } from "../domain/parse/parse-fact.ts";
import type { Gate } from "../engine/ports.ts";
import { createGate as createClient } from "../gate-client/gate-client.ts";
import { DEADLINE, ENGINES } from "./testing/lab-engine.ts";
import { collectSpool } from "./testing/running-gate.ts";

/*
 * The gate on the host it watches, as most people start: no configuration, no ssh, its own socket found by discovery.
 * It runs inside a lab host, from this checkout, as a unit of that host's systemd.
 */

const CHECKOUT = join(import.meta.dirname, "../..");
const HOST = "local";

describe.each(ENGINES)("a gate on the host of engine %s", (engine) => {
  const name = `gatel${engine}`;
  let gate: Gate;
  const run = async (...argv: string[]): Promise<string> => {
    const { code, stdout, stderr } = await inHost(name, argv, { deadlineMs: 60_000 });
    if (code !== 0) throw new Error(`${argv.join(" ")}: ${stderr}`);
    return stdout.trim();
  };
  const fact = async <Name extends FactName>(factName: Name) => {
    const answer = await gate.ask("host.fact", { host: HOST, fact: factName }, DEADLINE);
    if (!answer.ok) throw new Error(`${factName}: ${answer.failure}: ${answer.message}`);
    return parseFact(factName, answer.text, Date.now()) as Extract<HostFact, { name: Name }>;
  };
  const pingWord = async (): Promise<string> => {
    const answer = await gate.ask("docker.ping", { host: HOST }, DEADLINE);
    return answer.ok ? "ok" : answer.failure;
  };

  beforeAll(async () => {
    await upHost(name, { docker: engine, binds: [CHECKOUT] });
    const environment = {
      FOGHORN_GATE_SOCKET: "/run/foghorn/gate.sock",
      FOGHORN_GATE_STATE_DIR: "/var/lib/foghorn",
      FOGHORN_CONFIG: "/etc/foghorn.yaml",
    };
    await run(
      "systemd-run",
      "--unit=foghorn-gate",
      "--property=RuntimeDirectory=foghorn",
      "--property=StateDirectory=foghorn",
      ...Object.entries(environment).map(([key, value]) => `--setenv=${key}=${value}`),
      join(CHECKOUT, "node_modules/.bin/node"),
      join(CHECKOUT, "gate.ts"),
    );
    gate = createClient(`/proc/${hostPid(name)}/root${environment.FOGHORN_GATE_SOCKET}`);
    await vi.waitFor(async () => expect(await pingWord()).toBe("ok"), { timeout: 20_000, interval: 200 });
  });
  afterAll(() => downHost(name));

  test("finds the engine without a configuration and reads every fact of the host", async () => {
    const { hosts } = await gate.ask("gate.status", {}, DEADLINE);
    expect(hosts).toMatchObject([{ id: HOST, transport: "unix", channel: { state: "up", account: "root" } }]);
    for (const factName of FACT_NAMES) expect(await fact(factName)).toMatchObject({ name: factName });
  });

  test("a hung daemon is a timeout, while the host is read as before", async () => {
    await run("sh", "-c", "kill -STOP $(pidof dockerd)");
    try {
      await expect.poll(pingWord, { timeout: 10_000 }).toBe("timeout");
      const { processes } = await fact("processes");
      expect(processes.find((each) => each.command === "dockerd")).toMatchObject({ state: "T" });
    } finally {
      await run("sh", "-c", "kill -CONT $(pidof dockerd)");
    }
    await expect.poll(pingWord, { timeout: 10_000 }).toBe("ok");
  });

  test("hears of events and journal lines, and a stopped daemon stays stopped", async () => {
    const spool = collectSpool(gate, HOST);
    const heard = (text: string) => () => spool.records.some((each) => JSON.stringify(each).includes(text));
    await run("docker", "tag", "foghorn/bb:1", "foghorn/heard:1");
    await expect.poll(heard("foghorn/heard:1"), { timeout: 10_000 }).toBe(true);
    await run("systemctl", "stop", "docker.socket", "docker.service");
    try {
      await expect.poll(heard("Stopped docker.service"), { timeout: 10_000 }).toBe(true);
      await expect.poll(pingWord, { timeout: 10_000 }).toMatch(/connection-refused|socket-missing/);
      const { units } = await fact("units");
      expect(units.find(({ name: unit }) => unit === "docker.service")).toMatchObject({
        activeState: "inactive",
      });
    } finally {
      spool.stop();
      await run("systemctl", "start", "docker.socket", "docker.service");
    }
    await expect.poll(pingWord, { timeout: 20_000 }).toBe("ok");
  });
});
