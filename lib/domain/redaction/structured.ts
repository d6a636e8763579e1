import type { Span } from "./prefix-patterns.ts";
import { isSensitiveName, isSignatureName, isWeakName } from "./sensitive-names.ts";

/*
 * Secrets by the name in front of them: JSON, logfmt, KEY=VALUE, YAML, XML, command-line flags, and pairs of
 * "name" and "value". The name decides; the value is masked whole.
 */

// Without one of these letters in a row no name is sensitive, so most lines cost one search.
const MAY_BE_SENSITIVE =
  /pass|pwd|secret|token|cred|key|auth|cookie|bearer|jwt|sess|sig(?:nature)?\b|\botp\b/i;

const NAME = String.raw`[A-Za-z_][\w.-]{0,63}`;

// "name": "value", 'name': 'value', and the same inside a string, where quotes are escaped.
const QUOTED_PAIR =
  /(?<open>\\{0,3}["'])(?<name>[A-Za-z_-][\w. /-]{0,63})\k<open>\s{0,8}(?:=>|[:=])\s{0,8}(?:(?<quote>\\{0,3}["'])(?<quoted>(?:(?!\k<quote>)(?:\\.|[^\r\n])){1,16384})\k<quote>|(?<bare>-?\d[\d.]{0,30}))/dg;

// "NAME=value" as one string of a list, as inspect writes the environment: blanks belong to the value.
const QUOTED_ASSIGNMENT = new RegExp(
  String.raw`(?<quote>\\{0,3}["'])(?<name>${NAME})=(?<quoted>(?:(?!\k<quote>)(?:\\.|[^\r\n])){1,16384})\k<quote>`,
  "dg",
);

// name=value, name="value", name: "value"; the value of a logfmt pair ends with the blank.
const PAIR = new RegExp(
  String.raw`(?<![\w.$-])-{0,2}(?<name>${NAME})(?:\[[\w'"]{0,32}\])?\s{0,2}(?<sign>=>|=|:=|:)(?<gap>[ \t]{0,4})(?:(?<quote>\\{0,3}["'\x60])(?<quoted>(?:(?!\k<quote>)(?:\\.|[^\r\n])){1,16384})(?:\k<quote>|(?=[\r\n]|$))|(?<bare>[^\s"'\x60]{1,4096}))`,
  "dg",
);

// --password value, -password value
const FLAG = new RegExp(
  String.raw`(?<![\w-])-{1,2}(?<name>${NAME})\s{1,4}(?:(?<quote>\\{0,3}["'])(?<quoted>(?:(?!\k<quote>)(?:\\.|[^\r\n])){1,4096})\k<quote>|(?<bare>[^\s"'-][^\s"']{0,4095}))`,
  "dg",
);

// {"name": "DB_PASSWORD", "value": "…"}
const NAMED_VALUE = new RegExp(
  String.raw`\\{0,3}["']?(?:name|key|Name|Key)\\{0,3}["']?\s{0,4}[:=]\s{0,4}\\{0,3}["']?(?<name>${NAME})\\{0,3}["']?\s{0,4},\s{0,8}\\{0,3}["']?[Vv]alue\\{0,3}["']?\s{0,4}[:=]\s{0,4}(?<quote>\\{0,3}["'])(?<quoted>(?:(?!\k<quote>)(?:\\.|[^\r\n])){1,16384})\k<quote>`,
  "dg",
);

const XML = new RegExp(
  String.raw`<(?<name>${NAME})(?:\s[^<>]{0,200})?>(?<bare>[^<>]{1,4096})</\k<name>>`,
  "dg",
);

// "password is hunter2", "the secret 'x'": in prose only what is quoted or looks made up.
const PROSE =
  /(?<![\w-])(?<name>passw(?:or)?d|passphrase|secret|token|api[ -]?key|access key|private key|credentials?)\s(?:(?:is|was|of|to|for [\w@.-]{1,64}(?: is)?|set to|changed to|used|using|value)\s){0,2}(?:(?<quote>['"\x60])(?<quoted>[^'"\x60\r\n]{3,256})\k<quote>|(?<made>[^\s'"\x60,;]{6,256}))/dgi;

const PAIRS: readonly RegExp[] = [QUOTED_PAIR, QUOTED_ASSIGNMENT, PAIR, FLAG, NAMED_VALUE, XML];

// What stands where a secret would, and is none.
const PLAIN_VALUE =
  /^(?:bearer|basic|digest|negotiate|true|false|null|nil|none|yes|no|on|off|ok|undefined|empty|unset|set|missing|invalid|incorrect|expired|required|denied|wrong|failed|failure|rejected|error|not|too|is|was|has|must|should|does|cannot|can|may|mismatch|unknown|default|\*{2,}|x{3,}|<[^>]{0,64}>|\$\{[^}]{0,64}\}|\$\(?[A-Z_][A-Z0-9_]{0,63}\)?|%[a-z]|\.{3}|-|:|=|\[\w{0,16}\]|\{\}|\[\])[.,;:!)]?$/i;
const MASKED_ALREADY = "[redacted:";
const NUMBER = /^-?\d{1,12}(?:\.\d+)?[,;)\]}]?$/;
const PATH = /^(?:\/|\.{1,2}\/|[A-Z]:\\)[\w./\\ -]{0,512}$/;

interface Value {
  readonly from: number;
  readonly to: number;
  readonly isQuoted: boolean;
}

function placeOf(match: RegExpExecArray): Value | undefined {
  const { quoted, bare, made } = match.indices?.groups ?? {};
  const place = quoted ?? bare ?? made;
  return place === undefined ? undefined : { from: place[0], to: place[1], isQuoted: quoted !== undefined };
}

/** A bare value ends where the next pair or a closing sign begins; inside it such signs belong to the secret. */
function bareEnd(text: string, { from, to }: Value): number {
  const value = text.slice(from, to);
  const next = /[,;&|](?=[\w.-]{1,64}[=:])/.exec(value);
  const end = next === null ? value.length : next.index;
  return from + value.slice(0, end).replace(/[,;)\]}>]{1,4}$/, "").length;
}

const hasMadeUpLook = (value: string): boolean =>
  /\d/.test(value) && /[A-Za-z]/.test(value) && !/^(?:sha\d+:)?[a-f0-9]{12,}$/.test(value);

function isSecret(name: string, value: string, sign: string): boolean {
  if (value === "" || value.startsWith(MASKED_ALREADY) || PLAIN_VALUE.test(value)) return false;
  const last = name.toLowerCase();
  // Counts of things: "pass=3 fail=0", "tokens: 4096".
  if (NUMBER.test(value) && /(?:^|[_.-])(?:pass|tokens|cookies|key|keys|auth)$/.test(last)) return false;
  // The name of a file that holds the secret, and a type ("token: string").
  if (PATH.test(value)) return false;
  // With a blank behind the colon it may be prose: "token: signature is invalid".
  return sign !== "prose" || hasMadeUpLook(value);
}

const LOOKS_MADE = /^(?=.*[A-Z])(?=.*[a-z])(?=.*[\d=])[\w+/=.%-]{12,}$/;
const KEYED_HASH = /^[a-f0-9]{40,128}$/;
const PROSE_WORD = /^[A-Za-z][a-z]{1,24}[.,;:!]?$/;

function signOf(match: RegExpExecArray, text: string, to: number): string {
  const { sign, gap, bare } = match.groups ?? {};
  if (sign !== ":" || gap === undefined || gap === "" || bare === undefined) return "pair";
  // "password: hunter" ends the line; "password: the one" goes on with a word.
  const rest = text.slice(to, to + 40);
  return PROSE_WORD.test(bare) && /^[ \t]+[A-Za-z]/.test(rest) ? "prose" : "pair";
}

export function* structuredSpans(text: string): Generator<Span> {
  if (!MAY_BE_SENSITIVE.test(text)) return;
  for (const pattern of PAIRS) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const value = placeOf(match);
      const name = match.groups?.name ?? "";
      const span = value === undefined ? undefined : spanOf(text, name, value, match);
      if (span !== undefined) yield span;
      // A pair whose name is harmless may hold another one in its value: "env=PASSWORD=x".
      else if (value !== undefined)
        pattern.lastIndex = Math.max(match.index + 1, Math.min(value.from, pattern.lastIndex));
    }
  }
  for (const match of text.matchAll(PROSE)) {
    const value = placeOf(match);
    if (value === undefined) continue;
    const to = value.isQuoted ? value.to : bareEnd(text, value);
    const word = text.slice(value.from, to);
    if (
      isSecret("", word, value.isQuoted ? "pair" : "prose") &&
      (value.isQuoted ? /\S/.test(word) && !/\s/.test(word) : true)
    )
      yield { from: value.from, to, rule: "named" };
  }
}

function spanOf(text: string, name: string, value: Value, match: RegExpExecArray): Span | undefined {
  const isWeak = isWeakName(name);
  if (!isWeak && !isSensitiveName(name)) return undefined;
  const to = value.isQuoted ? value.to : bareEnd(text, value);
  const secret = text.slice(value.from, to);
  const looksMade = LOOKS_MADE.test(secret) || (KEYED_HASH.test(secret) && isSignatureName(name));
  if (isWeak && !isSensitiveName(name) && !looksMade) return undefined;
  // "${VAR}" and "<none>" lose their last sign by trimming; whole they are no secrets.
  if (PLAIN_VALUE.test(text.slice(value.from, value.to))) return undefined;
  if (!isSecret(name, secret, signOf(match, text, to))) return undefined;
  return { from: value.from, to, rule: "named" };
}
