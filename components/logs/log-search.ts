import { type FieldFilter, type LineField, passes } from "./line-fields.ts";
import { isLine, isMarked, isUnrecognised, type LogRow } from "./log-row.ts";

export interface Lane {
  readonly id: string;
  readonly text: string;
}

/** Plain words, no pattern: what is typed is what is looked for, in any case. */
export interface LogSearch {
  readonly text: string;
  readonly isOnly: boolean;
  /** Lanes that are switched off. */
  readonly hiddenLanes: ReadonlySet<string>;
  readonly kept: KeptLines;
  /** Values of fields that lines must have, or must not. */
  readonly fields: readonly FieldFilter[];
  /** Names of fields that have a column of their own. */
  readonly columns: readonly string[];
}

/** Every line, those a signature knows or that are errors, or those that complain and no signature knows. */
export type KeptLines = "all" | "marked" | "unknown";

export const NO_SEARCH: LogSearch = {
  text: "",
  isOnly: false,
  hiddenLanes: new Set(),
  kept: "all",
  fields: [],
  columns: [],
};

/** With one more field looked for or left out; the same one is not asked twice, nor against itself. */
export const withField = (search: LogSearch, field: LineField, isOut: boolean): Partial<LogSearch> => ({
  fields: [
    ...search.fields.filter(({ name, value }) => name !== field.name || value !== field.value),
    { name: field.name, value: field.value, isOut },
  ],
});

export const isHit = (row: LogRow, text: string): boolean =>
  text !== "" &&
  isLine(row) &&
  (row.text.toLowerCase().includes(text.toLowerCase()) || row.from?.includes(text) === true);

/** Gaps and skipped stretches stay, whatever is looked for: that something is missing is never filtered away. */
export function visibleRows(rows: readonly LogRow[], search: LogSearch): readonly LogRow[] {
  return rows.filter((row) => {
    if (!isLine(row)) return true;
    if (search.hiddenLanes.has(row.lane)) return false;
    if (!passes(row, search.fields)) return false;
    if (search.kept === "marked" && !isMarked(row)) return false;
    if (search.kept === "unknown" && !isUnrecognised(row)) return false;
    return !(search.isOnly && search.text !== "") || isHit(row, search.text);
  });
}

/** The next row of which `isWanted` holds, from a key on and around the end; undefined when there is none. */
export function step(
  rows: readonly LogRow[],
  fromKey: string | undefined,
  by: 1 | -1,
  isWanted: (row: LogRow) => boolean,
): LogRow | undefined {
  const at = rows.findIndex((row) => row.key === fromKey);
  const start = at < 0 ? (by > 0 ? -1 : rows.length) : at;
  for (let offset = 1; offset <= rows.length; offset += 1) {
    const row = rows[(start + by * offset + rows.length * 2) % rows.length];
    if (row !== undefined && isWanted(row)) return row;
  }
  return undefined;
}

/** Pieces of a line, with what was looked for told apart. */
export function splitHits(
  text: string,
  looked: string,
): readonly { readonly offset: number; readonly text: string; readonly isHit: boolean }[] {
  if (looked === "") return [{ offset: 0, text, isHit: false }];
  const pieces: { offset: number; text: string; isHit: boolean }[] = [];
  const lower = text.toLowerCase();
  const wanted = looked.toLowerCase();
  // Lower case may be longer than what it came from; then places do not fit and nothing is marked.
  if (lower.length !== text.length) return [{ offset: 0, text, isHit: false }];
  let from = 0;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
    if (at > from) pieces.push({ offset: from, text: text.slice(from, at), isHit: false });
    pieces.push({ offset: at, text: text.slice(at, at + looked.length), isHit: true });
    from = at + looked.length;
  }
  if (from < text.length) pieces.push({ offset: from, text: text.slice(from), isHit: false });
  return pieces;
}

/** How many lines of each lane there are. */
export function countLanes(rows: readonly LogRow[], lanes: readonly Lane[]) {
  const counts = new Map<string, number>();
  for (const row of rows) if (isLine(row)) counts.set(row.lane, (counts.get(row.lane) ?? 0) + 1);
  return lanes.map((lane) => ({ ...lane, count: counts.get(lane.id) ?? 0 }));
}

/** The next line in a direction, none behind the last. */
export function lineBeside(rows: readonly LogRow[], key: string, by: 1 | -1): string | undefined {
  const at = rows.findIndex((row) => row.key === key);
  const rest = by === 1 ? rows.slice(at + 1) : rows.slice(0, Math.max(0, at)).toReversed();
  return rest.find(isLine)?.key;
}
