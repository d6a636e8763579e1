import type { Replacement } from "../redaction/replace.ts";

/** How many values one rule took out. */
export type Replaced = Replacement;

export type Redact = (text: string) => { readonly text: string; readonly replacements: readonly Replaced[] };

/** Over all rules. */
export const countOf = (replacements: readonly Replaced[]): number =>
  replacements.reduce((sum, { count }) => sum + count, 0);

/** Names of our own things, hashes and times: never a secret, and links would break. */
const KEPT_KEYS = new Set([
  "id",
  "kind",
  "incidentId",
  "hostId",
  "symptomId",
  "symptomIds",
  "userId",
  "runbookId",
  "stepId",
  "shareId",
  "evidenceId",
  "mode",
  "part",
  "parts",
  "state",
  "severity",
  "change",
  "bodyDigest",
  "hash",
  "headHash",
  "version",
  "absorbedBy",
]);

/**
 * The same but how hosts are called: for rules that give names another one, the same wherever it stands. What is one of a
 * few words of ours stays whatever somebody is called: a host may be web, and a process is.
 */
export const KEPT_BESIDE_NAMES: ReadonlySet<string> = new Set([
  ...[...KEPT_KEYS].filter((key) => key !== "hostId"),
  ...[
    "actionId",
    "digest",
    "how",
    "mark",
    "mediaType",
    "milestone",
    "operator",
    "outcome",
    "probe",
    "process",
    "role",
  ],
  ...["rule", "verb", "visibility"],
]);

type Line = { readonly text: string };

const isLines = (item: unknown): item is readonly Line[] =>
  Array.isArray(item) &&
  item.length > 0 &&
  item.every((line) => typeof line === "object" && line !== null && typeof line.text === "string");

/** Texts that follow one another, read as one: a key block runs over many lines. A redaction keeps the number of lines. */
export function redactTogether(
  texts: readonly string[],
  redact: Redact,
): { readonly texts: readonly string[]; readonly replacements: readonly Replaced[] } {
  const redacted = redact(texts.join("\n"));
  const lines = redacted.text.split("\n");
  let from = 0;
  const split = texts.map((text) => {
    const count = text.split("\n").length;
    from += count;
    return lines.slice(from - count, from).join("\n");
  });
  return { texts: split, replacements: redacted.replacements };
}

/** The same value with every text in it redacted, and how many values each rule took out. */
export function redactValue<Value>(
  value: Value,
  redact: Redact,
  kept: ReadonlySet<string> = KEPT_KEYS,
): { value: Value; replacements: readonly Replaced[] } {
  const counts = new Map<string, number>();
  const add = (found: readonly Replaced[]): void => {
    for (const { rule, count } of found) counts.set(rule, (counts.get(rule) ?? 0) + count);
  };
  const redactLines = (lines: readonly Line[]): unknown => {
    const together = redactTogether(
      lines.map(({ text }) => text),
      redact,
    );
    add(together.replacements);
    return lines.map(({ text: _, ...line }, index) => ({
      ...(walk(line) as object),
      text: together.texts[index] ?? "",
    }));
  };
  const walk = (item: unknown): unknown => {
    if (typeof item === "string") {
      const redacted = redact(item);
      add(redacted.replacements);
      return redacted.text;
    }
    if (isLines(item)) return redactLines(item);
    if (Array.isArray(item)) return item.map(walk);
    if (typeof item !== "object" || item === null) return item;
    return Object.fromEntries(
      Object.entries(item).map(([key, member]) => [key, kept.has(key) ? member : walk(member)]),
    );
  };
  const walked = walk(value) as Value;
  return { value: walked, replacements: [...counts].map(([rule, count]) => ({ rule, count })) };
}
