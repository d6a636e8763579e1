export interface LineSink {
  readonly onLine: (line: string) => void;
  /** A line over the limit: its beginning and its whole length. */
  readonly onLongLine: (head: string, byteCount: number) => void;
}

// journald cuts what daemons print at 48 KiB; as numbers in JSON that is about 240 KiB.
const LINE_LIMIT_BYTES = 1024 * 1024;
const HEAD_BYTES = 4 * 1024;

/** Bytes to lines; holds at most the limit, however long a line gets. */
export function createLineSplitter(sink: LineSink, limitBytes = LINE_LIMIT_BYTES): (chunk: Buffer) => void {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let byteCount = 0;

  const finish = (): void => {
    const line = Buffer.concat(held).toString("utf8");
    if (byteCount > limitBytes) sink.onLongLine(line.slice(0, HEAD_BYTES), byteCount);
    else if (line !== "") sink.onLine(line);
    held = [];
    heldBytes = 0;
    byteCount = 0;
  };
  const keep = (part: Buffer): void => {
    byteCount += part.length;
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
