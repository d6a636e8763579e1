import { ApiError } from "./failure.ts";
import type { HttpHead } from "./http-head.ts";

/*
 * The body as it comes, cut out of its framing. Chunk sizes are untrusted: nothing is allocated by them,
 * slices of what arrived are handed on.
 */

const CHUNK_LINE_LIMIT_BYTES = 256;
const TRAILER_LIMIT_BYTES = 16_384;
const CHUNK_SIZE = /^([0-9a-fA-F]{1,8})[ \t]*(?:;.*)?$/;

const brokenOff = (): ApiError => new ApiError("connection-reset", "the answer broke off in the middle");

/** Bytes of a socket that can be put back, so that head and body can share it. */
export interface ByteSource {
  /** The next bytes, or undefined at the end of the connection. */
  readonly next: () => Promise<Buffer | undefined>;
  readonly putBack: (bytes: Buffer) => void;
}

export function createByteSource(socket: AsyncIterable<Buffer>): ByteSource {
  const iterator = socket[Symbol.asyncIterator]();
  let kept: Buffer | undefined;
  return {
    async next() {
      const bytes = kept;
      kept = undefined;
      if (bytes !== undefined) return bytes;
      const { done, value } = await iterator.next();
      return done ? undefined : value;
    },
    putBack(bytes) {
      if (bytes.length > 0) kept = bytes;
    },
  };
}

/** Everything up to `delimiter`, which is taken away. Throws `too-large` beyond `limitBytes`. */
export async function readUntil(source: ByteSource, delimiter: string, limitBytes: number): Promise<string> {
  let held: Buffer = Buffer.alloc(0);
  for (;;) {
    const end = held.indexOf(delimiter);
    if (end > limitBytes || (end === -1 && held.length >= limitBytes + delimiter.length))
      throw new ApiError("too-large", `headers of more than ${limitBytes} bytes`);
    if (end !== -1) {
      source.putBack(held.subarray(end + delimiter.length));
      return held.toString("latin1", 0, end);
    }
    const bytes = await source.next();
    if (bytes === undefined)
      throw held.length === 0
        ? new ApiError("connection-reset", "the connection was closed without an answer")
        : brokenOff();
    held = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
  }
}

async function* take(source: ByteSource, byteCount: number): AsyncGenerator<Buffer> {
  let left = byteCount;
  while (left > 0) {
    const bytes = await source.next();
    if (bytes === undefined) throw brokenOff();
    if (bytes.length > left) source.putBack(bytes.subarray(left));
    const part = bytes.length > left ? bytes.subarray(0, left) : bytes;
    left -= part.length;
    yield part;
  }
}

async function* chunked(source: ByteSource): AsyncGenerator<Buffer> {
  for (;;) {
    const line = await readUntil(source, "\r\n", CHUNK_LINE_LIMIT_BYTES);
    const size = CHUNK_SIZE.exec(line)?.[1];
    if (size === undefined) throw new ApiError("malformed", "a chunk does not begin with its size");
    const byteCount = Number.parseInt(size, 16);
    if (byteCount === 0) break;
    yield* take(source, byteCount);
    if ((await readUntil(source, "\r\n", 0)) !== "")
      throw new ApiError("malformed", "a chunk is longer than it says");
  }
  for (let left = TRAILER_LIMIT_BYTES; ; ) {
    const line = await readUntil(source, "\r\n", left);
    if (line === "") return;
    left -= line.length;
  }
}

async function* untilClose(source: ByteSource): AsyncGenerator<Buffer> {
  for (let bytes = await source.next(); bytes !== undefined; bytes = await source.next()) yield bytes;
}

/** Throws `connection-reset` when the connection ends before the body does. */
export function readBody(source: ByteSource, framing: HttpHead["framing"]): AsyncGenerator<Buffer> {
  switch (framing.kind) {
    case "chunked":
      return chunked(source);
    case "length":
      return take(source, framing.bytes);
    case "until-close":
      return untilClose(source);
  }
}
