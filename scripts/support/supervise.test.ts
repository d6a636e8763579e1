import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeGateSocket } from "./gate-socket.ts";
import { type ProcessPlan, type Ready, type Supervision, supervise } from "./supervise.ts";

/* Real processes: small scripts that write down their number and wait. */

const WAITS = `
  import { appendFileSync } from "node:fs";
  appendFileSync(process.argv[1] + ".pids", process.pid + "\\n");
  process.on("SIGINT", () => {});
  process.on("disconnect", () => process.exit(0));
  setInterval(() => {}, 1000);
`;
const SERVES = `${WAITS}\nprocess.send({ kind: "ready", url: "http://127.0.0.1:1", setupCode: "abc" });`;
const HANGS = `${SERVES}\nprocess.on("SIGTERM", () => {});`;
const FAILS = `process.exit(3);`;

let directory: string;
let running: Supervision | undefined;
const said: string[] = [];
const heard: Ready[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "foghorn-supervise-"));
  said.length = 0;
  heard.length = 0;
});
afterEach(async () => {
  running?.stop();
  await running?.ended;
  rmSync(directory, { recursive: true, force: true });
});

function start(
  scripts: { readonly gate?: string; readonly web: string },
  env: Readonly<Record<string, string>> = {},
  settledMs = 30_000,
): Supervision {
  const plans = Object.entries(scripts).map(([name, source]): ProcessPlan => {
    const script = join(directory, `${name}.mjs`);
    writeFileSync(script, source);
    return { name: name as "gate" | "web", script, env: { ...process.env, ...env } };
  });
  running = supervise({
    root: directory,
    plans,
    say: (line) => said.push(line),
    ready: (message) => heard.push(message),
    settledMs,
  });
  return running;
}

const pids = (name: string): number[] => {
  const file = join(directory, `${name}.mjs.pids`);
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").map(Number) : [];
};
/** One that ended and that nobody has collected yet is dead. */
const isAlive = (pid: number | undefined): boolean => {
  try {
    return !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    return false;
  }
};
/** Processes take their time on a busy machine. */
const PATIENT = { timeout: 8_000 };

describe("the supervisor", () => {
  test("starts again what dies, and lets the other live on", async () => {
    start({ gate: WAITS, web: SERVES });
    await expect.poll(() => [pids("gate").length, heard.length], PATIENT).toEqual([1, 1]);
    const [web] = pids("web");
    process.kill(pids("gate")[0] ?? 0, "SIGKILL");
    await expect.poll(() => pids("gate").length, PATIENT).toBe(2);
    expect(isAlive(web)).toBe(true);
    expect(said).toEqual(["The gate process ended (SIGKILL). It starts again in 0.25 s."]);
    process.kill(web ?? 0, "SIGKILL");
    await expect.poll(() => heard.length, PATIENT).toBe(2);
    expect(isAlive(pids("gate")[1])).toBe(true);
  });

  test("waits longer each time for what ends soon after its start, and not for what had lived", async () => {
    for (const { settledMs, delays } of [
      { settledMs: 30_000, delays: ["0.25", "0.5"] },
      { settledMs: 0, delays: ["0.25", "0.25"] },
    ]) {
      said.length = 0;
      heard.length = 0;
      const { stop, ended } = start({ web: SERVES }, {}, settledMs);
      for (const life of [1, 2]) {
        await expect.poll(() => heard.length, PATIENT).toBe(life);
        process.kill(pids("web").at(-1) ?? 0, "SIGKILL");
        await expect.poll(() => said.length, PATIENT).toBe(life);
      }
      expect(said.map((line) => /again in ([\d.]+) s/.exec(line)?.[1])).toEqual(delays);
      stop();
      await ended;
    }
  });

  test("hands on what web says when it is ready", async () => {
    start({ web: SERVES });
    await expect
      .poll(() => heard, PATIENT)
      .toEqual([{ kind: "ready", url: "http://127.0.0.1:1", setupCode: "abc" }]);
  });

  test("starts web again on the port it had, also when any free one would have done", async () => {
    const url = 'process.env.PORT === "0" ? "http://127.0.0.1:5001" : "http://127.0.0.1:" + process.env.PORT';
    start({ web: `${WAITS}\nprocess.send({ kind: "ready", url: ${url} });` }, { PORT: "0" });
    await expect.poll(() => heard.length, PATIENT).toBe(1);
    process.kill(pids("web")[0] ?? 0, "SIGKILL");
    await expect
      .poll(() => heard.map(({ url }) => url), PATIENT)
      .toEqual(Array(2).fill("http://127.0.0.1:5001"));
  });

  test("gives up when web never came up, and takes the gate with it", async () => {
    const { ended } = start({ gate: WAITS, web: FAILS });
    expect(await ended).toBe(1);
    expect(pids("gate").some(isAlive)).toBe(false);
  });

  test("ends everything within 3 s, even what does not listen", async () => {
    const { ended, stop } = start({ gate: WAITS, web: HANGS });
    await expect.poll(() => [pids("gate").length, heard.length], PATIENT).toEqual([1, 1]);
    const startedAt = performance.now();
    stop();
    expect(await ended).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    expect([...pids("gate"), ...pids("web")].some(isAlive)).toBe(false);
  });

  test("leaves nobody behind when it is killed itself", async () => {
    const { spawn } = await import("node:child_process");
    for (const name of ["gate", "web"]) writeFileSync(join(directory, `${name}.mjs`), SERVES);
    const plan = (name: string) =>
      `{ name: "${name}", script: "${join(directory, `${name}.mjs`)}", env: process.env }`;
    const script = join(directory, "supervisor.mjs");
    writeFileSync(
      script,
      `import { supervise } from "${join(import.meta.dirname, "supervise.ts")}";
       supervise({ root: "${directory}", plans: [${plan("gate")}, ${plan("web")}], say() {}, ready() {} });`,
    );
    const supervisor = spawn(process.execPath, [script], { stdio: "inherit" });
    await expect.poll(() => pids("gate").length + pids("web").length, PATIENT).toBe(2);
    supervisor.kill("SIGKILL");
    await once(supervisor, "exit");
    await expect.poll(() => [...pids("gate"), ...pids("web")].some(isAlive), PATIENT).toBe(false);
  });
});

describe("the gate's socket", () => {
  test("lies in a directory that only its owner may enter, and takes it along when it goes", () => {
    const socket = makeGateSocket({ NODE_ENV: "test", XDG_RUNTIME_DIR: directory });
    expect(socket.path.startsWith(directory)).toBe(true);
    expect(statSync(join(socket.path, "..")).mode & 0o777).toBe(0o700);
    socket.remove();
    expect(existsSync(join(socket.path, ".."))).toBe(false);
  });

  test("goes elsewhere when the path would be too long for a socket", () => {
    const long = mkdtempSync(join(directory, "x".repeat(80)));
    const socket = makeGateSocket({ NODE_ENV: "test", XDG_RUNTIME_DIR: long });
    expect(Buffer.byteLength(socket.path)).toBeLessThanOrEqual(107);
    expect(socket.path.startsWith(long)).toBe(false);
    socket.remove();
  });
});
