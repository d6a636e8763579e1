import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { breakHost, downHost, type Engine, healHost, inHost, sshConfig, upHost } from "../../lab/api.ts";
import { makeDirectory } from "../adapters/prisma/testing/temporary-storage.ts";
import type { ServiceFigure } from "../domain/report/report.ts";
import { SECOND_MS } from "../domain/time.ts";
import { startTestGate, type TestGate } from "../gate/testing/running-gate.ts";
import { createRuntime } from "./create-runtime.ts";
import type { Runtime } from "./runtime.ts";

/* From containers of a real engine over gate, meter and database to the figures of the report. Both engines at once. */

const ENGINES: readonly Engine[] = ["20", "26"];
const nameOf = (engine: Engine): string => `avail${engine}`;
/** A list every four seconds, and busy cores. */
const WITHIN = { timeout: 40_000, interval: 500 };

let gate: TestGate | undefined;
let runtime: Runtime | undefined;
let dataDir: string;

const startRuntime = async (): Promise<void> => {
  runtime = await createRuntime({
    dataDir,
    configFile: gate?.configFile ?? "",
    version: "0.0.0-test",
    gateSocket: gate?.socketPath ?? "",
  });
};

beforeAll(async () => {
  const hosts = await Promise.all(ENGINES.map((docker) => upHost(nameOf(docker), { docker })));
  const daemons = hosts.map(
    ({ name, address, sshIdentity }) =>
      `{id: ${name}, url: "ssh://root@${address}", identity: ${sshIdentity}}`,
  );
  gate = await startTestGate({ config: `daemons: [${daemons.join(", ")}]`, sshConfigFile: sshConfig() });
  dataDir = join(makeDirectory(), "data");
  await startRuntime();
  await Promise.all(ENGINES.map((engine) => run(engine, "steady", [], LIVES)));
});
afterAll(async () => {
  await runtime?.close();
  await gate?.stop();
  await Promise.all(ENGINES.map((each) => downHost(nameOf(each))));
  await rm(join(dataDir, ".."), { recursive: true, force: true });
});

const LIVES = "trap 'exit 0' TERM; while :; do sleep 3600 & wait $!; done";

const docker = async (engine: Engine, ...args: readonly string[]): Promise<void> => {
  const { code, stderr } = await inHost(nameOf(engine), ["docker", ...args]);
  if (code !== 0) throw new Error(`docker ${args.join(" ")}: ${stderr}`);
};

/** A container as compose would start it, of a service of its own. */
const run = (engine: Engine, service: string, options: readonly string[], script: string): Promise<void> =>
  docker(
    engine,
    ...["run", "--detach", "--name", `e${engine}-${service}-1`],
    ...[
      "--label",
      `com.docker.compose.project=e${engine}`,
      "--label",
      `com.docker.compose.service=${service}`,
    ],
    ...[...options, "foghorn/bb:1", "sh", "-c", script],
  );

async function figure(engine: Engine, service: string): Promise<ServiceFigure> {
  const report = await runtime?.queries.report({ days: 30 });
  const found = report?.services.find((each) => each.service === `e${engine}/${service}`);
  if (found === undefined) throw new Error(`e${engine}/${service} was not measured yet`);
  return found;
}

/** Waits until so much of a service was lost. */
const lost = (engine: Engine, service: string, ms: number): Promise<void> =>
  vi.waitFor(async () => expect((await figure(engine, service)).lostMs).toBeGreaterThan(ms), WITHIN);

const measured = (engine: Engine, service: string, ms: number): Promise<void> =>
  vi.waitFor(async () => expect((await figure(engine, service)).measuredMs).toBeGreaterThan(ms), WITHIN);

/** Both engines at once: nearly all of the time is waiting. */
const onBoth = (title: string, use: (engine: Engine) => Promise<void>): void =>
  test(title, async () => {
    await Promise.all(ENGINES.map(use));
  });

onBoth("what runs is up all the time it is measured", async (engine) => {
  await measured(engine, "steady", 8 * SECOND_MS);
  expect((await figure(engine, "steady")).lostMs).toBe(0);
});

onBoth("a container that ends by itself with an error is down from then on", async (engine) => {
  await run(engine, "crashing", [], "sleep 2; exit 3");
  await lost(engine, "crashing", 6 * SECOND_MS);
  const { measuredMs, lostMs } = await figure(engine, "crashing");
  expect(measuredMs - lostMs).toBeGreaterThan(SECOND_MS);
  await docker(engine, "rm", `e${engine}-crashing-1`);
});

onBoth("so is one whose health check fails, and one that is paused", async (engine) => {
  const failing = ["--health-cmd", "false", "--health-interval", "1s", "--health-retries", "1"];
  await run(engine, "ill", failing, LIVES);
  await run(engine, "paused", [], LIVES);
  await measured(engine, "paused", 2 * SECOND_MS);
  await docker(engine, "pause", `e${engine}-paused-1`);
  await lost(engine, "ill", 4 * SECOND_MS);
  await lost(engine, "paused", 4 * SECOND_MS);
  await docker(engine, "unpause", `e${engine}-paused-1`);
  await docker(engine, "rm", "--force", `e${engine}-paused-1`, `e${engine}-ill-1`);
});

onBoth("one that somebody stops is wanted no longer", async (engine) => {
  await run(engine, "stopped", [], LIVES);
  await measured(engine, "stopped", 4 * SECOND_MS);
  await docker(engine, "stop", `e${engine}-stopped-1`);
  const before = (await figure(engine, "stopped")).measuredMs;
  await measured(engine, "steady", (await figure(engine, "steady")).measuredMs + 9 * SECOND_MS);
  const { measuredMs, lostMs } = await figure(engine, "stopped");
  expect(lostMs).toBe(0);
  expect(measuredMs - before).toBeLessThan(5 * SECOND_MS);
});

onBoth("one that its label says there is to be, and that is not there, is down", async (engine) => {
  await run(engine, "short", ["--label", "foghorn.replicas=2"], LIVES);
  await lost(engine, "short", 4 * SECOND_MS);
  // Up to the first list that shows it, at most one interval, nobody knows what its label says.
  expect((await figure(engine, "short")).ratio).toBeCloseTo(0.5, 1);
  await docker(engine, "rm", "--force", `e${engine}-short-1`);
});

onBoth(
  "a daemon that does not answer makes time that is not measured, neither up nor down",
  async (engine) => {
    const before = await figure(engine, "steady");
    const brokenAt = Date.now();
    await breakHost(nameOf(engine), "daemon-hung:stopped");
    await vi.waitFor(async () => {
      const symptoms = (await runtime?.queries.state("symptoms")) ?? [];
      const hung = symptoms.find(({ mode, hostId }) => mode === "daemon-hung" && hostId === nameOf(engine));
      expect(hung?.state).toBe("raised");
    }, WITHIN);
    const during = await figure(engine, "steady");
    const hungMs = Date.now() - brokenAt;
    expect(during.lostMs).toBe(0);
    expect(during.measuredMs - before.measuredMs).toBeLessThan(hungMs - 5 * SECOND_MS);
    await healHost(nameOf(engine));
    await measured(engine, "steady", during.measuredMs + 5 * SECOND_MS);
    expect((await figure(engine, "steady")).lostMs).toBe(0);
  },
);

test("what a restart of the daemon took with it is down, and stays so over a restart of Foghorn", async () => {
  const onEach = <T>(use: (engine: Engine) => Promise<T>): Promise<readonly T[]> =>
    Promise.all(ENGINES.map(use));
  await onEach((engine) => inHost(nameOf(engine), ["systemctl", "restart", "docker"]));
  await onEach((engine) => lost(engine, "steady", 5 * SECOND_MS));
  await runtime?.close();
  await startRuntime();
  await onEach(async (engine) => {
    const { lostMs, measuredMs } = await figure(engine, "steady");
    await lost(engine, "steady", lostMs + 6 * SECOND_MS);
    const after = await figure(engine, "steady");
    expect(after.measuredMs - measuredMs).toBeCloseTo(after.lostMs - lostMs, -3);
    await docker(engine, "start", `e${engine}-steady-1`);
  });
});
