import type { JournalLine } from "../signal.ts";
import { severityOfLine } from "./severity-of-line.ts";
import type { Signature } from "./signature.ts";
import { SIGNATURES } from "./signatures.ts";

export interface MarkedLine {
  readonly signature: Signature;
  /** What the pattern's groups caught; a group that did not take part is empty. */
  readonly values: readonly string[];
}

type Line = Pick<JournalLine, "unit" | "text" | "containerId">;

// Longer lines are floods or dumps; what decides stands at their front.
const MAX_TESTED_CHARS = 8_192;

const QUOTED_FIELD = /(\w+)="((?:[^"\\]|\\.)*)"/g;

/**
 * dockerd writes `msg="…"` with Go's quoting, which hides what a signature looks for. Each quoted field
 * gets a line of its own, so that a pattern that runs to the end stops with its field.
 */
const unescaped = (text: string): string =>
  text.includes('="')
    ? text.replace(
        QUOTED_FIELD,
        (_, name: string, value: string) =>
          `${name}=${value.replaceAll('\\"', '"').replaceAll("\\n", " ")}\n`,
      )
    : text;

const marked = new WeakMap<Line, readonly MarkedLine[]>();

/**
 * All signatures a line has, each once; many modes ask of the same line each second, so it is read once. Output of a
 * container is never the engine's word, whatever it says.
 */
export function marksOf(line: Line): readonly MarkedLine[] {
  const known = marked.get(line);
  if (known !== undefined) return known;
  const marks = readMarks(line);
  marked.set(line, marks);
  return marks;
}

function readMarks({ unit, text: raw, containerId }: Line): readonly MarkedLine[] {
  if (unit === "container" || containerId !== undefined) return [];
  const text = unescaped(raw.slice(0, MAX_TESTED_CHARS));
  return SIGNATURES.flatMap((signature) => {
    if (signature.isOfPaste === true || !signature.units.includes(unit)) return [];
    const match = signature.pattern.exec(text);
    return match === null
      ? []
      : [{ signature: asSaid(signature, text), values: match.slice(1).map((value) => value ?? "") }];
  });
}

/** The signature with the severity that this line has: a mark says no more than its line does. */
function asSaid(signature: Signature, text: string): Signature {
  const said = severityOfLine(signature, text);
  const { severity, ...rest } = signature;
  return said === severity ? signature : { ...rest, ...(said !== undefined && { severity: said }) };
}

const WEIGHT = { page: 0, ticket: 1, notice: 2 } as const;
const weightOf = ({ signature: { severity, isEffect, isLeast } }: MarkedLine): number =>
  (severity === undefined ? 3 : WEIGHT[severity]) +
  (isEffect === true ? 0.5 : 0) +
  (isLeast === true ? 0.25 : 0);

/** The mark to show beside a line where there is room for one: the worst, a cause before an effect. */
export const markLine = (line: Line): MarkedLine | undefined =>
  marksOf(line).toSorted((a, b) => weightOf(a) - weightOf(b))[0];
