import type { LogLine } from "../../gate-protocol/answers.ts";
import type { LogChunk } from "./demux.ts";
import { leadingTime } from "./timestamp.ts";

/*
 * Docker cuts a long line into writes of 16 KiB, each with the time of the first in front. Here they become
 * one line again: bytes are joined before they are decoded, so no character is torn.
 */

const LINE_LIMIT_BYTES = 262_144;
/** Where Docker cuts. In a terminal's output the repeated time stands there and nothing else marks it. */
const PART_BYTES = 16_384;

interface OpenLine {
  timeNano: string;
  parts: Buffer[];
  keptBytes: number;
  byteCount: number;
  /** Bytes since the last cut, for a terminal's repeated times. */
  partBytes: number;
}

export interface LineJoiner {
  readonly take: (chunk: LogChunk) => readonly LogLine[];
  /** What stands there without its line end when the stream is over. */
  readonly rest: () => readonly LogLine[];
}

function keep(line: OpenLine, bytes: Buffer): void {
  line.byteCount += bytes.length;
  const room = LINE_LIMIT_BYTES - line.keptBytes;
  if (room <= 0) return;
  const part = bytes.length > room ? bytes.subarray(0, room) : bytes;
  line.parts.push(part);
  line.keptBytes += part.length;
}

/** Without the bytes of a character that the cut went through. */
function wholeCharacters(bytes: Buffer): Buffer {
  for (let back = 1; back <= Math.min(4, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? bytes.subarray(0, bytes.length - back) : bytes;
    }
  }
  return bytes;
}

function finished(line: OpenLine, stream: LogLine["stream"]): LogLine {
  const bytes = line.parts.length === 1 ? (line.parts[0] ?? Buffer.alloc(0)) : Buffer.concat(line.parts);
  const isCut = line.byteCount > line.keptBytes;
  const text = (isCut ? wholeCharacters(bytes) : bytes).toString("utf8");
  // A NUL ends strings in places that are not ours; its symbol does not.
  const shown = (stream === "tty" ? text.replace(/\r$/, "") : text).replaceAll("\0", "␀");
  return { timeNano: line.timeNano, stream, text: shown, ...(isCut ? { byteCount: line.byteCount } : {}) };
}

export function createLineJoiner(): LineJoiner {
  const open = new Map<LogLine["stream"], OpenLine>();
  // Bytes of a terminal that may be half a time.
  let undecided: Buffer = Buffer.alloc(0);
  let lastTimeNano = "0";

  function begin(stream: LogLine["stream"], timeNano: string | undefined): OpenLine {
    lastTimeNano = timeNano ?? lastTimeNano;
    const line = { timeNano: lastTimeNano, parts: [], keptBytes: 0, byteCount: 0, partBytes: 0 };
    open.set(stream, line);
    return line;
  }

  function close(stream: LogLine["stream"], lines: LogLine[]): void {
    const line = open.get(stream);
    if (line === undefined) return;
    lines.push(finished(line, stream));
    open.delete(stream);
  }

  /** One frame is one write: its time, then text, which ends the line unless it was cut at 16 KiB. */
  function takeFrame({ stream, bytes }: LogChunk): readonly LogLine[] {
    const lines: LogLine[] = [];
    const time = leadingTime(bytes);
    let rest = bytes.subarray(time?.byteCount ?? 0);
    if (!open.has(stream)) begin(stream, time?.timeNano);
    for (let end = rest.indexOf(0x0a); end !== -1; end = rest.indexOf(0x0a)) {
      keep(open.get(stream) ?? begin(stream, time?.timeNano), rest.subarray(0, end));
      close(stream, lines);
      rest = rest.subarray(end + 1);
    }
    if (rest.length > 0) keep(open.get(stream) ?? begin(stream, time?.timeNano), rest);
    return lines;
  }

  /** A terminal: times stand at line starts, and again after each 16 KiB of one line. */
  function takeTerminal(arrived: Buffer): readonly LogLine[] {
    const lines: LogLine[] = [];
    let rest = undecided.length === 0 ? arrived : Buffer.concat([undecided, arrived]);
    undecided = Buffer.alloc(0);
    while (rest.length > 0) {
      const line = open.get("tty");
      if (line === undefined || line.partBytes === PART_BYTES) {
        // The longest time has 36 bytes; fewer, and no line end among them, may be half of one.
        if (rest.length < 40 && rest.indexOf(0x0a) === -1) {
          undecided = rest;
          break;
        }
        const time = leadingTime(rest);
        if (line === undefined) begin("tty", time?.timeNano);
        else line.partBytes = 0;
        if (line === undefined || time?.timeNano === line.timeNano)
          rest = rest.subarray(time?.byteCount ?? 0);
        if (line !== undefined && rest[0] === 0x0a) {
          close("tty", lines);
          rest = rest.subarray(1);
          continue;
        }
      }
      rest = takeTerminalPart(rest, lines);
    }
    return lines;
  }

  function takeTerminalPart(rest: Buffer, lines: LogLine[]): Buffer {
    const line = open.get("tty") ?? begin("tty", undefined);
    const end = rest.indexOf(0x0a);
    const untilCut = PART_BYTES - line.partBytes;
    const take = Math.min(end === -1 ? rest.length : end, untilCut);
    keep(line, rest.subarray(0, take));
    line.partBytes += take;
    if (take !== end) return rest.subarray(take);
    close("tty", lines);
    return rest.subarray(take + 1);
  }

  return {
    take: (chunk) => (chunk.stream === "tty" ? takeTerminal(chunk.bytes) : takeFrame(chunk)),
    rest() {
      const lines: LogLine[] = [];
      if (undecided.length > 0) {
        const line = open.get("tty");
        const time = leadingTime(undecided);
        const text = undecided.subarray(time?.byteCount ?? 0);
        undecided = Buffer.alloc(0);
        keep(line ?? begin("tty", time?.timeNano), text);
      }
      for (const stream of [...open.keys()]) close(stream, lines);
      return lines;
    },
  };
}
