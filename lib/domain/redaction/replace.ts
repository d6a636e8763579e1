import { REDACTION_MARK } from "./mark.ts";
import type { Span } from "./prefix-patterns.ts";
import { shadowOf } from "./shadow.ts";

/** How many values one rule took out. */
export interface Replacement {
  readonly rule: string;
  readonly count: number;
}

/** Without those that touch a mark: what was hidden before stays as it is, and hiding twice changes nothing. */
export function outsideMarks(text: string, spans: readonly Span[]): readonly Span[] {
  if (!text.includes("[redacted:")) return spans;
  const marks = [...text.matchAll(REDACTION_MARK)].map((mark) => ({
    from: mark.index,
    to: mark.index + mark[0].length,
  }));
  return spans.filter((span) => !marks.some((mark) => span.from < mark.to && mark.from < span.to));
}

function countRules(spans: readonly Span[]): readonly Replacement[] {
  const counts = new Map<string, number>();
  for (const { rule } of spans) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].map(([rule, count]) => ({ rule, count }));
}

/**
 * Replaces what `find` finds in the text as people read it, without invisible characters, by what `standIn` gives for it.
 * Spans are in order and do not overlap. One over several lines leaves what stands for it in each, so lines stay lines.
 */
export function replaceFound(
  original: string,
  find: (text: string) => readonly Span[],
  standIn: (rule: string, found: string) => string,
): { readonly text: string; readonly replacements: readonly Replacement[] } {
  const shadow = shadowOf(original);
  const spans = find(shadow.text);
  if (spans.length === 0) return { text: original, replacements: [] };
  let text = "";
  let from = 0;
  for (const span of spans) {
    const start = shadow.originAt(span.from);
    const end = shadow.originAt(span.to - 1) + 1;
    const told = standIn(span.rule, shadow.text.slice(span.from, span.to));
    const lineEnds = original.slice(start, end).match(/\r?\n/g) ?? [];
    text += original.slice(from, start) + told + lineEnds.map((lineEnd) => lineEnd + told).join("");
    from = end;
  }
  return { text: text + original.slice(from), replacements: countRules(spans) };
}
