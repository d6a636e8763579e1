import type { Socket } from "node:net";
import { errorMessage } from "./api.ts";
import type { DaemonLink } from "./daemon-link.ts";
import { ApiError, toApiError } from "./failure.ts";
import { createByteSource, readBody, readUntil } from "./http-body.ts";
import { parseHead } from "./http-head.ts";

/*
 * The reader of endless answers (events, logs): less memory than the http module, no inactivity timeout,
 * and a consumer that does not ask for more stops the socket.
 */

export interface RawAnswer {
  readonly headers: ReadonlyMap<string, string>;
  /** Ends cleanly at the body's end; throws ApiError when it breaks off, and after an abort. */
  readonly body: AsyncIterable<Buffer>;
}

const HEAD_LIMIT_BYTES = 16_384;
const HEAD_DEADLINE_MS = 10_000;
const ERROR_TEXT_LIMIT_BYTES = 16_384;

/** Only what the gate builds itself ever gets here; a line break would be a second request. */
function requestFor(path: string): string {
  if (!/^\/[\x21-\x7e]*$/.test(path)) throw new RangeError(`not a path: ${path.slice(0, 80)}`);
  return `GET ${path} HTTP/1.1\r\nHost: docker\r\nUser-Agent: foghorn\r\nConnection: close\r\n\r\n`;
}

async function textOf(body: AsyncIterable<Buffer>): Promise<string> {
  let text = "";
  for await (const bytes of body) {
    text += bytes.toString("latin1");
    if (text.length > ERROR_TEXT_LIMIT_BYTES) break;
  }
  return Buffer.from(text, "latin1").toString("utf8");
}

async function* guarded(body: AsyncIterable<Buffer>, socket: Socket): AsyncGenerator<Buffer> {
  try {
    yield* body;
  } catch (error) {
    throw toApiError(error);
  } finally {
    socket.destroy();
  }
}

/**
 * GET `path` over a fresh connection and hand out the body as it comes. `signal` ends it at any time.
 *
 * Errors: ApiError; the head has 10 s (`timeout`); any status but 200 is `http-status`.
 */
export async function getRaw(link: DaemonLink, path: string, signal: AbortSignal): Promise<RawAnswer> {
  const request = requestFor(path);
  const deadline = AbortSignal.timeout(HEAD_DEADLINE_MS);
  const socket = await link.open(AbortSignal.any([signal, deadline]));
  const abort = () => socket.destroy();
  signal.addEventListener("abort", abort, { once: true });
  deadline.addEventListener("abort", abort, { once: true });
  socket.once("close", () => signal.removeEventListener("abort", abort));
  try {
    socket.write(request);
    const source = createByteSource(socket);
    const head = parseHead(await readUntil(source, "\r\n\r\n", HEAD_LIMIT_BYTES));
    link.noteAnswer();
    const body = readBody(source, head.framing);
    if (head.status === 200) return { headers: head.headers, body: guarded(body, socket) };
    const text = await textOf(body).catch(() => "");
    throw new ApiError("http-status", errorMessage(head.status, text), { status: head.status });
  } catch (error) {
    socket.destroy();
    signal.throwIfAborted();
    if (deadline.aborted)
      throw await link.explain(new ApiError("timeout", `no answer within ${HEAD_DEADLINE_MS} ms`));
    throw await link.explain(error);
  } finally {
    deadline.removeEventListener("abort", abort);
  }
}
