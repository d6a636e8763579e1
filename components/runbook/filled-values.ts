import { fixedPieces } from "#lib/domain/runbooks/fill-command.ts";

/**
 * What was put into the places of a template, so that a reader sees which words of a command are of this case.
 * Found by the fixed text around them; nothing is marked when the two do not fit together.
 */
export function filledValues(template: string, filled: string): readonly string[] {
  const fixed = fixedPieces(template);
  if (fixed.length < 2) return [];
  const values: string[] = [];
  let at = 0;
  for (const [index, text] of fixed.entries()) {
    const isLast = index === fixed.length - 1;
    const found = isLast && text === "" ? filled.length : filled.indexOf(text, at);
    if (found < 0) return [];
    if (index > 0) values.push(filled.slice(at, found));
    else if (found !== 0) return [];
    at = found + text.length;
  }
  return values.filter((value) => value !== "");
}
