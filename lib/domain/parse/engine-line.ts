import type { EpochMs } from "../time.ts";

export type EngineLevel = "trace" | "debug" | "info" | "warning" | "error" | "fatal" | "panic";

/** One line of dockerd's or containerd's log, whichever of its shapes it has. */
export interface EngineLine {
  /** logrus: fields; http: Go's net/http server; plain: a start failure, a Go panic, systemd, the kernel. */
  readonly shape: "logrus" | "http" | "plain";
  readonly level?: EngineLevel;
  /** Unescaped; for a plain line the line itself. */
  readonly msg: string;
  readonly fields: Readonly<Record<string, string>>;
  /** The line's own time, when it has one. */
  readonly at?: EpochMs;
  /** What stands behind the last pair and is none: quotes that were lost on the way tear a line apart. */
  readonly rest?: string;
}

const LEVELS: Readonly<Record<string, EngineLevel>> = {
  trace: "trace",
  debug: "debug",
  info: "info",
  warning: "warning",
  warn: "warning",
  error: "error",
  fatal: "fatal",
  panic: "panic",
};

// 20.10: "2026-11-20 20:40:06.325584 I | http: ...", 26.1: "2026/11/20 20:40:13 http: ..."
const HTTP_LINE = /^(\d{4})[-/](\d{2})[-/](\d{2}) (\d{2}:\d{2}:\d{2})(\.\d+)?(?: [A-Z] \|)? (http: [\s\S]*)$/;
// A quoted value that was cut off ends with its line; pagers and pastes cut far below the limit.
const PAIR = /([A-Za-z_][\w.-]*)=("(?:[^"\\]|\\[\s\S])*"|"(?:[^"\\]|\\[\s\S]){0,8192}\\?$|[^\s"]*)(?:\s+|$)/y;
const FIELD_LIMIT = 64;

/** Never throws: what is no known shape is a plain line. */
export function parseEngineLine(text: string): EngineLine {
  const http = HTTP_LINE.exec(text);
  if (http !== null) {
    const [, year, month, day, time, fraction = "", msg = ""] = http;
    const at = Date.parse(`${year}-${month}-${day}T${time}${fraction.slice(0, 4)}Z`);
    return { shape: "http", msg, fields: {}, ...(Number.isNaN(at) ? {} : { at }) };
  }
  const { pairs, rest } = readPairs(text) ?? {};
  const level = LEVELS[pairs?.get("level") ?? ""];
  if (pairs === undefined || level === undefined) return { shape: "plain", msg: text, fields: {} };
  const at = Date.parse(pairs.get("time") ?? "");
  const fields = [...pairs].filter(([name]) => name !== "time" && name !== "level" && name !== "msg");
  return {
    shape: "logrus",
    level,
    msg: pairs.get("msg") ?? "",
    fields: Object.fromEntries(fields),
    ...(Number.isNaN(at) ? {} : { at }),
    ...(rest !== undefined && { rest }),
  };
}

/** What a line says, for a reader: its message, and the reason that 26.1 keeps in a field of its own. */
export function engineMessage(text: string): string {
  const { msg, fields } = parseEngineLine(text);
  return fields.error === undefined ? msg : `${msg}: ${fields.error}`;
}

/** logfmt from the first character on; undefined when something else stands there. */
function readPairs(
  text: string,
): { readonly pairs: ReadonlyMap<string, string>; readonly rest?: string } | undefined {
  if (!text.startsWith("time=") && !text.startsWith("level=")) return undefined;
  const pairs = new Map<string, string>();
  PAIR.lastIndex = 0;
  while (PAIR.lastIndex < text.length && pairs.size < FIELD_LIMIT) {
    const from = PAIR.lastIndex;
    const [, name, value = ""] = PAIR.exec(text) ?? [];
    // The rest of a line that was torn: what came before it still counts.
    if (name === undefined) return { pairs, rest: text.slice(from) };
    if (!pairs.has(name)) pairs.set(name, value.startsWith('"') ? unquoteGo(value) : value);
    if (PAIR.lastIndex === 0) break;
  }
  return { pairs };
}

const GO_ESCAPES: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** A Go-quoted string without its quotes. Bytes of a broken character (`\xff`) become U+FFFD. */
export function unquoteGo(quoted: string): string {
  const inner = quoted.replace(/^"|"$/g, "");
  return inner.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|([\s\S]))/g,
    (_, hex?: string, short?: string, long?: string, octal?: string, single = "") => {
      if (hex !== undefined) return byteAsText(Number.parseInt(hex, 16));
      if (octal !== undefined) return byteAsText(Number.parseInt(octal, 8));
      const code = Number.parseInt(short ?? long ?? "", 16);
      if (!Number.isNaN(code)) return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
      return GO_ESCAPES[single] ?? single;
    },
  );
}

const byteAsText = (byte: number): string => (byte < 0x80 ? String.fromCharCode(byte) : "\ufffd");
