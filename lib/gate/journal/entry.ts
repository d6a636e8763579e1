import { isContainerId } from "../../domain/ids.ts";
import type { JournalLine, LogUnit } from "../../domain/signal.ts";
import { isTellingKernelLine } from "./kernel-lines.ts";

const TEXT_LIMIT_BYTES = 8 * 1024;

/** What journalctl prints; any field may be absent, repeated (an array), binary (numbers) or too long (null). */
type Entry = Readonly<Record<string, unknown>>;

export interface ParsedEntry {
  readonly cursor: string;
  readonly sourceAt: number;
  /** Absent for lines nobody asks for: kernel noise. */
  readonly line?: JournalLine;
}

/** One line of `journalctl -o json`; undefined when it is no entry. */
export function parseEntry(json: string): ParsedEntry | undefined {
  const entry = parseObject(json);
  if (entry === undefined) return undefined;
  const cursor = textOf(entry.__CURSOR);
  const sourceAt = Math.floor(Number(textOf(entry.__REALTIME_TIMESTAMP)) / 1_000);
  if (cursor === "" || !Number.isFinite(sourceAt) || sourceAt <= 0) return undefined;
  const unit = unitOf(entry);
  const text = boundedText(bytesOf(entry.MESSAGE));
  if (unit === "kernel" && !isTellingKernelLine(text)) return { cursor, sourceAt };
  // Of journald's own words only that it left out the engine's are asked for.
  if (isOfJournald(entry) && !LEFT_OUT.test(text)) return { cursor, sourceAt };
  const priority = Number(textOf(entry.PRIORITY) || Number.NaN);
  const containerId = unit === "container" ? containerOf(entry) : undefined;
  return {
    cursor,
    sourceAt,
    line: {
      cursor,
      sourceAt,
      unit,
      text,
      ...(Number.isInteger(priority) && priority >= 0 && priority <= 7 ? { priority } : {}),
      ...(containerId === undefined ? {} : { containerId }),
    },
  };
}

/**
 * An entry too long to be read: journalctl prints its place before or behind the text, in no fixed order.
 * Quotes within the text are escaped, so it cannot name a place of its own.
 */
export function parseCutEntry(
  { head, tail }: { readonly head: string; readonly tail: string },
  byteCount: number,
): ParsedEntry | undefined {
  const find = (pattern: RegExp): string | undefined => (pattern.exec(head) ?? pattern.exec(tail))?.[1];
  const cursor = find(/"__CURSOR"\s*:\s*"([^"\\]+)"/);
  const micros = find(/"__REALTIME_TIMESTAMP"\s*:\s*"(\d+)"/);
  if (cursor === undefined || micros === undefined) return undefined;
  const sourceAt = Math.floor(Number(micros) / 1_000);
  const text = `[journal entry of ${byteCount} bytes left out]`;
  return { cursor, sourceAt, line: { cursor, sourceAt, unit: "container", text } };
}

/** The journald log driver writes container output under docker.service: told apart by its id, and by how it came. */
function unitOf(entry: Entry): LogUnit {
  if (entry.CONTAINER_ID !== undefined || entry.CONTAINER_ID_FULL !== undefined) return "container";
  const transport = textOf(entry._TRANSPORT);
  if (transport === "kernel") return "kernel";
  const command = textOf(entry._COMM);
  // The manager of a user's units is no process 1, and says which of them it speaks of.
  const isOfManager = textOf(entry._PID) === "1" || (command === "systemd" && textOf(entry.USER_UNIT) !== "");
  if (isOfManager || isOfJournald(entry)) return "systemd";
  const isOwn = transport === "stdout" || /^\(?(dockerd|containerd)/.test(command);
  if (!isOwn) return "container";
  if (textOf(entry._SYSTEMD_UNIT) === "containerd.service") return "containerd";
  return /^\(?containerd/.test(command) ? "containerd" : "dockerd";
}

const LEFT_OUT = /^Suppressed \d+ messages from \S*(?:docker|containerd)\.service/;
const isOfJournald = (entry: Entry): boolean => textOf(entry._COMM) === "systemd-journal";

function containerOf(entry: Entry): string | undefined {
  const full = textOf(entry.CONTAINER_ID_FULL);
  if (isContainerId(full)) return full;
  const short = textOf(entry.CONTAINER_ID);
  return /^[0-9a-f]{12,64}$/.test(short) ? short : undefined;
}

function parseObject(json: string): Entry | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Entry)
      : undefined;
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return Array.isArray(value) && typeof value[0] === "string" ? value[0] : "";
}

/** A field's bytes: text, numbers when it is not UTF-8, or several values one after the other. */
function bytesOf(value: unknown): Buffer {
  if (typeof value === "string") return Buffer.from(value);
  if (!Array.isArray(value)) return Buffer.alloc(0);
  if (value.every((item) => typeof item === "number")) return Buffer.from(value);
  return Buffer.concat(value.map(bytesOf).flatMap((bytes, at) => (at === 0 ? [bytes] : [NEWLINE, bytes])));
}

const NEWLINE = Buffer.from("\n");

/** At most 8 KiB with a marker; NUL as a visible sign, since no store and no screen holds it well. */
export function boundedText(bytes: Buffer): string {
  const kept = bytes.length > TEXT_LIMIT_BYTES ? bytes.subarray(0, wholeCharacters(bytes)) : bytes;
  const text = kept.toString("utf8").replaceAll("\0", "\u2400");
  return kept === bytes ? text : `${text} [cut: ${bytes.length} bytes]`;
}

/** Where to cut without splitting a UTF-8 character. */
function wholeCharacters(bytes: Buffer): number {
  let end = TEXT_LIMIT_BYTES;
  while (end > TEXT_LIMIT_BYTES - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return end;
}
