/*
 * Machine text made harmless. What would move a cursor, turn the writing direction or hide itself becomes a
 * visible mark; nothing is dropped, so what is seen is what was written.
 */

export interface TextSegment {
  readonly kind: "text";
  readonly text: string;
  /** Class names of SGR styles, only where they were asked for. */
  readonly style?: string;
}

export interface MarkSegment {
  readonly kind: "mark";
  /** What is drawn: "ESC", "U+202E". */
  readonly label: string;
  /** What it is, in words. */
  readonly title: string;
}

export type MachineSegment = TextSegment | MarkSegment;

export interface MachineTextOptions {
  /** Interprets SGR colours and weights; every other escape sequence stays a mark. */
  readonly ansi?: boolean;
  /** Lines stay lines; without it a line break is a mark. */
  readonly isMultiline?: boolean;
  /** Characters shown at most. */
  readonly limit?: number;
}

export interface MachineText {
  readonly segments: readonly MachineSegment[];
  /** UTF-16 units that are not shown. */
  readonly cutCount: number;
}

/** Enough for a log line across a very wide screen; the rest is counted, not drawn. */
export const MACHINE_TEXT_LIMIT = 4_000;

/** First and last code point of each stretch that shows nothing, or changes how the rest is shown. */
const HIDDEN_RANGES: readonly (readonly [number, number])[] = [
  [0x00, 0x1f], // C0 controls
  [0x7f, 0x9f], // delete and C1 controls
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160], // fillers of Hangul
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f], // zero width, direction marks
  [0x2028, 0x202e], // separators, direction overrides
  [0x2060, 0x206f], // invisible operators, direction isolates
  [0x3164, 0x3164],
  [0xd800, 0xdfff], // half of a pair
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff], // tags and more variation selectors
];
const escaped = (code: number): string => `\\u{${code.toString(16)}}`;
const HIDDEN = new RegExp(`[${HIDDEN_RANGES.map(([a, b]) => `${escaped(a)}-${escaped(b)}`).join("")}]`, "u");
// More combining marks on one letter than any writing uses: they would paint over the lines above.
const STACKED = /\p{M}{6,}/u;
// The escape character is the point here.
const SGR = new RegExp(`^${String.fromCharCode(27)}\\[([0-9;:]{0,40})m`);

const NAMES: Readonly<Record<number, string>> = {
  0: "null",
  7: "bell",
  8: "backspace",
  9: "tab",
  10: "line break",
  13: "carriage return",
  27: "escape",
  127: "delete",
  173: "soft hyphen",
  8203: "zero-width space",
  8204: "zero-width non-joiner",
  8205: "zero-width joiner",
  8206: "left-to-right mark",
  8207: "right-to-left mark",
  8232: "line separator",
  8233: "paragraph separator",
  8234: "left-to-right embedding",
  8235: "right-to-left embedding",
  8236: "end of direction",
  8237: "left-to-right override",
  8238: "right-to-left override",
  8294: "left-to-right isolate",
  8295: "right-to-left isolate",
  8296: "first strong isolate",
  8297: "end of isolate",
  65279: "byte order mark",
};

// Letters, as the pictures of these characters are missing from most fonts.
const C0 =
  "NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US".split(
    " ",
  );

const codePointText = (code: number): string => `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;

function markOf(code: number): MarkSegment {
  const title = `${NAMES[code] ?? "hidden character"}, ${codePointText(code)}`;
  if (code < 32) return { kind: "mark", label: C0[code] ?? codePointText(code), title };
  if (code === 127) return { kind: "mark", label: "DEL", title };
  return { kind: "mark", label: codePointText(code), title };
}

/** Whether text holds anything that a reader would not see: such a command is not put on a clipboard. */
export function hasHidden(text: string, isMultiline = false): boolean {
  return HIDDEN.test(isMultiline ? text.replace(/[\n\t]/g, "") : text);
}

const COLOURS = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"] as const;

interface Sgr {
  readonly colour?: string;
  readonly isBold?: boolean;
  readonly isDim?: boolean;
  readonly isItalic?: boolean;
  readonly isUnderlined?: boolean;
}

/** The style after one SGR sequence. Backgrounds, 256 colours and blinking are ignored: colour is a statement here. */
function applySgr(before: Sgr, parameters: string): Sgr {
  const codes = parameters.split(/[;:]/).map((code) => Number(code || 0));
  let style: Sgr = before;
  for (let index = 0; index < codes.length; index += 1) {
    const code = codes[index] ?? 0;
    const colour = COLOURS[code % 10];
    if (code === 0) style = {};
    else if (code === 1) style = { ...style, isBold: true };
    else if (code === 2) style = { ...style, isDim: true };
    else if (code === 3) style = { ...style, isItalic: true };
    else if (code === 4) style = { ...style, isUnderlined: true };
    else if (code === 22) style = { ...style, isBold: false, isDim: false };
    else if (code === 23) style = { ...style, isItalic: false };
    else if (code === 24) style = { ...style, isUnderlined: false };
    else if (code === 38 || code === 48) index += codes[index + 1] === 5 ? 2 : 4;
    else if (code === 39) style = { ...style, colour: "" };
    else if (colour !== undefined && ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)))
      style = { ...style, colour };
  }
  return style;
}

function classOf(style: Sgr): string {
  return [
    style.colour ? `sgr-${style.colour}` : "",
    style.isBold ? "sgr-b" : "",
    style.isDim ? "sgr-d" : "",
    style.isItalic ? "sgr-i" : "",
    style.isUnderlined ? "sgr-u" : "",
  ]
    .filter(Boolean)
    .join(" ");
}

/** Where to cut without splitting a pair of surrogates. */
function cutAt(text: string, limit: number): number {
  if (text.length <= limit) return text.length;
  const code = text.charCodeAt(limit - 1);
  return code >= 0xd800 && code <= 0xdbff ? limit - 1 : limit;
}

/** Splits text into what may be drawn as it is and marks for what may not. */
export function toMachineText(input: string, options: MachineTextOptions = {}): MachineText {
  const end = cutAt(input, options.limit ?? MACHINE_TEXT_LIMIT);
  const text = input.slice(0, end);
  const segments: MachineSegment[] = [];
  let style: Sgr = {};
  let plain = "";

  const flush = (): void => {
    if (plain === "") return;
    const names = classOf(style);
    segments.push(names === "" ? { kind: "text", text: plain } : { kind: "text", text: plain, style: names });
    plain = "";
  };

  let combining = 0;
  for (let index = 0; index < text.length; ) {
    const code = text.codePointAt(index) ?? 0;
    const character = String.fromCodePoint(code);
    if (options.ansi === true && code === 27) {
      const sequence = SGR.exec(text.slice(index, index + 48));
      if (sequence !== null) {
        flush();
        style = applySgr(style, sequence[1] ?? "");
        index += sequence[0].length;
        continue;
      }
    }
    index += character.length;
    const isLayout = character === "\t" || (character === "\n" && options.isMultiline === true);
    if (!isLayout && HIDDEN.test(character)) {
      flush();
      segments.push(markOf(code));
      continue;
    }
    combining = /\p{M}/u.test(character) ? combining + 1 : 0;
    if (combining > 5) {
      flush();
      segments.push(markOf(code));
      continue;
    }
    plain += character;
  }
  flush();
  return { segments, cutCount: input.length - end };
}

/** Most text is plain; then it needs no segments at all. */
export const isPlain = (text: string, limit = MACHINE_TEXT_LIMIT): boolean =>
  text.length <= limit && !HIDDEN.test(text) && !STACKED.test(text);
