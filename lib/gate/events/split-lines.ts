import { ApiError } from "../docker/failure.ts";

// The longest real event is a `daemon reload` of a few KiB; labels can make others large.
const LINE_LIMIT_BYTES = 1_048_576;

/**
 * Cuts a stream of bytes into lines, each batch as it arrived. Throws ApiError `too-large` for a line
 * over 1 MiB: it would have to be held in memory whole.
 */
export async function* splitLines(body: AsyncIterable<Buffer>): AsyncGenerator<readonly string[]> {
  let parts: Buffer[] = [];
  let heldBytes = 0;
  for await (const bytes of body) {
    const lines: string[] = [];
    let from = 0;
    for (let end = bytes.indexOf(0x0a); end !== -1; end = bytes.indexOf(0x0a, from)) {
      parts.push(bytes.subarray(from, end));
      lines.push((parts.length === 1 ? (parts[0] ?? bytes) : Buffer.concat(parts)).toString("utf8"));
      parts = [];
      heldBytes = 0;
      from = end + 1;
    }
    heldBytes += bytes.length - from;
    if (heldBytes > LINE_LIMIT_BYTES) throw new ApiError("too-large", "a line of more than 1 MiB");
    if (from < bytes.length) parts.push(bytes.subarray(from));
    if (lines.length > 0) yield lines.filter((line) => line.trim() !== "");
  }
}
