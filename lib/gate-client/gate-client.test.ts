import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { encodeFrame, encodeJson } from "../gate-protocol/frames.ts";
import { encodeValue } from "../gate-protocol/values.ts";
import { createGate } from "./gate-client.ts";

// The other end is scripted: these are the answers that the real gate never gives.

let folder: string;
let socketPath: string;
let server: Server | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fh-client-"));
  socketPath = join(folder, "g.sock");
});
afterEach(async () => {
  server?.close();
  server = undefined;
  await rm(folder, { recursive: true });
});

async function answering(script: (socket: Socket, request: unknown) => void): Promise<void> {
  server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", (line) => script(socket, JSON.parse(line.toString())));
  }).listen(socketPath);
  await once(server, "listening");
}

const ping = { ok: true, durationMs: 1, reading: { engine: "docker" } };

describe("asking the gate", () => {
  test("sends one request line with the host beside the arguments", async () => {
    const seen: unknown[] = [];
    await answering((socket, request) => {
      seen.push(request);
      socket.end(encodeJson("json", ping));
    });
    await expect(
      createGate(socketPath).ask("docker.ping", { host: "web-1" }, { deadlineMs: 1_000 }),
    ).resolves.toEqual(ping);
    expect(seen).toEqual([{ v: 1, op: "docker.ping", host: "web-1", args: {} }]);
  });

  test("puts an answer larger than one frame together again", async () => {
    const names = Array.from({ length: 40_000 }, (_, n) => ({ name: `container-number-${n}`, address: "ä" }));
    const frames = encodeValue({ ok: true, durationMs: 1, reading: names });
    expect(frames.length).toBeGreaterThan(1);
    await answering((socket) => {
      for (const frame of frames) socket.write(frame);
    });
    const answer = await createGate(socketPath).ask(
      "docker.containers",
      { host: "web-1" },
      { deadlineMs: 5_000 },
    );
    expect(answer).toMatchObject({ ok: true, reading: { length: 40_000 } });
  });

  test("a refusal carries the code of the error frame", async () => {
    await answering((socket) =>
      socket.end(encodeJson("error", { code: "unknown-host", message: "no host web-1" })),
    );
    await expect(
      createGate(socketPath).ask("docker.ping", { host: "web-1" }, { deadlineMs: 1_000 }),
    ).rejects.toMatchObject({ name: "GateRefusal", code: "unknown-host", message: "no host web-1" });
  });

  test.each([
    { name: "silent", script: () => {}, message: /within 60 ms/ },
    { name: "that closes without a word", script: (socket: Socket) => socket.end(), message: /closed/ },
    {
      name: "that announces a frame over 1 MiB",
      script: (socket: Socket) => socket.write(Buffer.from([0x7f, 0xff, 0xff, 0xff, 0])),
      message: /over 1 MiB/,
    },
    {
      name: "that breaks off inside a frame",
      script: (socket: Socket) => socket.end(encodeJson("json", ping).subarray(0, 20)),
      message: /closed/,
    },
  ])("a gate $name is down", async ({ script, message }) => {
    await answering(script);
    const error = await createGate(socketPath)
      .ask("docker.ping", { host: "web-1" }, { deadlineMs: 60 })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "gate-down", message: expect.stringMatching(message) });
  });

  test("a missing socket is a gate that is down", async () => {
    await expect(createGate(socketPath).ask("gate.status", {}, { deadlineMs: 500 })).rejects.toMatchObject({
      code: "gate-down",
    });
  });

  test("an aborted question ends at once and closes the connection", async () => {
    const closed = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    await answering((socket) => {
      socket.on("close", () => closed.resolve());
      asked.resolve();
    });
    const stop = new AbortController();
    const answer = createGate(socketPath).ask(
      "docker.ping",
      { host: "web-1" },
      { deadlineMs: 9_000, signal: stop.signal },
    );
    await asked.promise;
    stop.abort();
    await expect(answer).rejects.toMatchObject({ name: "AbortError" });
    await closed.promise;
  });
});

describe("following the gate", () => {
  test("yields value after value and returns at the end frame", async () => {
    await answering((socket) => {
      socket.write(encodeJson("json", { kind: "lines", lines: [] }));
      socket.write(encodeJson("json", { kind: "ended", reason: "exited" }));
      socket.end(encodeFrame("end", Buffer.alloc(0)));
    });
    const kinds: string[] = [];
    for await (const frame of createGate(socketPath).follow(
      "container.logs",
      { host: "web-1", id: "a".repeat(64), tail: 0, follow: true },
      { signal: new AbortController().signal },
    ))
      kinds.push(frame.kind);
    expect(kinds).toEqual(["lines", "ended"]);
  });

  test("throws gate-down when the gate goes in the middle, and returns quietly when aborted", async () => {
    const sockets: Socket[] = [];
    await answering((socket) => {
      sockets.push(socket);
      socket.write(encodeJson("json", { version: "1" }));
    });
    const gate = createGate(socketPath);
    const broken = gate.follow("gate.follow", {}, { signal: new AbortController().signal });
    const reading = broken[Symbol.asyncIterator]();
    await reading.next();
    sockets[0]?.destroy();
    await expect(reading.next()).rejects.toMatchObject({ code: "gate-down" });

    const stop = new AbortController();
    let seen = 0;
    for await (const _ of gate.follow("gate.follow", {}, { signal: stop.signal })) {
      seen += 1;
      stop.abort();
    }
    expect(seen).toBe(1);
  });

  test("a consumer that pauses stops the sender", async () => {
    const frame = encodeJson("json", { version: "x".repeat(60_000) });
    const sent = { count: 0, blocked: Promise.withResolvers<void>() };
    await answering((socket) => {
      const more = () => {
        while (socket.write(frame)) sent.count += 1;
        sent.blocked.resolve();
      };
      socket.on("drain", more);
      more();
    });
    const stop = new AbortController();
    const reading = createGate(socketPath)
      .follow("gate.follow", {}, { signal: stop.signal })
      [Symbol.asyncIterator]();
    await reading.next();
    await sent.blocked.promise;
    // Nobody reads now: what is under way ends with the kernel's and the streams' buffers, far below 8 MiB.
    let before = -1;
    await expect
      .poll(
        () => {
          const isStill = before === sent.count;
          before = sent.count;
          return isStill;
        },
        { interval: 100 },
      )
      .toBe(true);
    expect(sent.count).toBeLessThan(130);
    stop.abort();
    await reading.next();
  });
});
