/** A line of `key=value` pairs, as dockerd and containerd write them. */
export interface Logfmt {
  readonly message: string;
  /** What stands beside the message, as it was written; without time and level, which have columns. */
  readonly rest: string;
}

/** Only a line that begins as the engine's own do; whatever else has an `=` in it is nobody's business. */
const BEGINS = /^(?:time|ts|t)=(?:"[^"]*"|\S+) (?:level|lvl)=\w+ /;
const PAIR = /\s*([\w.@/-]+)=("(?:[^"\\]|\\.)*"|[^\s"]*)/y;
const LONGEST = 16_384;
const IN_COLUMNS: ReadonlySet<string> = new Set(["time", "ts", "t", "level", "lvl"]);

/** Undefined for whatever is not such a line from its first to its last character: that is shown as it is. */
export function parseLogfmt(text: string): Logfmt | undefined {
  if (text.length > LONGEST || !BEGINS.test(text)) return undefined;
  let message: string | undefined;
  const rest: string[] = [];
  PAIR.lastIndex = 0;
  let end = 0;
  for (let found = PAIR.exec(text); found !== null; found = PAIR.exec(text)) {
    const [, key = "", value = ""] = found;
    end = PAIR.lastIndex;
    if (key === "msg") message ??= unquoted(value);
    else if (!IN_COLUMNS.has(key)) rest.push(`${key}=${value}`);
  }
  if (message === undefined || text.slice(end).trim() !== "") return undefined;
  return { message, rest: rest.join(" ") };
}

function unquoted(value: string): string {
  if (!value.startsWith('"')) return value;
  try {
    const text: unknown = JSON.parse(value);
    return typeof text === "string" ? text : value;
  } catch {
    // Go quotes some bytes in a way that JSON does not know.
    return value.slice(1, -1);
  }
}
