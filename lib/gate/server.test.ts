import { once } from "node:events";
import { stat } from "node:fs/promises";
import { connect } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { ACTION_VERBS } from "../domain/action.ts";
import { createFrameReader, type Frame, REQUEST_LIMIT_BYTES } from "../gate-protocol/frames.ts";
import { isOperationName, operations } from "../gate-protocol/operations.ts";
import { policy } from "./policy.ts";
import { startTestGate, type TestGate } from "./testing/running-gate.ts";

let gate: TestGate | undefined;
afterEach(async () => {
  await gate?.stop();
  gate = undefined;
});

/** What the gate answers to bytes that our own client never sends. */
async function send(bytes: string | Buffer): Promise<readonly Frame[]> {
  gate ??= await startTestGate({ config: "daemons: []" });
  const socket = connect(gate.socketPath);
  socket.on("error", () => {});
  const reader = createFrameReader();
  const frames: Frame[] = [];
  socket.on("data", (chunk) => frames.push(...reader.push(chunk)));
  socket.write(bytes);
  await once(socket, "close");
  return frames;
}

const errorOf = (frames: readonly Frame[]): { code?: string; message?: string } =>
  frames[0]?.type === "error" ? JSON.parse(frames[0].payload.toString()) : {};

const request = (op: string, args: unknown, more: object = {}): string =>
  `${JSON.stringify({ v: 1, op, args, ...more })}\n`;

describe("the gate's socket", () => {
  test("belongs to its user alone", async () => {
    gate = await startTestGate({ config: "daemons: []" });
    expect((await stat(gate.socketPath)).mode & 0o777).toBe(0o600);
  });

  test("answers one operation, says that there is no more, and closes", async () => {
    const frames = await send(request("gate.status", {}));
    expect(frames.map((frame) => frame.type)).toEqual(["json", "end"]);
  });

  test("is not taken over from a gate that lives", async () => {
    gate = await startTestGate({ config: "daemons: []" });
    const { listenForOperations } = await import("./server.ts");
    const { services } = gate.running;
    const log = { write: () => {}, close: () => {} };
    await expect(listenForOperations({ socketPath: gate.socketPath, services, log })).rejects.toThrow(
      /another gate listens/,
    );
  });
});

describe("what is not an operation", () => {
  test.each([
    ["an unknown operation", request("docker.exec", { host: "h" }), "unknown-operation"],
    ["a Docker path", request("GET /containers/json", {}), "unknown-operation"],
    ["a name out of the prototype", request("constructor", {}), "unknown-operation"],
    ["no JSON", "hello\n", "bad-request"],
    ["another version", '{"v":2,"op":"gate.status","args":{}}\n', "bad-request"],
    ["a field too many", request("gate.status", {}, { path: "/info" }), "bad-request"],
    ["an argument too many", request("docker.info", { path: "/info" }, { host: "h" }), "bad-request"],
    ["an argument of another type", request("docker.ping", {}, { host: 7 }), "bad-request"],
    ["a host that is a path", request("docker.ping", {}, { host: "../x" }), "bad-request"],
    ["a host nobody configured", request("docker.ping", {}, { host: "nobody" }), "unknown-host"],
    ["a short container id", request("docker.inspect", { id: "abc" }, { host: "h" }), "bad-request"],
    [
      "an id with a path",
      request("docker.inspect", { id: `${"a".repeat(60)}/../` }, { host: "h" }),
      "bad-request",
    ],
    ["two requests at once", request("gate.status", {}) + request("gate.status", {}), "bad-request"],
    [
      "more lines of a log than allowed",
      request("container.logs", { id: "a".repeat(64), tail: 5_001, follow: false }, { host: "h" }),
      "bad-request",
    ],
    ["a line over 64 KiB", `${"x".repeat(REQUEST_LIMIT_BYTES + 1)}\n`, "bad-request"],
  ])("%s is refused with its code, and the refusal is in the gate's own log", async (_name, bytes, code) => {
    const frames = await send(bytes);
    expect(errorOf(frames).code).toBe(code);
    const logged =
      (await gate?.logText())
        ?.trim()
        .split("\n")
        .map((line) => JSON.parse(line)) ?? [];
    expect(logged.at(-1)).toMatchObject({ kind: "refused", code });
  });
});

describe("the policy", () => {
  test("has a line for each operation of the protocol, of the same class, and none beyond", () => {
    expect(Object.keys(policy).sort()).toEqual(Object.keys(operations).sort());
    for (const [name, line] of Object.entries(policy)) {
      expect(isOperationName(name)).toBe(true);
      if (isOperationName(name)) expect(line.class).toBe(operations[name].class);
    }
  });

  test("has nothing that changes a host but the verbs", () => {
    const acting = Object.entries(policy).filter(([, line]) => line.class !== "R" && line.class !== "R!");
    expect(acting.map(([name]) => name).sort()).toEqual([...ACTION_VERBS].sort());
  });

  test.each(ACTION_VERBS)("%s is refused without a configuration, whatever its arguments", async (verb) => {
    gate = await startTestGate({ config: "daemons: []" });
    const { createGate } = await import("../gate-client/gate-client.ts");
    const client = createGate(gate.socketPath);
    const asked = client.ask(verb, { host: "web-1" } as never, { deadlineMs: 5_000 });
    await expect(asked).rejects.toMatchObject({ code: "not-allowed" });
  });
});

describe("connections", () => {
  test("beyond the limit are told so, and there is room again when one goes", async () => {
    gate = await startTestGate({ config: "daemons: []" });
    const { listenForOperations } = await import("./server.ts");
    const socketPath = `${gate.folder}/small.sock`;
    const log = { write: () => {}, close: () => {} };
    const { services } = gate.running;
    const small = await listenForOperations({ socketPath, services, log, connectionLimit: 2 });
    const { createGate } = await import("../gate-client/gate-client.ts");
    const client = createGate(socketPath);
    const stop = new AbortController();
    const open = [1, 2].map(() =>
      client.follow("gate.follow", {}, { signal: stop.signal })[Symbol.asyncIterator](),
    );
    await Promise.all(open.map((follower) => follower.next()));
    await expect(client.ask("gate.status", {}, { deadlineMs: 1_000 })).rejects.toMatchObject({
      code: "busy",
    });
    stop.abort();
    await Promise.all(open.map((follower) => follower.next()));
    await expect
      .poll(() =>
        client.ask("gate.status", {}, { deadlineMs: 1_000 }).then(
          (status) => status.version,
          () => "busy",
        ),
      )
      .toBe("0.0.0-test");
    await small.close();
  });

  test("that say nothing are closed", async () => {
    gate = await startTestGate({ config: "daemons: []" });
    const socket = connect(gate.socketPath);
    const frames: Frame[] = [];
    const reader = createFrameReader();
    socket.on("data", (chunk) => frames.push(...reader.push(chunk)));
    await once(socket, "close");
    expect(errorOf(frames).code).toBe("bad-request");
  });

  test("a client that goes ends its stream in the gate", async () => {
    gate = await startTestGate({ config: "daemons: []" });
    const ended = Promise.withResolvers<void>();
    const { services } = gate.running;
    const watched = {
      ...services,
      onStatusChange: (listener: () => void) => {
        const stop = services.onStatusChange(listener);
        return () => {
          stop();
          ended.resolve();
        };
      },
    };
    const { listenForOperations } = await import("./server.ts");
    const socketPath = `${gate.folder}/gone.sock`;
    const server = await listenForOperations({
      socketPath,
      services: watched,
      log: { write: () => {}, close: () => {} },
    });
    const socket = connect(socketPath);
    socket.write(request("gate.follow", {}));
    await once(socket, "data");
    socket.destroy();
    await ended.promise;
    await server.close();
  });
});
