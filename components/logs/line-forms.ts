import type { EpochMs } from "#lib/domain/time.ts";
import type { LogRow } from "./log-row.ts";

/** Lines that differ in names and numbers only. */
export interface LineForm {
  readonly id: string;
  readonly pieces: readonly { readonly offset: number; readonly text: string; readonly isValue: boolean }[];
  readonly lane: string;
  readonly level: "error" | "warn";
  readonly count: number;
  readonly firstAt: EpochMs;
  readonly lastAt: EpochMs;
  readonly lastKey: string;
}

const FORMS_AT_MOST = 40;
const LONGEST = 240;

/** What varies from line to line, the longest kinds first; each is called by what it is. */
const VALUES: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, "uuid"],
  [/\b(?:sha256:)?[0-9a-f]{12,64}\b/g, "id"],
  [/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?/g, "time"],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, "address"],
  [/\b\d+(?:\.\d+)?(?:µs|us|ms|m?s|m|h)(?:\d+(?:\.\d+)?s)?\b/g, "time"],
  [/\b0x[0-9a-f]+\b/gi, "n"],
  [/(?<![\w.])\d+(?:\.\d+)?(?![\w.]*[a-z])/gi, "n"],
];
/** No line has it: control characters are cut off at the gate. */
const EDGE = "\u0001";

/** A line with what varies replaced by what it is. */
export function formOf(text: string): LineForm["pieces"] {
  let form = text.slice(0, LONGEST).replaceAll(EDGE, "");
  for (const [value, name] of VALUES) form = form.replace(value, `${EDGE}${name}${EDGE}`);
  return form
    .split(EDGE)
    .map((piece, offset) => ({ offset, text: piece, isValue: offset % 2 === 1 }))
    .filter((piece) => piece.text !== "");
}

/** Lines grouped by form, the most frequent first; at most 40 forms, the rest is left out. */
export function lineForms(rows: readonly LogRow[]): readonly LineForm[] {
  const forms = new Map<string, LineForm>();
  for (const row of rows) {
    const pieces = formOf(row.parsed?.message ?? row.text);
    const level = row.level === "error" ? "error" : "warn";
    const id = `${row.lane} ${level} ${pieces.map((piece) => piece.text).join(EDGE)}`;
    const known = forms.get(id);
    forms.set(id, {
      id,
      pieces,
      lane: row.lane,
      level,
      count: (known?.count ?? 0) + 1,
      firstAt: Math.min(known?.firstAt ?? row.at, row.at),
      lastAt: Math.max(known?.lastAt ?? row.at, row.at),
      lastKey: row.key,
    });
  }
  return [...forms.values()]
    .toSorted((a, b) => rank(a) - rank(b) || b.count - a.count || b.lastAt - a.lastAt)
    .slice(0, FORMS_AT_MOST);
}

const rank = (form: LineForm): number => (form.level === "error" ? 0 : 1);

export interface MatchedSignature {
  readonly name: string;
  readonly severity?: LogRow["severity"];
  readonly count: number;
  readonly lastKey: string;
}

/** Which signatures knew lines here, the most frequent first. */
export function matchedSignatures(rows: readonly LogRow[]): readonly MatchedSignature[] {
  const found = new Map<string, MatchedSignature>();
  for (const row of rows) {
    if (row.signature === undefined) continue;
    const known = found.get(row.signature);
    found.set(row.signature, {
      name: row.signature,
      count: (known?.count ?? 0) + 1,
      lastKey: row.key,
      ...(row.severity && { severity: row.severity }),
    });
  }
  return [...found.values()].toSorted((a, b) => b.count - a.count).slice(0, FORMS_AT_MOST);
}
