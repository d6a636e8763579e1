import type { EngineBound } from "../runbook.ts";

const BOUND = /^(>=|>|<=|<)\s*(\d{1,4}(?:\.\d{1,4}){0,2})$/;

/** `>=23.0 <29` as bounds; undefined when a word of it is none. */
export function parseEngines(text: string): readonly EngineBound[] | undefined {
  const bounds = text
    .trim()
    .replaceAll(/(>=|<=|>|<)\s+/g, "$1")
    .split(/\s+/)
    .map((word) => {
      const [, operator, version = ""] = BOUND.exec(word) ?? [];
      return operator === undefined
        ? undefined
        : { operator: operator as EngineBound["operator"], version: version.split(".").map(Number) };
    });
  return bounds.every((bound) => bound !== undefined) ? bounds : undefined;
}

/** Whether an engine such as "26.1.5" or "20.10.24+dfsg1" is within all bounds; undefined when it names no version. */
export function fitsEngines(bounds: readonly EngineBound[], engine: string): boolean | undefined {
  const [, text] = /^(\d+(?:\.\d+){0,2})/.exec(engine) ?? [];
  if (text === undefined) return undefined;
  const version = text.split(".").map(Number);
  return bounds.every(({ operator, version: wanted }) => {
    const order = compare(version, wanted);
    if (operator === ">=") return order >= 0;
    if (operator === ">") return order > 0;
    return operator === "<=" ? order <= 0 : order < 0;
  });
}

/** Only as far as the bound is written: 26.1.5 is at most 26. */
function compare(version: readonly number[], bound: readonly number[]): number {
  for (const [index, part] of bound.entries()) {
    const difference = (version[index] ?? 0) - part;
    if (difference !== 0) return difference;
  }
  return 0;
}

/** ">=23.0 <29" */
export const enginesText = (bounds: readonly EngineBound[]): string =>
  bounds.map(({ operator, version }) => `${operator}${version.join(".")}`).join(" ");
