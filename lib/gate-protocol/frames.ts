/*
 * The wire between web and gate: a unix socket, one connection per operation or stream.
 * Request: one JSON line of at most 64 KiB. Answer: frames of u32be length, u8 type, payload.
 */

export const REQUEST_LIMIT_BYTES = 65_536;
export const FRAME_LIMIT_BYTES = 1_048_576;
export const FRAME_HEADER_BYTES = 5;

/** `gate.follow` sends an empty `bytes` frame this often: it adds nothing to any value and says that the gate lives. */
export const HEARTBEAT_MS = 2_500;

export const FRAME_TYPES = { json: 0, bytes: 1, end: 2, error: 3 } as const;
export type FrameType = keyof typeof FRAME_TYPES;

export interface Frame {
  readonly type: FrameType;
  readonly payload: Buffer;
}

const TYPE_NAMES = Object.keys(FRAME_TYPES) as readonly FrameType[];

/** One frame as bytes. Length counts the payload alone. Throws RangeError beyond 1 MiB. */
export function encodeFrame(type: FrameType, payload: Buffer): Buffer {
  if (payload.length > FRAME_LIMIT_BYTES)
    throw new RangeError(`frame of ${payload.length} bytes is over 1 MiB`);
  const head = Buffer.allocUnsafe(FRAME_HEADER_BYTES);
  head.writeUInt32BE(payload.length, 0);
  head.writeUInt8(FRAME_TYPES[type], 4);
  return Buffer.concat([head, payload]);
}

export const encodeJson = (type: "json" | "error", value: unknown): Buffer =>
  encodeFrame(type, Buffer.from(JSON.stringify(value)));

/**
 * Cuts a byte stream into frames. Lengths are untrusted: a frame over the limit throws before
 * anything of that size is allocated.
 */
export function createFrameReader(): { push(chunk: Buffer): readonly Frame[] } {
  let chunks: Buffer[] = [];
  let held = 0;
  return {
    push(chunk) {
      chunks.push(chunk);
      held += chunk.length;
      const frames: Frame[] = [];
      let buffer = held >= FRAME_HEADER_BYTES ? Buffer.concat(chunks) : undefined;
      if (buffer === undefined) return frames;
      while (buffer.length >= FRAME_HEADER_BYTES) {
        const length = buffer.readUInt32BE(0);
        if (length > FRAME_LIMIT_BYTES) throw new RangeError(`frame of ${length} bytes is over 1 MiB`);
        if (buffer.length < FRAME_HEADER_BYTES + length) break;
        const type = TYPE_NAMES[buffer.readUInt8(4)];
        if (type === undefined) throw new RangeError(`unknown frame type ${buffer.readUInt8(4)}`);
        frames.push({ type, payload: buffer.subarray(FRAME_HEADER_BYTES, FRAME_HEADER_BYTES + length) });
        buffer = buffer.subarray(FRAME_HEADER_BYTES + length);
      }
      chunks = buffer.length > 0 ? [buffer] : [];
      held = buffer.length;
      return frames;
    },
  };
}
