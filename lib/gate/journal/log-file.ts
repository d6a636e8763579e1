import { parseEngineLine } from "../../domain/parse/engine-line.ts";
import { splitSections } from "../../domain/parse/sections.ts";
import type { JournalLine } from "../../domain/signal.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { JournalPage } from "../../gate-protocol/answers.ts";
import { ChannelError } from "../channel/channel-error.ts";
import type { Lane } from "../channel/lane.ts";
import type { JournalHandlers } from "../host-channel.ts";
import { boundedText } from "./entry.ts";
import { createLineSplitter } from "./lines.ts";

/** A place in a log file that survives its renaming: logrotate keeps the inode. */
interface Place {
  readonly inode: string;
  readonly offset: number;
}

interface Reading {
  readonly inode: string;
  readonly size: number;
  /** Bytes from the asked place on, at most 256 KiB; of the rotated file when `isRotated`. */
  readonly bytes: Buffer;
  readonly isRotated: boolean;
  readonly rotatedSize: number;
}

const EVERY_MS = 1_000;
const RETRY_MS = 5_000;
const CHUNK_BYTES = 256 * 1024;
const DEADLINE_MS = 5_000;
const PAGE_CHUNKS = 16;

const CURSOR = /^file:(\d{1,20}):(\d{1,15})$/;

export function parsePlace(cursor: string | undefined): Place | undefined {
  const [, inode, offset] = CURSOR.exec(cursor ?? "") ?? [];
  return inode === undefined ? undefined : { inode, offset: Number(offset) };
}

/**
 * Follows a log file by asking for what lies behind the last byte read, once a second. Rotation by
 * renaming loses nothing while the old file is `<path>.1`; what was truncated or taken away is a gap.
 */
export function followLogFile(
  lane: Lane,
  path: string,
  afterCursor: string | undefined,
  handlers: JournalHandlers,
): { readonly stop: () => void } {
  let place = parsePlace(afterCursor);
  let lineEnd = place;
  let readAt: EpochMs = Date.now();
  let told: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const tell = (isOpen: boolean, reason?: string): void => {
    const news = `${isOpen} ${reason ?? ""}`;
    if (news === told || isStopped) return;
    told = news;
    handlers.onState(isOpen, reason);
  };
  const freshSplitter = () =>
    createLineSplitter({
      onLine: (text) => emit(text, Buffer.byteLength(text)),
      onLongLine: ({ head }, byteCount) => emit(`${head} [cut: ${byteCount} bytes]`, byteCount),
    });
  let split = freshSplitter();

  const emit = (text: string, byteCount: number): void => {
    if (lineEnd === undefined) return;
    lineEnd = { inode: lineEnd.inode, offset: lineEnd.offset + byteCount + 1 };
    handlers.onLine(toLine(text, `file:${lineEnd.inode}:${lineEnd.offset}`));
  };
  const jumpTo = (next: Place): void => {
    place = next;
    lineEnd = next;
    split = freshSplitter();
  };
  const take = (at: Place, bytes: Buffer): void => {
    split(bytes);
    place = { inode: at.inode, offset: at.offset + bytes.length };
  };

  /** Whether there may be more to read at once. */
  const step = (reading: Reading): boolean => {
    const at = place;
    if (at === undefined) {
      const offset = Math.max(0, reading.size - CHUNK_BYTES);
      jumpTo({ inode: reading.inode, offset });
      return reading.size > 0;
    }
    if (reading.isRotated) {
      take(at, reading.bytes);
      if (at.offset + reading.bytes.length < reading.rotatedSize) return true;
      jumpTo({ inode: reading.inode, offset: 0 });
      return true;
    }
    if (reading.inode !== at.inode || reading.size < at.offset) {
      const cause =
        reading.inode === at.inode
          ? `${path} was truncated`
          : `${path} was replaced, and the file before is not ${path}.1`;
      handlers.onGap(readAt, Date.now(), cause);
      jumpTo({ inode: reading.inode, offset: 0 });
      return reading.size > 0;
    }
    take(at, reading.bytes);
    return reading.bytes.length === CHUNK_BYTES;
  };

  const round = async (): Promise<void> => {
    const answer = await readFrom(lane, path, place);
    if (isStopped) return;
    if ("reason" in answer) {
      tell(false, answer.reason);
      timer = setTimeout(round, RETRY_MS);
      return;
    }
    tell(true);
    const hasMore = step(answer);
    readAt = Date.now();
    timer = setTimeout(round, hasMore ? 0 : EVERY_MS);
  };
  void round();
  return {
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

async function readFrom(
  lane: Lane,
  path: string,
  place: Place | undefined,
): Promise<Reading | { readonly reason: string; readonly isRight: boolean }> {
  const args = [path, place?.inode ?? "0", String(place?.offset ?? 0)];
  const request = { word: "log-file", args, deadlineMs: DEADLINE_MS, limitBytes: CHUNK_BYTES + 4_096 };
  const answer = await lane.ask(request);
  if (answer.kind === "timeout") return { reason: `${path} could not be read in time`, isRight: true };
  if (answer.kind === "ended") return { reason: answer.reason, isRight: true };
  if (answer.status === "denied") return { reason: `not visible: ${answer.message}`, isRight: false };
  if (answer.status === "absent") return { reason: answer.message, isRight: false };
  return toReading(answer.body);
}

function toReading(body: Buffer): Reading {
  // Latin-1 keeps one character per byte: offsets are counted in bytes.
  const sections = splitSections(body.toString("latin1"));
  const [inode = "0", size = "0"] = (sections.get("state") ?? "").trim().split(" ");
  const rotated = sections.get("rotated")?.trim().split(" ");
  return {
    inode,
    size: Number(size),
    bytes: Buffer.from(sections.get("text") ?? "", "latin1"),
    isRotated: rotated !== undefined,
    rotatedSize: Number(rotated?.[1] ?? 0),
  };
}

function toLine(text: string, cursor: string): JournalLine {
  const bounded = boundedText(Buffer.from(text));
  return { cursor, sourceAt: parseEngineLine(bounded).at ?? Date.now(), unit: "dockerd", text: bounded };
}

/** Lines before `beforeAt`, newest last; at most the last 4 MiB of the file. Throws ChannelError. */
export async function readLogPage(
  lane: Lane,
  path: string,
  beforeAt: EpochMs,
  limit: number,
): Promise<JournalPage> {
  const start = await readFrom(lane, path, undefined);
  if ("reason" in start) throw new ChannelError(start.isRight ? "daemon" : "not-visible", start.reason);
  let until = start.size;
  let held = Buffer.alloc(0);
  let lines: readonly JournalLine[] = [];
  for (let chunk = 0; chunk < PAGE_CHUNKS && until > 0; chunk += 1) {
    const offset = Math.max(0, until - CHUNK_BYTES);
    const reading = await readFrom(lane, path, { inode: start.inode, offset });
    if ("reason" in reading) throw new ChannelError("daemon", reading.reason);
    held = Buffer.concat([reading.bytes.subarray(0, until - offset), held]);
    until = offset;
    lines = linesOf(held, until > 0).filter(({ sourceAt }) => sourceAt < beforeAt);
    if (lines.length >= limit) break;
  }
  return { lines: lines.slice(-limit), reachedStart: until === 0 && lines.length <= limit };
}

function linesOf(bytes: Buffer, isCutAhead: boolean): readonly JournalLine[] {
  const texts: string[] = [];
  const push = createLineSplitter({
    onLine: (line) => texts.push(line),
    onLongLine: ({ head }, byteCount) => texts.push(`${head} [cut: ${byteCount} bytes]`),
  });
  push(bytes);
  push(Buffer.from("\n"));
  return texts.slice(isCutAhead ? 1 : 0).map((text) => toLine(text, ""));
}
