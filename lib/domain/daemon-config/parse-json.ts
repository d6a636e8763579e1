import { type GoReader, type GoScan, type GoToken, scanGoJson } from "./go-json.ts";

/** A place in a file; both count from 1, columns in characters. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export type MistakeKind =
  | "missing-comma"
  | "trailing-comma"
  | "missing-colon"
  | "unquoted"
  | "single-quotes"
  | "comment"
  | "unclosed-string"
  | "unclosed-bracket"
  | "after-the-end"
  | "not-an-object"
  | "byte-order-mark"
  | "empty"
  | "other";

/** What is really wrong, which is often before the place where the parser gives up. */
export interface Mistake extends Place {
  readonly kind: MistakeKind;
  /** "A comma is missing here." */
  readonly words: string;
}

export interface SettingKey extends Place {
  readonly key: string;
  /** The value as it stands in the file, at most 200 characters. */
  readonly valueText: string;
  readonly value: unknown;
}

export type ConfigParse =
  | { readonly ok: true; readonly keys: readonly SettingKey[] }
  | {
      readonly ok: false;
      /** As dockerd prints it behind the file's name. */
      readonly message: string;
      /** Where the parser stops. */
      readonly at: Place;
      readonly mistake: Mistake;
    };

const BOM = [0xef, 0xbb, 0xbf] as const;

/** 20.10 and before decode a stream; 23 and later read the whole, allow an empty file and a byte order mark. */
export function readerOf(engineVersion: string | undefined): GoReader {
  const major = Number.parseInt(engineVersion ?? "", 10);
  return Number.isFinite(major) && major < 23 ? "decoder" : "unmarshal";
}

/** Reads daemon.json as the engine would at its next start. */
export function parseDaemonJson(text: string, reader: GoReader): ConfigParse {
  const bytes = new TextEncoder().encode(text);
  const hasBom = BOM.every((byte, index) => bytes[index] === byte);
  const skipped = hasBom && reader === "unmarshal" ? BOM.length : 0;
  const scan = scanGoJson(bytes.subarray(skipped), reader);
  const places = placesOf(bytes, skipped);
  if (scan.error !== undefined) {
    const mistake =
      hasBom && reader === "decoder" && scan.error.offset === 0
        ? bomMistake()
        : findMistake(bytes.subarray(skipped), scan, places);
    return { ok: false, message: scan.error.message, at: places(scan.error.offset), mistake };
  }
  const first = scan.tokens[0];
  if (first !== undefined && first.text !== "{" && first.text !== "null") {
    const what = first.text === "[" ? "array" : first.kind === "literal" ? "bool" : first.kind;
    return {
      ok: false,
      message: `json: cannot unmarshal ${what} into Go value of type map[string]interface {}`,
      at: places(first.start),
      mistake: {
        kind: "not-an-object",
        ...places(first.start),
        words: "The file must be an object: it begins with { and ends with }.",
      },
    };
  }
  return { ok: true, keys: topLevelKeys(scan.tokens, bytes.subarray(skipped), places) };
}

const bomMistake = (): Mistake => ({
  kind: "byte-order-mark",
  line: 1,
  column: 1,
  words: "The file begins with a byte order mark, which this engine does not accept.",
});

type Places = (offset: number) => Place;

function placesOf(bytes: Uint8Array, skipped: number): Places {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return (offset) => {
    const before = bytes.subarray(skipped, skipped + offset);
    const lineStart = before.lastIndexOf(0x0a) + 1;
    let line = 1;
    for (const byte of before) if (byte === 0x0a) line += 1;
    return { line, column: Array.from(decoder.decode(before.subarray(lineStart))).length + 1 };
  };
}

function findMistake(bytes: Uint8Array, scan: GoScan, places: Places): Mistake {
  const { error, tokens } = scan;
  if (error === undefined || error.kind === "empty")
    return { kind: "empty", line: 1, column: 1, words: "The file is empty. This engine needs at least {}." };
  const last = tokens.at(-1);
  const rest = new TextDecoder().decode(bytes.subarray(error.offset, error.offset + 80));
  const here = (kind: MistakeKind, offset: number, words: string): Mistake => ({
    kind,
    ...places(offset),
    words,
  });
  if (rest.startsWith("//") || rest.startsWith("/*") || rest.startsWith("#"))
    return here("comment", error.offset, "JSON has no comments: take this one out.");
  if (rest.startsWith("'")) return here("single-quotes", error.offset, "JSON wants double quotes here.");
  if (error.context === "in string literal") return unclosedString(bytes, tokens, places);
  if (error.context.endsWith("escape code") || error.context.endsWith("character escape"))
    return here("other", error.offset, "A backslash begins an escape in JSON: write two for one backslash.");
  if (error.kind === "too-short") return unclosedBracket(scan, bytes, places);
  if (error.context === "after top-level value")
    return here("after-the-end", error.offset, "The file goes on after its last brace.");
  if (error.context.startsWith("after object key:value") || error.context === "after array element")
    return afterValue(rest, error.offset, last, here);
  if (error.context === "after object key" && last !== undefined)
    return here("missing-colon", last.end, "A colon is missing here.");
  if (last?.text === "," && /^[}\]]/.test(rest))
    return here("trailing-comma", last.start, "This comma is one too many: nothing follows it.");
  if (/^[\w.$-]/.test(rest))
    return here("unquoted", error.offset, `${JSON.stringify(wordAt(rest))} must stand in double quotes.`);
  return here("other", error.offset, "This character cannot stand here.");
}

type Here = (kind: MistakeKind, offset: number, words: string) => Mistake;

function afterValue(rest: string, offset: number, last: GoToken | undefined, here: Here): Mistake {
  if (/^["{[\d'-]|^[a-z]/i.test(rest) && last !== undefined)
    return here("missing-comma", last.end, "A comma is missing here.");
  if (/^[}\]]/.test(rest))
    return here("unclosed-bracket", offset, "This bracket closes something else than what is open.");
  return here("other", offset, "A comma or the end of the object belongs here.");
}

const wordAt = (rest: string): string => /^[\w.$-]+/.exec(rest)?.[0] ?? rest.slice(0, 1);

/** A string that ran over its line began at the last quote that no token took. */
function unclosedString(bytes: Uint8Array, tokens: readonly GoToken[], places: Places): Mistake {
  let offset = tokens.at(-1)?.end ?? 0;
  while (offset < bytes.length && bytes[offset] !== 0x22) offset += 1;
  return { kind: "unclosed-string", ...places(offset), words: "The quote that opens here is never closed." };
}

function unclosedBracket(scan: GoScan, bytes: Uint8Array, places: Places): Mistake {
  const opener = scan.tokens[scan.open.at(-1) ?? 0];
  const end = scan.tokens.at(-1)?.end ?? bytes.length;
  if (opener === undefined)
    return { kind: "unclosed-bracket", ...places(bytes.length), words: "The file ends too early." };
  const { line, column } = places(opener.start);
  return {
    kind: "unclosed-bracket",
    ...places(end),
    words: `The file ends here, and the ${opener.text} of ${line}:${column} is not closed.`,
  };
}

/** Keys of the outermost object with their places. A key that stands twice counts as its last one. */
function topLevelKeys(tokens: readonly GoToken[], bytes: Uint8Array, places: Places): readonly SettingKey[] {
  const found = new Map<string, SettingKey>();
  let depth = 0;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    if (token.text === "{" || token.text === "[") depth += 1;
    if (token.text === "}" || token.text === "]") depth -= 1;
    if (depth !== 1 || token.kind !== "string" || tokens[index + 1]?.text !== ":") continue;
    const from = tokens[index + 2];
    if (from === undefined) break;
    const to = tokens[endOfValue(tokens, index + 2)] ?? from;
    const valueText = new TextDecoder().decode(bytes.subarray(from.start, to.end));
    const key: string = JSON.parse(token.text);
    found.set(key, {
      key,
      ...places(token.start),
      valueText: valueText.slice(0, 200),
      value: JSON.parse(valueText),
    });
  }
  return [...found.values()];
}

/** Index of the last token of the value that begins at `start`. */
function endOfValue(tokens: readonly GoToken[], start: number): number {
  let depth = 0;
  for (let index = start; index < tokens.length; index += 1) {
    const text = tokens[index]?.kind === "punctuation" ? tokens[index]?.text : undefined;
    if (text === "{" || text === "[") depth += 1;
    if (text === "}" || text === "]") depth -= 1;
    if (depth === 0) return index;
  }
  return tokens.length - 1;
}
