import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hostSocket } from "../../../lab/api.ts";
import type { SpoolRecord } from "../../gate-protocol/answers.ts";
import { ENGINES, type LabEngine, startLabEngine } from "../testing/lab-engine.ts";
import { collectSpool } from "../testing/running-gate.ts";

const eventsIn = (records: readonly SpoolRecord[]) =>
  records.flatMap((record) => (record.kind === "docker-event" ? [record.event] : []));
const gapsIn = (records: readonly SpoolRecord[]) =>
  records.flatMap((record) =>
    record.kind === "stream-gap" && record.gap.stream === "events" ? [record.gap] : [],
  );
const statesIn = (records: readonly SpoolRecord[]) =>
  records.flatMap((record) =>
    record.kind === "stream-state" && record.stream === "events" ? [record.isOpen] : [],
  );

describe.each(ENGINES)("events of engine %s", (engine) => {
  let lab: LabEngine;
  beforeAll(async () => {
    lab = await startLabEngine(engine);
  });
  afterAll(() => lab?.stop());

  /** Tags one image again and again over kept connections, as fast as the engine allows. */
  async function tagImages(count: number): Promise<number> {
    const agent = new Agent({ keepAlive: true, maxSockets: 4 });
    const socketPath = hostSocket(lab.name);
    let next = 0;
    const startedAt = performance.now();
    const worker = async (): Promise<void> => {
      while (next < count) {
        const path = `/v1.41/images/foghorn/bb:1/tag?repo=flood&tag=t${next % 20}`;
        next += 1;
        const asked = request({ socketPath, path, method: "POST", agent }).end();
        const [answer] = (await once(asked, "response")) as [IncomingMessage];
        answer.resume();
        await once(answer, "end");
        if (answer.statusCode !== 201) throw new Error(`tagging answered ${answer.statusCode}`);
      }
    };
    await Promise.all([worker(), worker(), worker(), worker()]);
    agent.destroy();
    return count / ((performance.now() - startedAt) / 1_000);
  }

  test("a container's life arrives with names and exit code, health checks and labels do not", async () => {
    const { records, stop } = collectSpool(lab.gate.gate, "root");
    await expect.poll(() => statesIn(records).at(-1)).toBe(true);
    const mark = records.length;
    await lab.runContainer(
      "shortlived",
      "--label",
      "password=hunter22",
      "foghorn/bb:1",
      "sh",
      "-c",
      "exit 7",
    );
    await lab.run("docker", "exec", "web", "true");
    // Others use this host as well.
    const die = () =>
      eventsIn(records.slice(mark)).find(
        ({ action, attributes }) => action === "die" && attributes.name === "shortlived",
      );
    await expect.poll(die).toMatchObject({ type: "container", attributes: { exitCode: "7" } });
    expect(JSON.stringify(records)).not.toContain("hunter22");
    expect(eventsIn(records).filter((event) => event.action.startsWith("exec_"))).toEqual([]);
    await lab.remove("shortlived");
    stop();
  });

  test("hundreds a second are all spooled, each once, with no gap", async () => {
    const { records, stop } = collectSpool(lab.gate.gate, "root");
    await expect.poll(() => records.length).toBeGreaterThan(0);
    const mark = records.length;
    const perSecond = await tagImages(2_000);
    const tags = () => eventsIn(records.slice(mark)).filter((event) => event.action === "tag");
    await expect.poll(() => tags().length, { timeout: 10_000 }).toBe(2_000);
    expect(gapsIn(records.slice(mark))).toEqual([]);
    expect(await lab.pingWord()).toBe("ok");
    process.stdout.write(`engine ${engine}: ${Math.round(perSecond)} tag events a second\n`);
    stop();
  });

  test("a restart of the daemon is a closed stream, an opened one, and one gap", async () => {
    const { records, stop } = collectSpool(lab.gate.gate, "root");
    await expect.poll(() => statesIn(records).at(-1)).toBe(true);
    const mark = records.length;
    await lab.run("systemctl", "reset-failed", "docker.service");
    await lab.run("systemctl", "restart", "docker.service");
    await expect.poll(lab.pingWord, { timeout: 30_000, interval: 200 }).toBe("ok");
    const states = () => statesIn(records.slice(mark));
    await expect.poll(() => states().at(-1), { timeout: 10_000 }).toBe(true);
    expect(states()[0]).toBe(false);
    expect(states().filter((isOpen) => isOpen)).toHaveLength(1);
    await expect.poll(() => gapsIn(records.slice(mark)).length, { timeout: 5_000 }).toBe(1);
    stop();
  });

  test("a gate that was away finds what happened meanwhile, in a new epoch", async () => {
    const before = collectSpool(lab.gate.gate, "root");
    await expect.poll(() => eventsIn(before.records).length).toBeGreaterThan(0);
    const running = lab.gate.running.services.hosts;
    const addresses = running.all().map((host) => host.address);
    await running.watch([]);
    await lab.runContainer("meanwhile", "foghorn/bb:1", "true");
    await running.watch(addresses);
    const after = collectSpool(lab.gate.gate, "root");
    const seen = () => eventsIn(after.records).some((event) => event.attributes.name === "meanwhile");
    await expect.poll(seen, { timeout: 20_000 }).toBe(true);
    await lab.remove("meanwhile");
    before.stop();
    after.stop();
  });
});
