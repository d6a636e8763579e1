import { ApiError } from "../docker/failure.ts";

/** What one write of a container's process, or a part of it, came as. */
export interface LogChunk {
  readonly stream: "stdout" | "stderr" | "tty";
  readonly bytes: Buffer;
}

const HEADER_BYTES = 8;
const FRAME_LIMIT_BYTES = 1_048_576;
const STREAMS = { 0: "stdout", 1: "stdout", 2: "stderr" } as const;
// The daemon's own word about why it cannot go on, in the place of a line.
const SYSTEM_ERROR = 3;

const streamOf = (type: number): "stdout" | "stderr" | undefined =>
  type === 0 || type === 1 || type === 2 ? STREAMS[type] : undefined;

/**
 * Frames of a multiplexed stream: 8 bytes of header (stream, length), then the payload.
 *
 * Lengths are untrusted: nothing is allocated by them, over 1 MiB is `malformed`.
 */
export async function* demux(body: AsyncIterable<Buffer>): AsyncGenerator<readonly LogChunk[]> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let neededBytes = HEADER_BYTES;
  for await (const arrived of body) {
    held.push(arrived);
    heldBytes += arrived.length;
    if (heldBytes < neededBytes) continue;
    let bytes = held.length === 1 ? arrived : Buffer.concat(held);
    const chunks: LogChunk[] = [];
    for (;;) {
      if (bytes.length < HEADER_BYTES) {
        neededBytes = HEADER_BYTES;
        break;
      }
      const frameBytes = HEADER_BYTES + lengthOf(bytes);
      if (bytes.length < frameBytes) {
        neededBytes = frameBytes;
        break;
      }
      chunks.push(chunkOf(bytes, frameBytes));
      bytes = bytes.subarray(frameBytes);
    }
    held = bytes.length > 0 ? [bytes] : [];
    heldBytes = bytes.length;
    if (chunks.length > 0) yield chunks;
  }
  if (heldBytes > 0) throw new ApiError("connection-reset", "the log broke off inside a frame");
}

function lengthOf(header: Buffer): number {
  const length = header.readUInt32BE(4);
  if (length > FRAME_LIMIT_BYTES) throw new ApiError("malformed", `a log frame of ${length} bytes`);
  return length;
}

function chunkOf(bytes: Buffer, frameBytes: number): LogChunk {
  const type = bytes.readUInt8(0);
  const payload = bytes.subarray(HEADER_BYTES, frameBytes);
  const stream = streamOf(type);
  if (stream !== undefined) return { stream, bytes: payload };
  if (type === SYSTEM_ERROR)
    throw new ApiError(
      "http-status",
      `the daemon cannot read the log: ${payload.toString("utf8").trim().slice(0, 300)}`,
    );
  throw new ApiError("malformed", `a log frame of the unknown stream ${type}`);
}

/** A terminal's output has no frames: bytes are bytes. */
export async function* undivided(body: AsyncIterable<Buffer>): AsyncGenerator<readonly LogChunk[]> {
  for await (const bytes of body) yield [{ stream: "tty", bytes }];
}
