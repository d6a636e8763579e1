/** What a program wrote as JSON around its message: a log driver, journald (`-o json`), dockerd with `--log-format json`. */
export function fromJson(text: string): string {
  if (!text.startsWith("{") || !text.endsWith("}")) return text;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null
      ? (spoken(value as Readonly<Record<string, unknown>>) ?? text)
      : text;
  } catch {
    return text;
  }
}

function spoken(entry: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof entry.level === "string" && typeof entry.msg === "string") return asFields(entry);
  const found = [entry.log, entry.MESSAGE, entry.message, entry.msg]
    .map(asText)
    .find((each) => each !== undefined)
    ?.trim();
  const speaker = speakerOf(entry);
  return found === undefined || speaker === undefined ? found : `${speaker}: ${found}`;
}

/** journald writes what is no valid UTF-8 as its bytes. */
function asText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  const isBytes =
    Array.isArray(value) && value.every((byte) => Number.isInteger(byte) && byte >= 0 && byte < 256);
  return isBytes ? new TextDecoder().decode(Uint8Array.from(value)) : undefined;
}

function speakerOf({
  SYSLOG_IDENTIFIER: name,
  _PID: pid,
  _TRANSPORT: transport,
}: Readonly<Record<string, unknown>>): string | undefined {
  if (transport === "kernel") return "kernel";
  if (typeof name !== "string" || name === "") return undefined;
  return typeof pid === "string" ? `${name}[${pid}]` : name;
}

/** The same in the form dockerd has for a terminal without one: `level=error msg="…" error="…"`. */
const asFields = (entry: Readonly<Record<string, unknown>>): string =>
  ["level", "msg", ...Object.keys(entry).filter((name) => !["level", "msg", "time", "ts"].includes(name))]
    .filter((name) => ["string", "number", "boolean"].includes(typeof entry[name]))
    .map((name) => `${name}=${JSON.stringify(String(entry[name]))}`)
    .join(" ");
