import type { JournalLine } from "../signal.ts";
import { SIGNATURES, type Signature } from "./signatures.ts";

export interface MarkedLine {
  readonly signature: Signature;
  /** What the pattern's groups caught; a group that did not take part is empty. */
  readonly values: readonly string[];
}

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

/** The signature a line has, or undefined. Output of a container is never the engine's word, whatever it says. */
export function markLine(line: Pick<JournalLine, "unit" | "text" | "containerId">): MarkedLine | undefined {
  if (line.unit === "container" || line.containerId !== undefined) return undefined;
  const text = unescaped(line.text.slice(0, MAX_TESTED_CHARS));
  for (const signature of SIGNATURES) {
    if (!signature.units.includes(line.unit)) continue;
    const match = signature.pattern.exec(text);
    if (match) return { signature, values: match.slice(1).map((value) => value ?? "") };
  }
  return undefined;
}
