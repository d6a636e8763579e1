import { REDACTION_MARK } from "./mark.ts";
import { shownOf, withMarksAround } from "./markdown-shadow.ts";
import type { Span } from "./prefix-patterns.ts";
import { type Shadow, shadowOf } from "./shadow.ts";

/** How many values one rule took out. */
export interface Replacement {
  readonly rule: string;
  readonly count: number;
}

/** Without those that touch a mark: what was hidden before stays as it is, and hiding twice changes nothing. */
export function outsideMarks<Part extends Span>(text: string, spans: readonly Part[]): readonly Part[] {
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

/** A place in the original, and what stands there as it was found. */
interface Found extends Span {
  readonly found: string;
}

const foundIn = (shadow: Shadow, spans: readonly Span[]): readonly Found[] =>
  spans.map(({ from, to, rule }) => ({
    from: shadow.originAt(from),
    to: shadow.endAt(to - 1) + 1,
    rule,
    found: shadow.text.slice(from, to),
  }));

function replaced(
  original: string,
  spans: readonly Found[],
  standIn: (rule: string, found: string) => string,
): { readonly text: string; readonly replacements: readonly Replacement[] } {
  let text = "";
  let from = 0;
  for (const span of spans) {
    const told = standIn(span.rule, span.found);
    const lineEnds = original.slice(span.from, span.to).match(/\r?\n/g) ?? [];
    text += original.slice(from, span.from) + told + lineEnds.map((lineEnd) => lineEnd + told).join("");
    from = span.to;
  }
  return { text: text + original.slice(from), replacements: countRules(spans) };
}

/** In order and without overlap; of two that overlap the later one keeps what is left of it. */
function apart<Part extends Span>(spans: readonly Part[]): readonly Part[] {
  const sorted = spans.toSorted((left, right) => left.from - right.from || right.to - left.to);
  const result: Part[] = [];
  for (const span of sorted) {
    const from = Math.max(span.from, result.at(-1)?.to ?? 0);
    if (from < span.to) result.push({ ...span, from });
  }
  return result;
}

/** As `replaceFound`, and also what is found in the text as it is shown where it is Markdown. Spans may overlap. */
export function replaceShown(
  original: string,
  find: (text: string) => readonly Span[],
  standIn: (rule: string, found: string) => string,
): { readonly text: string; readonly replacements: readonly Replacement[] } {
  const shadow = shadowOf(original);
  const shown = shownOf(shadow);
  const found = [
    ...foundIn(shadow, find(shadow.text)),
    ...(shown === undefined
      ? []
      : foundIn(shown, find(shown.text)).map((span) => ({
          ...span,
          ...withMarksAround(original, span),
        }))),
  ];
  if (found.length === 0) return { text: original, replacements: [] };
  return replaced(original, apart(found), standIn);
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
  return replaced(original, foundIn(shadow, spans), standIn);
}
