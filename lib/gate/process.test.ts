import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type GateView, watchGate } from "../engine/gate-watch.ts";
import { createGate } from "../gate-client/gate-client.ts";
import { GATE_DEADLINE_MS } from "../gate-protocol/deadlines.ts";
import { startScriptedDaemon } from "./testing/scripted-daemon.ts";

const ENTRY = join(import.meta.dirname, "..", "..", "gate.ts");

let folder: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp("/tmp/fp-");
  await writeFile(join(folder, "foghorn.yaml"), "daemons: []\n");
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

const socketPath = () => join(folder, "g.sock");

/** The gate as the supervisor starts it. */
function start(env: Readonly<Record<string, string | undefined>> = {}): ChildProcess {
  const child = spawn(process.execPath, [ENTRY], {
    stdio: ["pipe", "pipe", "pipe"],
    env: {
      NODE_ENV: "test",
      PATH: process.env.PATH,
      HOME: folder,
      FOGHORN_GATE_SOCKET: socketPath(),
      FOGHORN_GATE_STATE_DIR: join(folder, "state"),
      FOGHORN_CONFIG: join(folder, "foghorn.yaml"),
      ...env,
    },
  });
  children.push(child);
  return child;
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error("no standard output");
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return line;
}

async function endOf(
  child: ChildProcess,
): Promise<{ readonly code: number | null; readonly afterMs: number }> {
  const startedAt = performance.now();
  const [code] = (await once(child, "exit")) as [number | null];
  return { code, afterMs: performance.now() - startedAt };
}

// A whole process starts in each; on a busy machine that alone takes seconds.
describe("the gate process", { timeout: 30_000 }, () => {
  test("says where it listens, and keeps what it has to itself", async () => {
    const child = start();
    expect(await firstLine(child)).toBe(`gate ready ${socketPath()}`);
    const status = await createGate(socketPath()).ask("gate.status", {}, { deadlineMs: 2_000 });
    expect(status).toMatchObject({ version: expect.stringMatching(/^\d+\.\d+\.\d+/), hosts: [] });
    expect((await stat(join(folder, "state"))).mode & 0o777).toBe(0o700);
    for (const file of ["gate.log", "redaction-key"])
      expect((await stat(join(folder, "state", file))).mode & 0o777).toBe(0o600);
  });

  test("ends within 2 s of SIGTERM, and its socket goes with it", async () => {
    const child = start();
    await firstLine(child);
    const stop = new AbortController();
    const following = createGate(socketPath())
      .follow("gate.follow", {}, { signal: stop.signal })
      [Symbol.asyncIterator]();
    await following.next();
    const broken = expect(following.next()).rejects.toMatchObject({ code: "gate-down" });
    child.kill("SIGTERM");
    const { code, afterMs } = await endOf(child);
    await broken;
    expect(code).toBe(0);
    expect(afterMs).toBeLessThan(2_000);
    expect(existsSync(socketPath())).toBe(false);
  });

  test("that stands still is down within 10 s, and up again when it goes on", async () => {
    const child = start();
    await firstLine(child);
    const views: GateView[] = [];
    const watch = watchGate(createGate(socketPath()), { now: Date.now }, (view) => views.push(view));
    try {
      await expect.poll(() => views.at(-1)?.state, { timeout: 5_000 }).toBe("up");
      const stoppedAt = performance.now();
      child.kill("SIGSTOP");
      await expect.poll(() => views.at(-1)?.state, { timeout: 12_000 }).toBe("down");
      expect(performance.now() - stoppedAt).toBeLessThan(10_500);
      expect(views.at(-1)).toMatchObject({
        reason: expect.stringContaining("sent nothing for 8 s"),
        lastStatus: { hosts: [] },
      });
      child.kill("SIGCONT");
      await expect.poll(() => views.at(-1)?.state, { timeout: 10_000 }).toBe("up");
    } finally {
      watch.stop();
    }
  });

  test("that lives but has no news stays up", async () => {
    const child = start();
    await firstLine(child);
    const views: GateView[] = [];
    const watch = watchGate(createGate(socketPath()), { now: Date.now }, (view) => views.push(view));
    await expect.poll(() => views.at(-1)?.state, { timeout: 5_000 }).toBe("up");
    const isDown = expect.poll(() => views.at(-1)?.state, { timeout: 10_000 }).toBe("down");
    await expect(isDown).rejects.toThrow();
    watch.stop();
  });

  test("that stood still while a daemon was asked blames itself, not the daemon", async () => {
    const daemon = await startScriptedDaemon(() => undefined);
    await writeFile(join(folder, "foghorn.yaml"), `daemons: [{id: a, url: "unix://${daemon.socketPath}"}]`);
    const child = start();
    await firstLine(child);
    const gate = createGate(socketPath());
    try {
      // A daemon that is silent while the gate listens times out.
      const patient = { deadlineMs: 10_000 };
      expect(await gate.ask("docker.ping", { host: "a" }, patient)).toMatchObject({ failure: "timeout" });
      const asked = daemon.requests.length;
      const answer = gate.ask("docker.ping", { host: "a" }, patient);
      await expect.poll(() => daemon.requests.length, { timeout: 5_000 }).toBeGreaterThan(asked);
      child.kill("SIGSTOP");
      const isOver = expect(answer).rejects.toMatchObject({ code: "busy" });
      // Past the deadline of the call.
      await setTimeout(GATE_DEADLINE_MS["docker.ping"] + 1_000);
      child.kill("SIGCONT");
      await isOver;
    } finally {
      await daemon.stop();
    }
  });

  test("under a supervisor ignores Ctrl-C, and ends when the supervisor dies", async () => {
    const child = start({ FOGHORN_SUPERVISED: "1" });
    await firstLine(child);
    child.kill("SIGINT");
    const gate = createGate(socketPath());
    expect(await gate.ask("gate.status", {}, { deadlineMs: 2_000 })).toMatchObject({ hosts: [] });
    child.stdin?.end();
    expect(await endOf(child)).toMatchObject({ code: 0 });
    expect(existsSync(socketPath())).toBe(false);
  });

  test("reads its file again on SIGHUP", async () => {
    const child = start();
    await firstLine(child);
    await writeFile(join(folder, "foghorn.yaml"), 'daemons: [{id: a, url: "unix:///nowhere/a.sock"}]');
    child.kill("SIGHUP");
    const ids = async () =>
      (await createGate(socketPath()).ask("gate.status", {}, { deadlineMs: 2_000 })).hosts.map(
        (host) => host.id,
      );
    await expect.poll(ids).toEqual(["a"]);
  });

  test("takes the place of one that was killed", async () => {
    const first = start();
    await firstLine(first);
    first.kill("SIGKILL");
    await endOf(first);
    expect(existsSync(socketPath())).toBe(true);
    expect(await firstLine(start())).toBe(`gate ready ${socketPath()}`);
  });

  test.each([
    ["a second one at the same socket", {}, /another gate listens/],
    ["no socket path", { FOGHORN_GATE_SOCKET: undefined }, /FOGHORN_GATE_SOCKET is not set/],
    [
      "a socket path that is too long",
      { FOGHORN_GATE_SOCKET: `/tmp/${"x".repeat(120)}` },
      /longer than 107 bytes/,
    ],
    ["no state directory", { FOGHORN_GATE_STATE_DIR: undefined }, /FOGHORN_GATE_STATE_DIR is not set/],
  ])("does not start with %s, and says so in a sentence", async (_name, env, words) => {
    await firstLine(start());
    const child = start(env);
    let said = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
    expect(await endOf(child)).toMatchObject({ code: 1 });
    await expect.poll(() => said).toMatch(words);
  });
});
