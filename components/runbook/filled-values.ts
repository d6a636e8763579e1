const VARIABLE = /\{\{\s*[a-zA-Z0-9_.-]+\s*\}\}/;

/**
 * What was put into the places of a template, so that a reader sees which words of a command are of this case.
 * Found by the fixed text around them; nothing is marked when the two do not fit together.
 */
export function filledValues(template: string, filled: string): readonly string[] {
  if (VARIABLE.test(filled)) return [];
  const fixed = template.split(new RegExp(VARIABLE, "g"));
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

/** Names of the places that nothing could fill: the command must not be run as it stands. */
export const missingValues = (commands: readonly string[]): readonly string[] => [
  ...new Set(
    commands.flatMap((command) =>
      [...command.matchAll(new RegExp(VARIABLE, "g"))].map(([place]) => place.replace(/[{}\s]/g, "")),
    ),
  ),
];
