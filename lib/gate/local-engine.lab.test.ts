import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { downHost, upHost } from "../../lab/api.ts";
import { FACT_NAMES } from "../domain/facts.ts";
import { CHECKOUT, type GateInHost, runIn, startGateIn } from "./testing/gate-in-host.ts";
import { DEADLINE, ENGINES } from "./testing/lab-engine.ts";
import { collectSpool } from "./testing/running-gate.ts";

/*
 * The gate on the host it watches, as most people start: no configuration, no ssh, its own socket found by discovery.
 * It runs inside a lab host, from this checkout, as a unit of that host's systemd.
 */

const HOST = "local";

describe.each(ENGINES)("a gate on the host of engine %s", (engine) => {
  const name = `gatel${engine}`;
  let watched: GateInHost;
  const run = runIn(name);
  const pingWord = () => watched.pingWord(HOST);

  beforeAll(async () => {
    await upHost(name, { docker: engine, binds: [CHECKOUT] });
    watched = await startGateIn(name, HOST);
  });
  afterAll(() => downHost(name));

  test("finds the engine without a configuration and reads every fact of the host", async () => {
    const { hosts } = await watched.gate.ask("gate.status", {}, DEADLINE);
    expect(hosts).toMatchObject([{ id: HOST, transport: "unix", channel: { state: "up", account: "root" } }]);
    for (const factName of FACT_NAMES)
      expect(await watched.fact(HOST, factName)).toMatchObject({ name: factName });
  });

  test("a hung daemon is a timeout, while the host is read as before", async () => {
    await run("sh", "-c", "kill -STOP $(pidof dockerd)");
    try {
      await expect.poll(pingWord, { timeout: 10_000 }).toBe("timeout");
      const { processes } = await watched.fact(HOST, "processes");
      expect(processes.find((each) => each.command === "dockerd")).toMatchObject({ state: "T" });
    } finally {
      await run("sh", "-c", "kill -CONT $(pidof dockerd)");
    }
    await expect.poll(pingWord, { timeout: 10_000 }).toBe("ok");
  });

  test("hears of events and journal lines, and a stopped daemon stays stopped", async () => {
    const spool = collectSpool(watched.gate, HOST);
    const heard = (text: string) => () => spool.records.some((each) => JSON.stringify(each).includes(text));
    await run("docker", "tag", "foghorn/bb:1", "foghorn/heard:1");
    await expect.poll(heard("foghorn/heard:1"), { timeout: 10_000 }).toBe(true);
    await run("systemctl", "stop", "docker.socket", "docker.service");
    try {
      await expect.poll(heard("Stopped docker.service"), { timeout: 10_000 }).toBe(true);
      await expect.poll(pingWord, { timeout: 10_000 }).toMatch(/connection-refused|socket-missing/);
      const { units } = await watched.fact(HOST, "units");
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
