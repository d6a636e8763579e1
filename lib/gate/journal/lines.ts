export interface LineSink {
  readonly onLine: (line: string) => void;
  /** A line over the limit: its first and last 4 KiB and its whole length. */
  readonly onLongLine: (ends: { readonly head: string; readonly tail: string }, byteCount: number) => void;
}

// journald cuts what daemons print at 48 KiB; as numbers in JSON that is about 240 KiB.
const LINE_LIMIT_BYTES = 1024 * 1024;
const END_BYTES = 4 * 1024;

/** Bytes to lines; holds at most the limit, however long a line gets. */
export function createLineSplitter(sink: LineSink, limitBytes = LINE_LIMIT_BYTES): (chunk: Buffer) => void {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let byteCount = 0;
  let tail: Buffer = Buffer.alloc(0);

  const finish = (): void => {
    const line = Buffer.concat(held).toString("utf8");
    if (byteCount > limitBytes) {
      sink.onLongLine({ head: line.slice(0, END_BYTES), tail: tail.toString("utf8") }, byteCount);
    } else if (line !== "") sink.onLine(line);
    tail = Buffer.alloc(0);
    held = [];
    heldBytes = 0;
    byteCount = 0;
  };
  const keep = (part: Buffer): void => {
    byteCount += part.length;
    if (byteCount > limitBytes) tail = Buffer.concat([tail, part]).subarray(-END_BYTES);
    const room = limitBytes - heldBytes;
    if (room <= 0 || part.length === 0) return;
    const kept = part.subarray(0, room);
    held.push(kept);
    heldBytes += kept.length;
  };

  return (chunk) => {
    let from = 0;
    for (let at = chunk.indexOf(0x0a); at !== -1; at = chunk.indexOf(0x0a, from)) {
      keep(chunk.subarray(from, at));
      finish();
      from = at + 1;
    }
    keep(chunk.subarray(from));
  };
}
