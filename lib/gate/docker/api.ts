import {
  Agent,
  type IncomingHttpHeaders,
  IncomingMessage,
  type OutgoingHttpHeaders,
  request,
} from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import Docker from "dockerode";
import type { DaemonLink } from "./daemon-link.ts";
import { ApiError, toApiError } from "./failure.ts";
import { parseJson } from "./json.ts";

export interface ApiAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface ApiCall {
  /** Built by the gate from constants, full ids and numbers; without version. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** "v1.41"; absent for `/_ping` alone. */
  readonly version?: string;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
  /** An action; without it everything is a GET. */
  readonly method?: "POST";
}

/** How long it took from the first byte towards the daemon, with the answer or with the failure. */
export type Timed<Value> =
  | { readonly ok: true; readonly durationMs: number; readonly value: Value }
  | { readonly ok: false; readonly durationMs: number; readonly error: ApiError };

export const ANSWER_LIMIT_BYTES = 33_554_432;
// What is read of an answer that is an error: its message, not its padding.
const ERROR_TEXT_LIMIT_BYTES = 16_384;
const ERROR_MESSAGE_LENGTH = 500;

/*
 * Two ways to a connection. A ping makes a new one: it is the question whether that is possible. All else, and most
 * pings of a host that is well, goes over kept ones, which cost the host no look at systemd and cannot start a daemon
 * that just left.
 */

/** Hands out the one socket that is there already: nothing else may connect. */
class OneSocketAgent extends Agent {
  readonly #socket: Socket;
  constructor(socket: Socket) {
    super({ keepAlive: false });
    this.#socket = socket;
  }
  override createConnection(): Duplex {
    return this.#socket;
  }
}

const KEPT_IDLE_MS = 20_000;
const KEPT_CONNECTIONS = 2;
// Inspects of containers with a stuck lock hang; the others must not wait for them.
const CONNECTION_LIMIT = 16;

/** Keeps connections that the link has opened, so each of them was permitted. */
export class LinkAgent extends Agent {
  readonly #link: DaemonLink;
  constructor(link: DaemonLink) {
    super({
      keepAlive: true,
      maxFreeSockets: KEPT_CONNECTIONS,
      maxSockets: CONNECTION_LIMIT,
      timeout: KEPT_IDLE_MS,
    });
    this.#link = link;
  }
  override createConnection(
    _options: unknown,
    done: (error: Error | null, socket: Duplex) => void,
  ): undefined {
    const failed = (error: Error) => done(error, undefined as never);
    this.#link.open(AbortSignal.timeout(OPEN_DEADLINE_MS)).then((socket) => done(null, socket), failed);
  }
}

const OPEN_DEADLINE_MS = 5_000;

/** What dockerode hands to its transport: path and query as it has built them. */
interface Outgoing {
  readonly path: string;
  readonly method: string;
  readonly headers: OutgoingHttpHeaders;
  readonly agent: Agent;
  readonly signal: AbortSignal;
}

type Done = (error: Error | null, answer: IncomingMessage | null) => void;

/**
 * In place of dockerode's own transport, which follows a redirect to any address a daemon names and
 * collects an error's body without limit. One request, one answer, whatever its status.
 */
function send(outgoing: Outgoing, _context: unknown, _body: unknown, done: Done): void {
  const { path, method, headers, agent, signal } = outgoing;
  // Without a body, said so: the daemon would wait for one.
  const whole = method === "GET" ? headers : { ...headers, "content-length": "0" };
  const sent = request({ path, method, headers: whole, agent, signal });
  sent.on("response", (answer) => done(null, answer));
  sent.on("error", (error) =>
    done(sent.reusedSocket && isReset(error) ? new StaleConnection() : error, null),
  );
  // Asked for by nobody; without a listener the connection would stay open until the deadline.
  sent.on("upgrade", (_answer, socket) => {
    socket.destroy();
    done(new ApiError("malformed", "the daemon switched to another protocol"), null);
  });
  sent.end();
}

/** A kept connection had ended in the meantime: that says nothing about the daemon of now. */
class StaleConnection extends Error {}

const isReset = (error: Error): boolean => toApiError(error).failure === "connection-reset";

type Asked = Pick<ApiCall, "path" | "query" | "version" | "method">;

/** What an action's call answers when it was done; 304 is "it was so already". */
const DONE = [200, 201, 204, 304];

function dial(agent: Agent, call: Asked, signal: AbortSignal): Promise<IncomingMessage> {
  const { modem } = new Docker({
    // Said explicitly: what is absent here dockerode takes from DOCKER_HOST and its siblings.
    host: undefined,
    port: undefined,
    socketPath: "/unused-the-agent-has-the-socket",
    protocol: "http",
    timeout: undefined,
    ca: undefined,
    cert: undefined,
    key: undefined,
    agent,
    ...(call.version === undefined ? {} : { version: call.version }),
  } as Docker.DockerOptions);
  Object.assign(modem, { buildRequest: send });
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const hasQuery = call.query !== undefined && Object.keys(call.query).length > 0;
  modem.dial(
    {
      path: hasQuery ? `${call.path}?` : call.path,
      ...(hasQuery
        ? { options: call.method ? { _query: { ...call.query }, _body: {} } : { ...call.query } }
        : {}),
      method: call.method ?? "GET",
      isStream: true,
      abortSignal: signal,
    },
    (error, answer) => {
      if (answer instanceof IncomingMessage) resolve(answer);
      else reject(error ?? new ApiError("malformed", "no answer and no error"));
    },
  );
  return promise;
}

async function readText(answer: IncomingMessage, limitBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limitBytes)
      throw new ApiError(
        "too-large",
        `the answer is larger than ${limitBytes} bytes and was not read further`,
      );
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

async function refusalOf(answer: IncomingMessage): Promise<ApiError> {
  const status = answer.statusCode ?? 0;
  const text = await readText(answer, ERROR_TEXT_LIMIT_BYTES).catch(() => "");
  return new ApiError("http-status", errorMessage(status, text), { status });
}

/** Docker's `{"message": …}`, podman's `cause`, or the plain text of a proxy. */
export function errorMessage(status: number, text: string): string {
  const fallback = text.trim().slice(0, ERROR_MESSAGE_LENGTH) || `status ${status} without a word`;
  try {
    const value = parseJson(text);
    const message =
      typeof value === "object" && value !== null && "message" in value ? value.message : undefined;
    return typeof message === "string" ? message.slice(0, ERROR_MESSAGE_LENGTH) : fallback;
  } catch {
    return fallback;
  }
}

/** Sends and reads one answer to its end. Throws whatever went wrong. */
async function exchange(
  link: DaemonLink,
  agent: Agent,
  call: Asked,
  signal: AbortSignal,
): Promise<ApiAnswer> {
  const answer = await dial(agent, call, signal);
  // A second listener for a failure between two reads of the body.
  answer.on("error", () => {});
  link.noteAnswer();
  const status = answer.statusCode ?? 0;
  const isGood = call.method === undefined ? status === 200 : DONE.includes(status);
  if (!isGood) throw await refusalOf(answer);
  return { status, headers: answer.headers, text: await readText(answer, ANSWER_LIMIT_BYTES) };
}

/** One GET without version over a socket of its own, answered before `signal` aborts. Throws whatever went wrong. */
export const exchangeAlone = (
  link: DaemonLink,
  socket: Socket,
  path: string,
  signal: AbortSignal,
): Promise<ApiAnswer> => exchange(link, new OneSocketAgent(socket), { path }, signal);

/**
 * One GET, or the POST of an action, through dockerode, with a deadline of its own; without `kept` over a fresh connection.
 *
 * A sick daemon is a value, not an exception: `failure` says how far it got. Any status but 200 is
 * `http-status`, redirects included; nothing is followed. Throws only the caller's abort reason.
 */
export async function callApi(link: DaemonLink, call: ApiCall, kept?: LinkAgent): Promise<Timed<ApiAnswer>> {
  const deadline = AbortSignal.timeout(call.deadlineMs);
  const signal = AbortSignal.any([deadline, call.signal]);
  let startedAt = performance.now();
  let fresh: Socket | undefined;
  const ask = async (): Promise<ApiAnswer> => {
    if (kept !== undefined) return exchange(link, kept, call, signal);
    fresh = await link.open(signal, () => {
      startedAt = performance.now();
    });
    return exchange(link, new OneSocketAgent(fresh), call, signal);
  };
  try {
    const value = await ask().catch((error: unknown) => {
      // Never of an action: nobody knows whether the daemon has read it.
      if (error instanceof StaleConnection && !signal.aborted && call.method === undefined) return ask();
      throw error;
    });
    return { ok: true, durationMs: performance.now() - startedAt, value };
  } catch (thrown) {
    call.signal.throwIfAborted();
    const durationMs = performance.now() - startedAt;
    if (deadline.aborted) {
      const silent = new ApiError("timeout", `no answer within ${call.deadlineMs} ms`);
      return { ok: false, durationMs, error: await link.explain(silent) };
    }
    return { ok: false, durationMs, error: await link.explain(thrown) };
  } finally {
    fresh?.destroy();
  }
}
