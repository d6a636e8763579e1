/* The place where a text stops being JSON: `JSON.parse` names it for some mistakes and not for others. */

export interface JsonBreak {
  readonly line: number;
  readonly column: number;
  /** All that is there is right, and more should follow. */
  readonly isEnd: boolean;
}

type Expected = "value" | "value-or-end" | "key" | "key-or-end" | "colon" | "comma-or-end" | "nothing";

const BLANKS = /[ \t\n\r]*/y;
const PLAIN = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const IN_STRING = /[^"\\\p{Cc}]*/uy;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** Behind the string that begins here, or where it breaks. */
function afterString(text: string, from: number): { readonly at: number; readonly isWhole: boolean } {
  let at = from + 1;
  for (;;) {
    at = skip(IN_STRING, text, at);
    if (text[at] === '"') return { at: at + 1, isWhole: true };
    // JSON keeps out what is below the blank alone.
    const next = text[at] === "\\" ? skip(ESCAPE, text, at) : at + (text.charCodeAt(at) >= 0x7f ? 1 : 0);
    if (next === at) return { at, isWhole: false };
    at = next;
  }
}

/** Where the first mistake is; the end of the text where none is found before it. */
function breakAt(text: string): number {
  const open: ("{" | "[")[] = [];
  let expected: Expected = "value";
  let at = skip(BLANKS, text, 0);
  const afterValue = (): Expected => (open.length === 0 ? "nothing" : "comma-or-end");
  while (at < text.length) {
    const sign = text[at] ?? "";
    const isKey: boolean = expected === "key" || expected === "key-or-end";
    const isValue: boolean = expected === "value" || expected === "value-or-end";
    if (sign === '"' && (isKey || isValue)) {
      const { at: next, isWhole } = afterString(text, at);
      at = next;
      if (!isWhole) return at;
      expected = isKey ? "colon" : afterValue();
    } else if ((sign === "{" || sign === "[") && isValue) {
      open.push(sign);
      at += 1;
      expected = sign === "{" ? "key-or-end" : "value-or-end";
    } else if (isEndOf(sign, open.at(-1)) && /or-end$/.test(expected)) {
      open.pop();
      at += 1;
      expected = afterValue();
    } else if (sign === ":" && expected === "colon") {
      at += 1;
      expected = "value";
    } else if (sign === "," && expected === "comma-or-end") {
      at += 1;
      expected = open.at(-1) === "{" ? "key" : "value";
    } else {
      const next = isValue ? skip(PLAIN, text, at) : at;
      if (next === at) return at;
      at = next;
      expected = afterValue();
    }
    at = skip(BLANKS, text, at);
  }
  return at;
}

const isEndOf = (sign: string, open: "{" | "[" | undefined): boolean =>
  (sign === "}" && open === "{") || (sign === "]" && open === "[");

/** Of a text that `JSON.parse` refuses. */
export function whereItBreaks(text: string): JsonBreak {
  const at = breakAt(text);
  const before = text.slice(0, at);
  return {
    line: before.split("\n").length,
    column: at - before.lastIndexOf("\n"),
    isEnd: at === text.length,
  };
}
