import { expect, vi } from "vitest";
import { type Engine, healHost, inHost, sshConfig, upHost, workload } from "../../../lab/api.ts";
import { startTestGate, type TestGate } from "./running-gate.ts";

export const ENGINES: readonly Engine[] = ["20", "26"];
export const DEADLINE = { deadlineMs: 8_000 } as const;

/** One lab host with its workload, and the real gate that reaches it over ssh as `root` and as `guest`. */
export interface LabEngine {
  readonly name: string;
  readonly gate: TestGate;
  /** Runs a program on the host, as root. */
  readonly run: (...argv: string[]) => Promise<string>;
  readonly ping: (
    id?: string,
  ) => Promise<{ readonly ok: boolean; readonly failure?: string; readonly durationMs: number }>;
  /** "ok" or how the ping failed. */
  readonly pingWord: () => Promise<string>;
  readonly idOf: (container: string) => Promise<string>;
  /** `docker run` of the lab's image under a name that was free or is freed. */
  readonly runContainer: (container: string, ...argv: string[]) => Promise<void>;
  readonly remove: (container: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Hosts stay up from file to file; files that run at the same time have different ones. */
export const labEngineName = (engine: Engine): string => `gate${process.env.VITEST_POOL_ID ?? ""}x${engine}`;

export async function startLabEngine(engine: Engine): Promise<LabEngine> {
  const name = labEngineName(engine);
  const host = await upHost(name, { docker: engine });
  const run = async (...argv: string[]) => (await inHost(name, argv, { deadlineMs: 60_000 })).stdout.trim();
  await run("systemctl", "reset-failed", "docker.service", "docker.socket");
  await run("systemctl", "start", "docker.socket", "docker.service");
  await workload(name);
  const gate = await startTestGate({
    config: `daemons:
  - {id: root, url: "ssh://root@${host.address}", identity: ${host.sshIdentity}}
  - {id: guest, url: "ssh://guest@${host.address}", identity: ${host.sshIdentity}}`,
    sshConfigFile: sshConfig(),
  });
  const ping = (id = "root") => gate.gate.ask("docker.ping", { host: id }, DEADLINE);
  const remove = async (container: string): Promise<void> => {
    await run("docker", "rm", "-f", container);
  };
  await vi.waitFor(async () => expect(await ping()).toMatchObject({ ok: true }), {
    timeout: 20_000,
    interval: 200,
  });
  return {
    name,
    gate,
    run,
    ping,
    async pingWord() {
      const answer = await ping();
      return answer.ok ? "ok" : answer.failure;
    },
    async idOf(container) {
      const answer = await gate.gate.ask("docker.containers", { host: "root" }, DEADLINE);
      const found = answer.ok ? answer.reading.find((each) => each.name === container) : undefined;
      if (found === undefined) throw new Error(`${container} is not listed`);
      return found.id;
    },
    async runContainer(container, ...argv) {
      await remove(container);
      await run("docker", "run", "--name", container, ...argv);
    },
    remove,
    async stop() {
      await gate.stop();
      await healHost(name);
    },
  };
}
