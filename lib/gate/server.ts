import { once } from "node:events";
import { chmod, rm } from "node:fs/promises";
import { connect, createServer, type Server, type Socket } from "node:net";
import { ACTION_VERBS } from "../domain/action.ts";
import { encodeFrame, encodeJson, HEARTBEAT_MS } from "../gate-protocol/frames.ts";
import { isOperationName, type OperationName, operations } from "../gate-protocol/operations.ts";
import { argumentsOf, RequestLine } from "../gate-protocol/request.ts";
import { encodeValue } from "../gate-protocol/values.ts";
import type { ActionDesk } from "./actions/action-desk.ts";
import { GateError, toGateError } from "./gate-error.ts";
import type { GateLog } from "./gate-log.ts";
import { type Pauses, watchPauses } from "./pauses.ts";
import { type PolicyLine, policy } from "./policy.ts";
import { readRequestLine } from "./request-line.ts";
import type { GateServices } from "./services.ts";

export interface GateServer {
  /** Stops listening and ends every operation. */
  readonly close: () => Promise<void>;
}

// One console asks about 15 things at once per host and follows two streams; 512 is 25 hosts in full motion.
const CONNECTION_LIMIT = 512;

const FINISH_MS = 5_000;
const MESSAGE_LENGTH = 1_000;

interface ParsedRequest {
  readonly name: OperationName;
  readonly args: unknown;
}

/** Throws GateError for whatever is not exactly one operation with arguments of its shape. */
export function parseRequest(line: string, assertAllowed: ActionDesk["assertAllowed"]): ParsedRequest {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new GateError("bad-request", "the request line is not JSON");
  }
  const request = RequestLine.safeParse(value);
  if (!request.success) throw new GateError("bad-request", issueText("request", request.error.issues[0]));
  const { op } = request.data;
  if (!isOperationName(op)) throw new GateError("unknown-operation", `there is no operation ${op}`);
  const verb = ACTION_VERBS.find((known) => known === op);
  if (policy[op].class !== "R" && policy[op].class !== "R!") {
    // Before its arguments are looked at: what is not listed does not exist.
    if (verb === undefined) throw new GateError("not-allowed", `${op} is no verb`);
    assertAllowed(verb, request.data.host ?? "");
  }
  const args = operations[op].args.safeParse(argumentsOf(request.data));
  if (!args.success) throw new GateError("bad-request", issueText(op, args.error.issues[0]));
  return { name: op, args: args.data };
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

const issueText = (where: string, issue: Issue | undefined): string =>
  `${[where, ...(issue?.path ?? [])].map(String).join(".").slice(0, 120)}: ${issue?.message ?? "wrong shape"}`;

/** Writes with backpressure: resolves once the socket takes more, or when the client is gone. */
async function write(socket: Socket, bytes: Buffer, signal: AbortSignal): Promise<void> {
  if (signal.aborted || socket.destroyed || socket.write(bytes)) return;
  await once(socket, "drain", { signal }).catch(() => {});
}

async function answer(
  socket: Socket,
  { name, args }: ParsedRequest,
  services: GateServices,
  pauses: Pauses,
  signal: AbortSignal,
): Promise<void> {
  // One line for all: the table's types hold per operation, and `args` was parsed by that operation's schema.
  const { handle } = policy[name] as PolicyLine<OperationName>;
  const result = (handle as (args: unknown, services: GateServices, signal: AbortSignal) => unknown)(
    args,
    services,
    signal,
  );
  if (operations[name].answer === "one") {
    const askedAt = performance.now();
    const value = await result;
    // The deadlines of a process that was stopped pass while it cannot hear the answers.
    if (isTimeout(value) && pauses.since(askedAt))
      throw new GateError("busy", "the gate itself stood still while it waited for the answer");
    for (const frame of encodeValue(value)) await write(socket, frame, signal);
    return;
  }
  const heart = name === "gate.follow" ? setInterval(() => socket.write(HEARTBEAT), HEARTBEAT_MS) : undefined;
  try {
    for await (const value of result as AsyncIterable<unknown>) {
      for (const frame of encodeValue(value)) await write(socket, frame, signal);
      if (signal.aborted) return;
    }
  } finally {
    clearInterval(heart);
  }
}

const HEARTBEAT = encodeFrame("bytes", Buffer.alloc(0));

const isTimeout = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "failure" in value && value.failure === "timeout";

/** The last bytes of a connection; a client that does not read them is not waited for. */
function finish(socket: Socket, bytes: Buffer): void {
  socket.setTimeout(FINISH_MS, () => socket.destroy());
  socket.end(bytes);
}

async function serve(socket: Socket, services: GateServices, pauses: Pauses, log: GateLog): Promise<void> {
  const gone = new AbortController();
  socket.on("close", () => gone.abort());
  socket.on("error", () => socket.destroy());
  let asked = "";
  try {
    const line = await readRequestLine(socket);
    asked = line.slice(0, 200);
    await answer(socket, parseRequest(line, services.actions.assertAllowed), services, pauses, gone.signal);
    finish(socket, encodeFrame("end", Buffer.alloc(0)));
  } catch (thrown) {
    if (gone.signal.aborted) return;
    const { code, message } = toGateError(thrown);
    log.write(
      code === "internal"
        ? { kind: "failed", what: asked, message }
        : { kind: "refused", code, request: asked, message },
    );
    finish(socket, encodeJson("error", { code, message: message.slice(0, MESSAGE_LENGTH) }));
  }
}

/** Refuses to take over a socket behind which another gate lives; removes what a crashed one left. */
async function clearSocketPath(socketPath: string): Promise<void> {
  const probe = connect(socketPath);
  const isAlive = await once(probe, "connect").then(
    () => true,
    () => false,
  );
  probe.destroy();
  if (isAlive) throw new Error(`another gate listens at ${socketPath}`);
  await rm(socketPath, { force: true });
}

/**
 * Listens at `socketPath` (0600) for operations, one per connection.
 * A client that goes aborts its operation. Throws when the path is taken or cannot be made.
 */
export async function listenForOperations(options: {
  readonly socketPath: string;
  readonly services: GateServices;
  readonly log: GateLog;
  readonly connectionLimit?: number;
}): Promise<GateServer> {
  const { socketPath, services, log } = options;
  const sockets = new Set<Socket>();
  const pauses = watchPauses();
  const limit = options.connectionLimit ?? CONNECTION_LIMIT;
  const server: Server = createServer((socket) => {
    if (sockets.size >= limit) {
      socket.on("error", () => socket.destroy());
      socket.resume();
      const message = `${limit} operations are under way`;
      log.write({ kind: "refused", code: "busy", request: "", message });
      finish(socket, encodeJson("error", { code: "busy", message }));
      return;
    }
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    void serve(socket, services, pauses, log);
  });
  await clearSocketPath(socketPath);
  // Nobody may come in between bind and chmod.
  const before = process.umask(0o177);
  server.listen(socketPath);
  process.umask(before);
  await once(server, "listening");
  await chmod(socketPath, 0o600);
  return {
    async close() {
      const closed = once(server, "close");
      server.close();
      pauses.stop();
      for (const socket of sockets) socket.destroy();
      await closed;
      await rm(socketPath, { force: true });
    },
  };
}
