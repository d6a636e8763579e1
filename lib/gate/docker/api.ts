import { Agent, type IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import Docker from "dockerode";
import type { DaemonLink } from "./daemon-link.ts";
import { ApiError } from "./failure.ts";
import { parseJson } from "./json.ts";

export interface ApiAnswer {
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
}

/** How long it took from the first byte towards the daemon, with the answer or with the failure. */
export type Timed<Value> =
  | { readonly ok: true; readonly durationMs: number; readonly value: Value }
  | { readonly ok: false; readonly durationMs: number; readonly error: ApiError };

export const ANSWER_LIMIT_BYTES = 33_554_432;
// What is read of an answer that is an error: its message, not its padding.
const ERROR_TEXT_LIMIT_BYTES = 16_384;
const ERROR_MESSAGE_LENGTH = 500;

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

// Every status counts as an answer to dockerode, which otherwise reads an error's body without any limit.
const EVERY_STATUS: Readonly<Record<number, true>> = Object.fromEntries(
  Array.from({ length: 900 }, (_, index) => [index + 100, true]),
);

function dial(socket: Socket, call: ApiCall, signal: AbortSignal): Promise<IncomingMessage> {
  const modem = new Docker({
    // Said explicitly: what is absent here dockerode takes from DOCKER_HOST and its siblings.
    host: undefined,
    port: undefined,
    socketPath: "/unused-the-agent-has-the-socket",
    protocol: "http",
    timeout: undefined,
    ca: undefined,
    cert: undefined,
    key: undefined,
    agent: new OneSocketAgent(socket),
    ...(call.version === undefined ? {} : { version: call.version }),
  } as Docker.DockerOptions).modem;
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const hasQuery = call.query !== undefined && Object.keys(call.query).length > 0;
  modem.dial(
    {
      path: hasQuery ? `${call.path}?` : call.path,
      ...(hasQuery ? { options: { ...call.query } } : {}),
      method: "GET",
      isStream: true,
      statusCodes: EVERY_STATUS,
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

/**
 * One GET over a fresh connection, through dockerode, with a deadline of its own.
 *
 * A sick daemon is a value, not an exception: `failure` says how far it got. Any status but 200 is
 * `http-status`, redirects included; nothing is followed. Throws only the caller's abort reason.
 */
export async function callApi(link: DaemonLink, call: ApiCall): Promise<Timed<ApiAnswer>> {
  const deadline = AbortSignal.timeout(call.deadlineMs);
  const signal = AbortSignal.any([deadline, call.signal]);
  let startedAt = performance.now();
  let socket: Socket | undefined;
  try {
    socket = await link.open(signal, () => {
      startedAt = performance.now();
    });
    const answer = await dial(socket, call, signal);
    // A second listener for a failure between two reads of the body.
    answer.on("error", () => {});
    link.noteAnswer();
    if (answer.statusCode !== 200) throw await refusalOf(answer);
    const text = await readText(answer, ANSWER_LIMIT_BYTES);
    return { ok: true, durationMs: performance.now() - startedAt, value: { headers: answer.headers, text } };
  } catch (thrown) {
    call.signal.throwIfAborted();
    const durationMs = performance.now() - startedAt;
    const silent = () => new ApiError("timeout", `no answer within ${call.deadlineMs} ms`);
    if (thrown instanceof ApiError && socket === undefined && !deadline.aborted)
      return { ok: false, durationMs, error: thrown };
    const error = await link.explain(deadline.aborted ? silent() : thrown);
    return { ok: false, durationMs, error };
  } finally {
    socket?.destroy();
  }
}
