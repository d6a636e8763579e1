import { shortHash } from "./keyed-hash.ts";

/** What stands where something was hidden: `[redacted:rule#abcd]`; the rule and its keyed hash are the first group. */
export const REDACTION_MARK = /\[redacted:([a-z-]{1,32}#[0-9a-f]{4})\]/g;

export type MarkedPiece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "mark"; readonly name: string };

/** Text taken apart at its marks, in order. */
export function piecesAtMarks(text: string): readonly MarkedPiece[] {
  if (!text.includes("[redacted:")) return [{ kind: "text", text }];
  const pieces: MarkedPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(REDACTION_MARK)) {
    if (match.index > from) pieces.push({ kind: "text", text: text.slice(from, match.index) });
    pieces.push({ kind: "mark", name: match[1] ?? "" });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ kind: "text", text: text.slice(from) });
  return pieces;
}

/** The mark of a rule for what it hid: equal texts have equal marks. */
export const markOf = (rule: string, hidden: string, key: string): string =>
  `[redacted:${rule}#${shortHash(hidden, key)}]`;
