import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Gate } from "../../engine/ports.ts";
import { createGate as createClient } from "../../gate-client/gate-client.ts";
import type { SpoolRecord } from "../../gate-protocol/answers.ts";
import { createGate, type RunningGate } from "../create-gate.ts";

/** The real gate in this process, on a folder of its own, and its real client. */
export interface TestGate {
  readonly gate: Gate;
  readonly running: RunningGate;
  readonly folder: string;
  readonly configFile: string;
  readonly socketPath: string;
  readonly configure: (yaml: string) => Promise<void>;
  readonly logText: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

export interface TestGateOptions {
  /** Text of foghorn.yaml; without it there is none, and discovery looks in `runDir`. */
  readonly config?: string;
  readonly sshConfigFile?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly runDir?: string;
}

export async function startTestGate(options: TestGateOptions = {}): Promise<TestGate> {
  // Short: sockets lie below, and their paths end at 107 bytes.
  const folder = await mkdtemp("/tmp/fg-");
  const configFile = join(folder, "foghorn.yaml");
  const socketPath = join(folder, "g.sock");
  if (options.config !== undefined) await writeFile(configFile, options.config);
  const running = await createGate(
    {
      socketPath,
      configFile,
      stateDir: join(folder, "state"),
      runtimeDir: folder,
      ...(options.sshConfigFile === undefined ? {} : { sshConfigFile: options.sshConfigFile }),
      homeDir: folder,
      isSupervised: false,
    },
    { version: "0.0.0-test", env: options.env ?? {}, runDir: options.runDir ?? join(folder, "run") },
  );
  return {
    gate: createClient(socketPath),
    running,
    folder,
    configFile,
    socketPath,
    configure: (yaml) => writeFile(configFile, yaml),
    logText: () => readFile(join(folder, "state", "gate.log"), "utf8"),
    async stop() {
      await running.close("the test is over");
      await rm(folder, { recursive: true });
    },
  };
}

/** Everything a host's spool has said so far, growing while the returned `stop` was not called. */
export function collectSpool(
  gate: Gate,
  host: string,
): { readonly records: SpoolRecord[]; readonly stop: () => void } {
  const stop = new AbortController();
  const records: SpoolRecord[] = [];
  void (async () => {
    for await (const frame of gate.follow("spool.follow", { host }, { signal: stop.signal }))
      if (frame.kind === "records") records.push(...frame.records);
    // A gate that goes ends the collecting; the test sees what is missing.
  })().catch(() => {});
  return { records, stop: () => stop.abort() };
}
