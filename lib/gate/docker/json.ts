import { ApiError } from "./failure.ts";

const NESTING_LIMIT = 64; // the deepest real answer (inspect) has 7
// Never a field of Docker's; a label of that name is dropped as well, since it could only be an attack.
const PROTOTYPE_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);
// An escape could spell a key without its letters, so such a text takes the careful way too.
const MAY_NAME_PROTOTYPE = /__proto__|constructor|prototype|\\u/;

/** Depth of the deepest bracket, strings left out. Counts until `limit` and no further. */
export function isNestedDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x22) {
      index = endOfString(text, index);
    } else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}

function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(at - 1 - backslashes) === 0x5c) backslashes += 1;
    if (backslashes % 2 === 0) return at;
  }
  return text.length;
}

const withoutPrototypeKeys = (key: string, value: unknown): unknown =>
  PROTOTYPE_KEYS.has(key) ? undefined : value;

/**
 * JSON of a daemon. Throws ApiError `malformed` for what is no JSON or nests deeper than 64;
 * keys that name a prototype are dropped.
 */
export function parseJson(text: string): unknown {
  if (isNestedDeeperThan(text, NESTING_LIMIT))
    throw new ApiError("malformed", `the answer nests deeper than ${NESTING_LIMIT}`);
  try {
    return MAY_NAME_PROTOTYPE.test(text) ? JSON.parse(text, withoutPrototypeKeys) : JSON.parse(text);
  } catch (error) {
    throw new ApiError("malformed", `the answer is not JSON: ${messageOf(error)}`);
  }
}

// Node 24 hands the reviver the source text; the compiler's library does not know it yet.
const parseWithSource = JSON.parse as (
  text: string,
  reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
) => unknown;

/** The same with `timeNano` as decimal text: as a number it would lose its last digits. */
export function parseEventJson(text: string): unknown {
  if (isNestedDeeperThan(text, NESTING_LIMIT))
    throw new ApiError("malformed", `the event nests deeper than ${NESTING_LIMIT}`);
  try {
    return parseWithSource(text, (key, value, context) => {
      if (key === "timeNano" && typeof value === "number") return context.source;
      return withoutPrototypeKeys(key, value);
    });
  } catch (error) {
    throw new ApiError("malformed", `the event is not JSON: ${messageOf(error)}`);
  }
}

// The parser quotes what it choked on; a daemon's bytes stay out of messages beyond a few letters.
const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message.slice(0, 120) : "unreadable";
