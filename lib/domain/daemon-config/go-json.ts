/*
 * A JSON reader that fails where Go's encoding/json fails and with its words, because dockerd prints
 * those words without a line number. It works on bytes as Go does, and reports a place.
 */

/** How the engine reads: before 23 the first value of a stream, since then the whole file. */
export type GoReader = "decoder" | "unmarshal";

export interface GoSyntaxError {
  /** As dockerd prints it. */
  readonly message: string;
  /** Byte at which the parser stopped; the length of the text when it ended too early. */
  readonly offset: number;
  readonly kind: "unexpected-character" | "too-short" | "empty";
  /** What the parser was in the middle of. */
  readonly context: string;
}

export interface GoToken {
  readonly kind: "string" | "number" | "literal" | "punctuation";
  readonly text: string;
  /** Byte offsets: first, and the one after the last. */
  readonly start: number;
  readonly end: number;
}

export interface GoScan {
  /** Tokens up to the error or the end. */
  readonly tokens: readonly GoToken[];
  /** Open brackets and braces at the end, by token index. */
  readonly open: readonly number[];
  readonly error?: GoSyntaxError;
}

const SPACE = new Set([0x20, 0x09, 0x0a, 0x0d]);
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
// Go allows 10,000; no settings file nests, and a hostile one must not exhaust our stack.
const MAX_DEPTH = 500;

class Stop extends Error {
  readonly at: number;
  readonly context: string;
  constructor(at: number, context: string) {
    super(context);
    this.at = at;
    this.context = context;
  }
}

/** Scans one file as the given reader would. Never throws. */
export function scanGoJson(bytes: Uint8Array, reader: GoReader): GoScan {
  const scanner = new Scanner(bytes);
  try {
    scanner.skipSpace();
    if (scanner.atEnd()) {
      // 23 and later treat an empty file as no settings.
      const error: GoSyntaxError = { message: "EOF", offset: 0, kind: "empty", context: "" };
      return { tokens: [], open: [], ...(reader === "decoder" && { error }) };
    }
    scanner.value();
    scanner.skipSpace();
    // The decoder stops after the first value and never looks at what follows.
    if (reader === "unmarshal" && !scanner.atEnd()) throw new Stop(scanner.offset, "after top-level value");
    return { tokens: scanner.tokens, open: [] };
  } catch (problem) {
    if (!(problem instanceof Stop)) throw problem;
    return { tokens: scanner.tokens, open: scanner.open, error: toError(bytes, problem, reader) };
  }
}

function toError(bytes: Uint8Array, stop: Stop, reader: GoReader): GoSyntaxError {
  if (stop.at >= bytes.length)
    return {
      message: reader === "decoder" ? "unexpected EOF" : "unexpected end of JSON input",
      offset: bytes.length,
      kind: "too-short",
      context: stop.context,
    };
  const byte = bytes[stop.at] ?? 0;
  return {
    message: `invalid character ${quoted(byte)} ${stop.context}`,
    offset: stop.at,
    kind: "unexpected-character",
    context: stop.context,
  };
}

/** A byte the way Go quotes it: as a character of its own, so that UTF-8 shows its first byte alone. */
function quoted(byte: number): string {
  if (byte === 0x27) return "'\\''";
  if (byte === QUOTE) return "'\"'";
  const escapes: Record<number, string> = {
    7: "\\a",
    8: "\\b",
    9: "\\t",
    10: "\\n",
    11: "\\v",
    12: "\\f",
    13: "\\r",
    92: "\\\\",
  };
  const short = escapes[byte];
  if (short !== undefined) return `'${short}'`;
  if (byte < 0x20 || byte === 0x7f) return `'\\x${byte.toString(16).padStart(2, "0")}'`;
  // U+0080 to U+00A0 and the soft hyphen are not printable.
  if ((byte >= 0x80 && byte <= 0xa0) || byte === 0xad) return `'\\u00${byte.toString(16)}'`;
  return `'${String.fromCharCode(byte)}'`;
}

class Scanner {
  readonly tokens: GoToken[] = [];
  readonly open: number[] = [];
  offset = 0;
  private readonly bytes: Uint8Array;
  private readonly decoder = new TextDecoder();

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  atEnd(): boolean {
    return this.offset >= this.bytes.length;
  }

  skipSpace(): void {
    while (SPACE.has(this.bytes[this.offset] ?? 0)) this.offset += 1;
  }

  value(): void {
    this.skipSpace();
    const byte = this.bytes[this.offset];
    if (byte === QUOTE) this.string();
    else if (byte === 0x7b) this.object();
    else if (byte === 0x5b) this.array();
    else if (byte === 0x2d || isDigit(byte)) this.number();
    else if (byte === 0x74) this.literal("true");
    else if (byte === 0x66) this.literal("false");
    else if (byte === 0x6e) this.literal("null");
    else throw new Stop(this.offset, "looking for beginning of value");
  }

  private object(): void {
    this.enter();
    this.skipSpace();
    if (this.leaveAt(0x7d)) return;
    for (;;) {
      this.skipSpace();
      if (this.bytes[this.offset] !== QUOTE)
        throw new Stop(this.offset, "looking for beginning of object key string");
      this.string();
      this.skipSpace();
      this.expect(0x3a, "after object key");
      this.value();
      this.skipSpace();
      if (this.leaveAt(0x7d)) return;
      this.expect(0x2c, "after object key:value pair");
    }
  }

  private array(): void {
    this.enter();
    this.skipSpace();
    if (this.leaveAt(0x5d)) return;
    for (;;) {
      this.value();
      this.skipSpace();
      if (this.leaveAt(0x5d)) return;
      this.expect(0x2c, "after array element");
    }
  }

  private enter(): void {
    if (this.open.length >= MAX_DEPTH) throw new Stop(this.offset, "exceeded max depth");
    this.open.push(this.tokens.length);
    this.take("punctuation", this.offset, this.offset + 1);
  }

  private leaveAt(closer: number): boolean {
    if (this.bytes[this.offset] !== closer) return false;
    this.open.pop();
    this.take("punctuation", this.offset, this.offset + 1);
    return true;
  }

  private expect(byte: number, context: string): void {
    if (this.bytes[this.offset] !== byte) throw new Stop(this.offset, context);
    this.take("punctuation", this.offset, this.offset + 1);
  }

  private string(): void {
    const start = this.offset;
    let at = start + 1;
    for (;;) {
      const byte = this.bytes[at];
      if (byte === undefined) throw new Stop(at, "in string literal");
      if (byte === QUOTE) break;
      if (byte === BACKSLASH) at = this.escape(at + 1);
      else if (byte < 0x20) throw new Stop(at, "in string literal");
      else at += 1;
    }
    this.take("string", start, at + 1);
  }

  /** `at` is after the backslash; gives the offset after the escape. */
  private escape(at: number): number {
    const byte = this.bytes[at];
    if (byte === 0x75) {
      for (let digit = at + 1; digit <= at + 4; digit += 1)
        if (!isHexDigit(this.bytes[digit])) throw new Stop(digit, "in \\u hexadecimal character escape");
      return at + 5;
    }
    if (byte === undefined || !'"\\/bfnrt'.includes(String.fromCharCode(byte)))
      throw new Stop(at, "in string escape code");
    return at + 1;
  }

  private number(): void {
    const start = this.offset;
    let at = start;
    if (this.bytes[at] === 0x2d) at += 1;
    if (this.bytes[at] === 0x30) at += 1;
    else at = this.digits(at, "in numeric literal");
    if (this.bytes[at] === 0x2e) at = this.digits(at + 1, "after decimal point in numeric literal");
    if (this.bytes[at] === 0x65 || this.bytes[at] === 0x45) {
      at += 1;
      if (this.bytes[at] === 0x2b || this.bytes[at] === 0x2d) at += 1;
      at = this.digits(at, "in exponent of numeric literal");
    }
    this.take("number", start, at);
  }

  private digits(from: number, context: string): number {
    let at = from;
    while (isDigit(this.bytes[at])) at += 1;
    if (at === from) throw new Stop(at, context);
    return at;
  }

  private literal(word: string): void {
    for (let index = 1; index < word.length; index += 1)
      if (this.bytes[this.offset + index] !== word.charCodeAt(index))
        throw new Stop(this.offset + index, `in literal ${word} (expecting '${word[index]}')`);
    this.take("literal", this.offset, this.offset + word.length);
  }

  private take(kind: GoToken["kind"], start: number, end: number): void {
    this.tokens.push({ kind, start, end, text: this.decoder.decode(this.bytes.subarray(start, end)) });
    this.offset = end;
  }
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;
const isHexDigit = (byte: number | undefined): boolean =>
  byte !== undefined && /[0-9a-fA-F]/.test(String.fromCharCode(byte));
