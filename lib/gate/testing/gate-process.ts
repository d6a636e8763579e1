import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";

const ENTRY = join(import.meta.dirname, "..", "..", "..", "gate.ts");

/** The real gate as the supervisor starts it, on a folder of its own; all that was started ends with the block. */
export interface GateProcess extends AsyncDisposable {
  readonly folder: string;
  readonly socketPath: string;
  readonly start: (env?: Readonly<Record<string, string | undefined>>) => ChildProcess;
}

export async function openGateProcess(): Promise<GateProcess> {
  const folder = await mkdtemp("/tmp/fp-");
  const socketPath = join(folder, "g.sock");
  const children: ChildProcess[] = [];
  await writeFile(join(folder, "foghorn.yaml"), "daemons: []\n");
  return {
    folder,
    socketPath,
    start(env = {}) {
      const child = spawn(process.execPath, [ENTRY], {
        stdio: ["pipe", "pipe", "pipe"],
        env: {
          NODE_ENV: "test",
          PATH: process.env.PATH,
          HOME: folder,
          FOGHORN_GATE_SOCKET: socketPath,
          FOGHORN_GATE_STATE_DIR: join(folder, "state"),
          FOGHORN_CONFIG: join(folder, "foghorn.yaml"),
          ...env,
        },
      });
      children.push(child);
      return child;
    },
    async [Symbol.asyncDispose]() {
      for (const child of children) child.kill("SIGKILL");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error("no standard output");
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return line;
}

export async function endOf(
  child: ChildProcess,
): Promise<{ readonly code: number | null; readonly afterMs: number }> {
  const startedAt = performance.now();
  const [code] = (await once(child, "exit")) as [number | null];
  return { code, afterMs: performance.now() - startedAt };
}
