import { carrierSpans } from "./carrier-patterns.ts";
import { emailSpans } from "./email-spans.ts";
import { markOf } from "./mark.ts";
import { prefixSpans, type Span } from "./prefix-patterns.ts";
import { outsideMarks, type Replacement, replaceFound } from "./replace.ts";
import { isSensitiveName } from "./sensitive-names.ts";
import { structuredSpans } from "./structured.ts";

export { isSensitiveName } from "./sensitive-names.ts";

/*
 * Hides secrets in text that leaves the hands of operators. What is hidden becomes `[redacted:rule#abcd]`,
 * where abcd is a keyed hash of it: equal secrets stay recognisable, and nobody without the key can try
 * guesses. Ids of containers, digests of images and trace ids are never hidden.
 */

export interface RedactionOptions {
  /** Secret of this Foghorn; the same key gives the same marks. */
  readonly key: string;
  /** Strings that are secrets wherever they stand: values of environment variables, an operator's own list. */
  readonly literals?: readonly string[];
  /** Also e-mail addresses: for readers who are not known. Addresses of machines are part of what happened and stay. */
  readonly areEmailsHidden?: boolean;
}

// No secret is shorter, and most texts that are asked about are ids and words.
const SHORTEST_TEXT = 6;

function* literalSpans(text: string, literals: readonly string[]): Generator<Span> {
  for (const literal of literals) {
    if (literal === "") continue;
    for (let from = text.indexOf(literal); from !== -1; from = text.indexOf(literal, from + literal.length))
      yield { from, to: from + literal.length, rule: "literal" };
  }
}

/** Spans without overlap, in order. Of two that overlap one mark covers both, named by the first found. */
function merged(spans: readonly Span[]): readonly Span[] {
  const sorted = [...spans].sort((left, right) => left.from - right.from || right.to - left.to);
  const result: Span[] = [];
  for (const span of sorted) {
    const last = result.at(-1);
    if (last === undefined || span.from >= last.to) result.push(span);
    else if (span.to > last.to) result[result.length - 1] = { ...last, to: span.to };
  }
  return result;
}

function spansOf(text: string, options: RedactionOptions): readonly Span[] {
  const found = [
    ...literalSpans(text, options.literals ?? []),
    ...structuredSpans(text),
    ...carrierSpans(text),
    ...prefixSpans(text),
    ...(options.areEmailsHidden === true ? emailSpans(text) : []),
  ];
  return found.length === 0 ? [] : merged(outsideMarks(text, found));
}

/** Hides secrets in one text of any length. Calling it again on its result changes nothing. */
export function redactText(
  text: string,
  options: RedactionOptions,
): { readonly text: string; readonly replacements: readonly Replacement[] } {
  if (text.length < SHORTEST_TEXT) return { text, replacements: [] };
  return replaceFound(
    text,
    (shadow) => spansOf(shadow, options),
    (rule, secret) => markOf(rule, secret, options.key),
  );
}

/** Hides secrets in lines that belong together: a key block that runs over several is found. */
export function redactLines(
  lines: readonly string[],
  options: RedactionOptions,
): { readonly lines: readonly string[]; readonly replacements: readonly Replacement[] } {
  // Line ends inside a line would shift all that follow.
  const joined = lines.map((line) => line.replaceAll("\n", "␤")).join("\n");
  const { text, replacements } = redactText(joined, options);
  return { lines: text.split("\n"), replacements };
}

type Json = unknown;

/** Hides secrets in a JSON value: by the names of its fields first, then in each of its texts. */
export function redactValue(
  value: Json,
  options: RedactionOptions,
): { readonly value: Json; readonly replacements: readonly Replacement[] } {
  const counts = new Map<string, number>();
  const add = (rule: string, count: number): void => {
    counts.set(rule, (counts.get(rule) ?? 0) + count);
  };
  const hidden = (secret: string): string => {
    if (secret === "" || secret.startsWith("[redacted:")) return secret;
    add("named", 1);
    return markOf("named", secret, options.key);
  };
  const walk = (node: Json, isSecret: boolean): Json => {
    if (typeof node === "string") {
      if (isSecret) return hidden(node);
      const { text, replacements } = redactText(node, options);
      for (const { rule, count } of replacements) add(rule, count);
      return text;
    }
    if (Array.isArray(node)) return node.map((item: Json) => walk(item, isSecret));
    if (typeof node !== "object" || node === null) return node;
    const namedBy = Object.entries(node).find(([name]) => /^(?:name|key)$/i.test(name))?.[1];
    const holdsSecret = typeof namedBy === "string" && isSensitiveName(namedBy);
    return Object.fromEntries(
      Object.entries(node).map(([name, field]) => [
        name,
        walk(field, isSensitiveName(name) || (holdsSecret && /^value$/i.test(name))),
      ]),
    );
  };
  const result = walk(value, false);
  return { value: result, replacements: [...counts].map(([rule, count]) => ({ rule, count })) };
}
