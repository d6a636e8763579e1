import { CHECK_PROBES, type PassCondition } from "../runbook.ts";
import { didYouMean } from "./parse-block.ts";
import { wrongValue } from "./probe-values.ts";

const OPERATORS = [
  "is",
  "is-not",
  "below",
  "at-most",
  "above",
  "at-least",
  "answers",
  "no-answer",
] as const satisfies readonly PassCondition["operator"][];

/** As they are written elsewhere. */
const SIGNS: Readonly<Record<string, PassCondition["operator"]>> = {
  "=": "is",
  "==": "is",
  equals: "is",
  "!=": "is-not",
  "<": "below",
  "<=": "at-most",
  ">": "above",
  ">=": "at-least",
};

/** A column counts from 1 within the text that was given. */
export type ParsedPass =
  | { readonly pass: PassCondition }
  | {
      readonly column: number;
      readonly reason: string;
      readonly meant?: { readonly wrong: string; readonly right: string };
    };

function toValue(text: string): string | number | boolean {
  if (text === "true" || text === "false") return text === "true";
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
}

/** `api.ping answers`, `disk.used-ratio below 0.8`, `unit.docker is active`: probe, operator, value. */
export function parsePass(text: string): ParsedPass {
  const match = /^(\s*)(\S+)(?:(\s+)(\S+)(?:(\s+)(.*\S))?)?\s*$/.exec(text);
  const [, before = "", probeText = "", gap = "", operatorText = "", space = "", valueText = ""] =
    match ?? [];
  const probeColumn = before.length + 1;
  const operatorColumn = probeColumn + probeText.length + gap.length;
  const probe = CHECK_PROBES.find((known) => known === probeText);
  if (!probe) {
    const { text: near, ...meant } = didYouMean(probeText, CHECK_PROBES);
    const known =
      near === "" ? ` Known: ${CHECK_PROBES.join(", ")}.` : `${near} All are in docs/runbooks.md.`;
    return { column: probeColumn, reason: `"${probeText}" is no probe.${known}`, ...meant };
  }
  const operator = OPERATORS.find((known) => known === operatorText);
  if (!operator) {
    const said = operatorText === "" ? "An operator is missing." : `"${operatorText}" is no operator.`;
    const sign = Object.hasOwn(SIGNS, operatorText) ? SIGNS[operatorText] : undefined;
    const { text: near, ...meant } =
      sign === undefined
        ? didYouMean(operatorText, OPERATORS)
        : { text: ` Did you mean "${sign}"?`, meant: { wrong: operatorText, right: sign } };
    return { column: operatorColumn, reason: `${said}${near} Known: ${OPERATORS.join(", ")}.`, ...meant };
  }
  if (operator === "answers" || operator === "no-answer") {
    if (!probe.startsWith("api."))
      return { column: operatorColumn, reason: `Only a call can be answered (api.…), and ${probe} is none.` };
    if (valueText === "") return { pass: { probe, operator } };
    return { column: operatorColumn, reason: `"${operator}" takes no value, but "${valueText}" follows.` };
  }
  if (valueText === "") return { column: operatorColumn, reason: `"${operator}" needs a value after it.` };
  const valueColumn = operatorColumn + operatorText.length + space.length;
  const joined = /\s(?:and|or|&&|\|\|)\s/i.exec(valueText);
  if (joined !== null) {
    const reason = 'One line holds one condition. A step has one "pass:" or "confirm:", and several "when:".';
    return { column: valueColumn + joined.index + 1, reason };
  }
  const wrong = wrongValue(probe, operator, valueText);
  if (wrong === undefined) return { pass: { probe, operator, value: toValue(valueText) } };
  const { at, ...said } = wrong;
  return { column: at === "operator" ? operatorColumn : valueColumn, ...said };
}
