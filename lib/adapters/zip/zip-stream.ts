import { setImmediate as breathe } from "node:timers/promises";
import { Zip, ZipDeflate, ZipPassThrough } from "fflate";
import type { Archive } from "../../engine/ports-incidents.ts";

/** About 10 ms of packing; in between the others have their turn. */
const PIECE_BYTES = 256 * 1_024;

/** A zip has times without a zone: UTC, wherever it is packed. */
function withoutZone(at: number): Date {
  const utc = new Date(at);
  return new Date(
    utc.getUTCFullYear(),
    utc.getUTCMonth(),
    utc.getUTCDate(),
    utc.getUTCHours(),
    utc.getUTCMinutes(),
    utc.getUTCSeconds(),
  );
}

async function* pack({ files, writtenAt }: Archive): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const packed: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, data) => {
    if (error) throw error;
    packed.push(new Uint8Array(data));
  });
  const mtime = withoutZone(writtenAt);
  for await (const { name, content } of files) {
    const isText = typeof content === "string";
    const bytes = isText ? new TextEncoder().encode(content) : content;
    // Pictures are small already.
    const file = isText ? new ZipDeflate(name, { level: 6 }) : new ZipPassThrough(name);
    file.mtime = mtime;
    zip.add(file);
    for (let from = 0; from === 0 || from < bytes.length; from += PIECE_BYTES) {
      const to = from + PIECE_BYTES;
      file.push(bytes.subarray(from, to), to >= bytes.length);
      yield* packed.splice(0);
      await breathe();
    }
  }
  zip.end();
  yield* packed.splice(0);
}

/** The archive while it is packed: nobody waits for the whole, and no more than one file is in memory. */
export function zipStream(archive: Archive): ReadableStream<Uint8Array<ArrayBuffer>> {
  const pieces = pack(archive);
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
