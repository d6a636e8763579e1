import { existsSync } from "node:fs";
import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createGate } from "../gate-client/gate-client.ts";
import { endOf, firstLine, openGateProcess } from "./testing/gate-process.ts";

// A whole process starts in each; on a busy machine that alone takes seconds.
describe("the gate process", { timeout: 90_000 }, () => {
  test("says where it listens, and keeps what it has to itself", async () => {
    await using gateProcess = await openGateProcess();
    const child = gateProcess.start();
    expect(await firstLine(child)).toBe(`gate ready ${gateProcess.socketPath}`);
    const status = await createGate(gateProcess.socketPath).ask("gate.status", {}, { deadlineMs: 10_000 });
    expect(status).toMatchObject({ version: expect.stringMatching(/^\d+\.\d+\.\d+/), hosts: [] });
    expect((await stat(join(gateProcess.folder, "state"))).mode & 0o777).toBe(0o700);
    for (const file of ["gate.log", "redaction-key"])
      expect((await stat(join(gateProcess.folder, "state", file))).mode & 0o777).toBe(0o600);
  });

  test("ends within 2 s of SIGTERM, and its socket goes with it", async () => {
    await using gateProcess = await openGateProcess();
    const child = gateProcess.start();
    await firstLine(child);
    const stop = new AbortController();
    const following = createGate(gateProcess.socketPath)
      .follow("gate.follow", {}, { signal: stop.signal })
      [Symbol.asyncIterator]();
    await following.next();
    // What it says of its hosts meanwhile may still come.
    const toTheEnd = async () => {
      while (!(await following.next()).done);
    };
    const broken = expect(toTheEnd()).rejects.toMatchObject({ code: "gate-down" });
    child.kill("SIGTERM");
    const { code, afterMs } = await endOf(child);
    await broken;
    expect(code).toBe(0);
    expect(afterMs).toBeLessThan(2_000);
    expect(existsSync(gateProcess.socketPath)).toBe(false);
  });

  test("under a supervisor ignores Ctrl-C, and ends when the supervisor dies", async () => {
    await using gateProcess = await openGateProcess();
    const child = gateProcess.start({ FOGHORN_SUPERVISED: "1" });
    await firstLine(child);
    child.kill("SIGINT");
    const gate = createGate(gateProcess.socketPath);
    expect(await gate.ask("gate.status", {}, { deadlineMs: 10_000 })).toMatchObject({ hosts: [] });
    child.stdin?.end();
    expect(await endOf(child)).toMatchObject({ code: 0 });
    expect(existsSync(gateProcess.socketPath)).toBe(false);
  });

  test("reads its file again on SIGHUP", async () => {
    await using gateProcess = await openGateProcess();
    const child = gateProcess.start();
    await firstLine(child);
    await writeFile(
      join(gateProcess.folder, "foghorn.yaml"),
      'daemons: [{id: a, url: "unix:///nowhere/a.sock"}]',
    );
    child.kill("SIGHUP");
    const ids = async () =>
      (await createGate(gateProcess.socketPath).ask("gate.status", {}, { deadlineMs: 10_000 })).hosts.map(
        (host) => host.id,
      );
    await expect.poll(ids).toEqual(["a"]);
  });

  test("takes the place of one that was killed", async () => {
    await using gateProcess = await openGateProcess();
    const first = gateProcess.start();
    await firstLine(first);
    first.kill("SIGKILL");
    await endOf(first);
    expect(existsSync(gateProcess.socketPath)).toBe(true);
    expect(await firstLine(gateProcess.start())).toBe(`gate ready ${gateProcess.socketPath}`);
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
    await using gateProcess = await openGateProcess();
    await firstLine(gateProcess.start());
    const child = gateProcess.start(env);
    let said = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
    expect(await endOf(child)).toMatchObject({ code: 1 });
    await expect.poll(() => said).toMatch(words);
  });
});
