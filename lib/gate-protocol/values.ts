import { encodeFrame, FRAME_LIMIT_BYTES, type Frame } from "./frames.ts";

/*
 * One JSON value is one `json` frame. A value over 1 MiB (the list of a very full host) is a run of
 * `bytes` frames that the `json` frame completes, so the frame limit holds and nothing is cut.
 */

/** What a reader is willing to put together for one value. */
export const VALUE_LIMIT_BYTES = 33_554_432;

/** The frames of one value, in order. */
export function encodeValue(value: unknown): readonly Buffer[] {
  const bytes = Buffer.from(JSON.stringify(value));
  if (bytes.length <= FRAME_LIMIT_BYTES) return [encodeFrame("json", bytes)];
  const frames: Buffer[] = [];
  for (let from = 0; from < bytes.length; from += FRAME_LIMIT_BYTES) {
    const isLast = from + FRAME_LIMIT_BYTES >= bytes.length;
    frames.push(encodeFrame(isLast ? "json" : "bytes", bytes.subarray(from, from + FRAME_LIMIT_BYTES)));
  }
  return frames;
}

/** Puts values together again. Throws RangeError over 32 MiB, SyntaxError when it is not JSON. */
export function createValueReader(): { take(frame: Frame): { readonly value: unknown } | undefined } {
  let parts: Buffer[] = [];
  let heldBytes = 0;
  return {
    take(frame) {
      parts.push(frame.payload);
      heldBytes += frame.payload.length;
      if (heldBytes > VALUE_LIMIT_BYTES) throw new RangeError("value over 32 MiB");
      if (frame.type !== "json") return undefined;
      const text = (parts.length === 1 ? frame.payload : Buffer.concat(parts)).toString("utf8");
      parts = [];
      heldBytes = 0;
      return { value: JSON.parse(text) };
    },
  };
}
