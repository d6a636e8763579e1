import { join } from "node:path";
import { makeGateSocket } from "./gate-socket.ts";
import { type ProcessPlan, type Ready, supervise } from "./supervise.ts";

export const root = join(import.meta.dirname, "../..");

export const say = (line: string): void => void process.stdout.write(`${line}\n`);
export const complain = (line: string): void => void process.stderr.write(`${line}\n`);

/** What would let web reach a daemon or another machine by the gate's means. */
const GATE_ONLY = /^(?:SSH_AUTH_SOCK|SSH_AGENT_PID|DOCKER_.*|FOGHORN_SSH_CONFIG)$/;

export const webEnvironment = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !GATE_ONLY.test(name))) as NodeJS.ProcessEnv;

export interface RunOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Without one web runs on what it is given otherwise, as with a recording. */
  readonly hasGate: boolean;
  /** A process that lived so long starts again without the wait of a crash loop. */
  readonly settledMs?: number;
}

/** Starts both processes, prints the address and, on a first start, the setup code; resolves when all has ended. */
export async function runFoghorn({ env, hasGate, settledMs }: RunOptions): Promise<number> {
  const socket = makeGateSocket(env);
  const shared = {
    ...env,
    NEXT_TELEMETRY_DISABLED: "1",
    // Nobody would answer at it: hosts of a recording need no gate.
    FOGHORN_GATE_SOCKET: hasGate ? socket.path : "",
  };
  const web: ProcessPlan = { name: "web", script: "server.ts", env: webEnvironment(shared) };
  // Its audit file and saved cursors lie beside the data unless the operator keeps the two apart.
  const stateDir = env.FOGHORN_GATE_STATE_DIR ?? join(env.FOGHORN_DATA_DIR ?? "data", "gate");
  // What the gate runs comes from its source alone, never from a cache that web can write.
  const { NODE_COMPILE_CACHE: _cache, ...gateEnv } = shared as NodeJS.ProcessEnv;
  const gate: ProcessPlan = {
    name: "gate",
    script: "gate.ts",
    env: { ...gateEnv, FOGHORN_GATE_STATE_DIR: stateDir, FOGHORN_SUPERVISED: "1" },
  };
  const supervision = supervise({
    root,
    plans: hasGate ? [gate, web] : [web],
    say: complain,
    ready: announce,
    ...(settledMs !== undefined && { settledMs }),
  });
  process.on("SIGINT", supervision.stop);
  process.on("SIGTERM", supervision.stop);
  process.on("SIGHUP", () => {
    // From a terminal it means that the terminal is gone; otherwise somebody wants the file read again.
    if (process.stdout.isTTY) supervision.stop();
    else supervision.signal("SIGHUP");
  });
  const code = await supervision.ended;
  socket.remove();
  return code;
}

function announce({ url, setupCode }: Ready): void {
  if (setupCode !== undefined) say(`Setup code: ${setupCode}`);
  say(`Foghorn listens on ${url}`);
}
