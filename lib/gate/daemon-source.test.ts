import { createHash } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { startTestGate, type TestGate, type TestGateOptions } from "./testing/running-gate.ts";

let gate: TestGate | undefined;
const servers: Server[] = [];
afterEach(async () => {
  await gate?.stop();
  gate = undefined;
  for (const server of servers.splice(0)) server.close();
});

const start = async (options: TestGateOptions): Promise<TestGate> => {
  gate = await startTestGate(options);
  return gate;
};
const status = () => (gate as TestGate).gate.ask("gate.status", {}, { deadlineMs: 2_000 });
const ids = async () => (await status()).hosts.map((host) => host.id);
const one = (id: string): string => `daemons: [{id: ${id}, url: "unix:///nowhere/${id}.sock"}]`;

describe("foghorn.yaml", () => {
  test("a bad file at the start leaves the gate running without a daemon, and says why", async () => {
    await start({ config: "daemons:\n  - {id: a, ulr: x}" });
    expect(await status()).toMatchObject({
      hosts: [],
      discovery: [],
      configProblems: [
        { line: 2, column: 13, hint: 'Did you mean "url"?' },
        { message: 'A daemon has no "url"' },
      ],
    });
  });

  test("is read again when it changes; a bad one leaves the old one in force", async () => {
    const { configure } = await start({ config: one("a") });
    expect(await ids()).toEqual(["a"]);
    await configure(
      "daemons: [{id: b, url: 'unix:///nowhere/b.sock'}, {id: a, url: 'unix:///nowhere/a.sock'}]",
    );
    await expect.poll(ids).toEqual(["b", "a"]);
    await configure("daemons: [");
    await expect.poll(async () => (await status()).configProblems.length).toBeGreaterThan(0);
    expect(await ids()).toEqual(["b", "a"]);
    await configure(one("b"));
    await expect.poll(ids).toEqual(["b"]);
    expect((await status()).configProblems).toEqual([]);
  });

  test.each(["", "# all gone\n\n"])(
    "that becomes empty (%j) takes no host away, and says so",
    async (text) => {
      const { configure } = await start({ config: one("a") });
      await configure(text);
      await expect
        .poll(async () => (await status()).configProblems)
        .toMatchObject([
          {
            message: "The file is empty; what was in force stays",
            hint: expect.stringContaining("daemons: []"),
          },
        ]);
      expect(await ids()).toEqual(["a"]);
      await configure("daemons: []\n");
      await expect.poll(ids).toEqual([]);
      expect((await status()).configProblems).toEqual([]);
    },
  );

  test("is read again when an editor puts another file in its place", async () => {
    const { configFile } = await start({ config: one("a") });
    for (const id of ["b", "c", "d"]) {
      await writeFile(`${configFile}~`, one(id));
      await rename(`${configFile}~`, configFile);
      await expect.poll(ids).toEqual([id]);
    }
  });

  test("SIGHUP reads it at once", async () => {
    const { configure, running } = await start({ config: one("a") });
    await configure(one("b"));
    await running.reread();
    expect(await ids()).toEqual(["b"]);
  });

  test("a daemon that stays is left alone, one whose address changes is opened anew", async () => {
    const { configure, running } = await start({ config: one("a") });
    const [before] = running.services.hosts.all();
    await configure(`${one("a").slice(0, -1)}, {id: b, url: "unix:///nowhere/b.sock"}]`);
    await expect.poll(ids).toEqual(["a", "b"]);
    expect(running.services.hosts.get("a")).toBe(before);
    await configure('daemons: [{id: a, url: "unix:///nowhere/other.sock"}]');
    await expect.poll(ids).toEqual(["a"]);
    expect(running.services.hosts.get("a")).not.toBe(before);
  });

  test("streams of a daemon that is no longer watched end", async () => {
    const { gate: client, configure } = await start({ config: one("a") });
    const { signal } = new AbortController();
    const kinds: string[] = [];
    const following = (async () => {
      for await (const frame of client.follow("spool.follow", { host: "a" }, { signal }))
        kinds.push(frame.kind);
    })();
    await expect.poll(() => kinds[0]).toBe("position");
    await configure(one("b"));
    await following;
    const again = client.follow("spool.follow", { host: "a" }, { signal })[Symbol.asyncIterator]();
    await expect(again.next()).rejects.toMatchObject({ code: "unknown-host" });
  });

  test("each change is told to whoever follows, and what it says is in the gate's log", async () => {
    const { gate: client, configure, logText } = await start({ config: one("a") });
    const stop = new AbortController();
    const seen: string[] = [];
    const following = (async () => {
      for await (const each of client.follow("gate.follow", {}, { signal: stop.signal }))
        seen.push(each.hosts.map((host) => host.id).join());
    })();
    await expect.poll(() => seen.at(-1)).toBe("a");
    await configure(one("z"));
    await expect.poll(() => seen.at(-1)).toBe("z");
    stop.abort();
    await following;
    await configure("nonsense: 1");
    await expect.poll(logText).toContain("config-refused");
    expect(await logText()).toContain("z unix:///nowhere/z.sock");
  });
});

async function listenAt(path: string): Promise<void> {
  const server = createServer((socket) => socket.on("error", () => {}));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(path, resolve));
}

const tries = async () => (await status()).discovery;

describe("without a file", () => {
  test("the default socket is looked for, and a missing one comes with a verdict and a command", async () => {
    await start({});
    await expect.poll(async () => (await tries()).length).toBe(1);
    expect(await tries()).toMatchObject([
      {
        origin: "default socket",
        rungs: [{ name: "connect", ok: false, text: "socket missing" }],
        command: "systemctl status docker.service docker.socket",
      },
    ]);
    expect(await ids()).toEqual([]);
  });

  test("rootless sockets are found by user, and stay watched when they go", async () => {
    const runDir = `/tmp/fr-${process.pid}`;
    await mkdir(join(runDir, "user", "1000"), { recursive: true });
    await mkdir(join(runDir, "user", "1001"), { recursive: true });
    await listenAt(join(runDir, "user", "1000", "docker.sock"));
    try {
      await start({ runDir });
      await expect.poll(ids).toEqual(["rootless-1000"]);
      await expect
        .poll(async () => (await tries()).map((each) => each.origin).sort(), { timeout: 8_000 })
        .toEqual(["default socket", "rootless socket of uid 1000", "rootless socket of uid 1001"]);
      expect((await tries()).find((each) => each.url.includes("1001"))?.command).toContain(
        "enable-linger 1001",
      );
    } finally {
      await rm(runDir, { recursive: true, force: true });
    }
  });

  test("DOCKER_HOST wins over a context and is watched whatever it answers", async () => {
    await start({ env: { DOCKER_HOST: "unix:///nowhere/docker.sock", DOCKER_CONTEXT: "prod" } });
    await expect.poll(ids).toEqual(["local"]);
    await expect
      .poll(async () => (await tries())[0])
      .toMatchObject({
        origin: "DOCKER_HOST",
        hostId: "local",
        rungs: [{ name: "connect", ok: false }],
        verdict: "There is no socket at this path.",
      });
  });

  test("plain TCP out of the environment is not connected to: that takes a file that says insecure", async () => {
    await start({ env: { DOCKER_HOST: "tcp://127.0.0.1:2375" } });
    await expect.poll(async () => (await tries()).length).toBe(2);
    expect((await tries())[0]).toMatchObject({
      url: "tcp://127.0.0.1:2375",
      verdict: expect.stringContaining("insecure: true"),
    });
    expect(await ids()).toEqual([]);
  });

  test("the current docker context is read from its files", async () => {
    const home = `/tmp/fc-${process.pid}`;
    const folder = join(home, "contexts", "meta", createHash("sha256").update("Prod EU").digest("hex"));
    await mkdir(folder, { recursive: true });
    await writeFile(join(home, "config.json"), JSON.stringify({ currentContext: "Prod EU", auths: {} }));
    await writeFile(
      join(folder, "meta.json"),
      JSON.stringify({
        Name: "Prod EU",
        Metadata: {},
        Endpoints: { docker: { Host: "unix:///nowhere/prod.sock" } },
      }),
    );
    try {
      await start({ env: { DOCKER_CONFIG: home } });
      await expect.poll(ids).toEqual(["prod-eu"]);
      await expect.poll(async () => (await tries())[0]?.origin).toBe("docker context Prod EU");
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  });

  test("a file that appears ends the search, and one that goes begins it again", async () => {
    const { configure, configFile } = await start({ env: { DOCKER_HOST: "unix:///nowhere/docker.sock" } });
    await expect.poll(ids).toEqual(["local"]);
    await configure(one("a"));
    await expect.poll(ids).toEqual(["a"]);
    expect((await status()).discovery).toEqual([]);
    await rm(configFile);
    await expect.poll(ids).toEqual(["local"]);
  });
});
