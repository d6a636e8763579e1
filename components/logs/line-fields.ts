import type { LogRow } from "./log-row.ts";

/** A named value that a line carries: `status=502`, or a member of a line of JSON. */
export interface LineField {
  readonly name: string;
  readonly value: string;
}

/** Only lines in which a field has this value, or only those in which it has not. */
export interface FieldFilter extends LineField {
  readonly isOut: boolean;
}

const READ_CHARS = 16_384;
const READ_FIELDS = 40;
const PAIR = /(?:^|\s)([A-Za-z_][\w.@/-]{0,63})=("(?:[^"\\]|\\.)*"|[^\s"]+)/g;

/** Under which name those who trace requests write the trace, the most telling first. */
const TRACE_NAMES = [
  "trace_id",
  "traceid",
  "trace",
  "x_trace_id",
  "request_id",
  "requestid",
  "req_id",
  "x_request_id",
];

const known = new WeakMap<LogRow, readonly LineField[]>();

/** What a line says by name, as it was written; the same row is read once. */
export function fieldsOf(row: LogRow): readonly LineField[] {
  const before = known.get(row);
  if (before !== undefined) return before;
  const text = row.text.trim();
  const fields = text.length > READ_CHARS ? [] : (membersOf(text) ?? pairsOf(text));
  known.set(row, fields);
  return fields;
}

export const fieldOf = (row: LogRow, name: string): string | undefined =>
  fieldsOf(row).find((field) => field.name === name)?.value;

/** What ties the line to others of the same request. */
export function traceOf(row: LogRow): LineField | undefined {
  const plain = (name: string): string => name.toLowerCase().replaceAll(/[.-]/g, "_");
  for (const wanted of TRACE_NAMES) {
    const found = fieldsOf(row).find(({ name }) => plain(name) === wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a line passes all of them. */
export const passes = (row: LogRow, filters: readonly FieldFilter[]): boolean =>
  filters.every(({ name, value, isOut }) => (fieldOf(row, name) === value) !== isOut);

function membersOf(text: string): readonly LineField[] | undefined {
  if (!text.startsWith("{") || !text.endsWith("}")) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value)
    .slice(0, READ_FIELDS)
    .map(([name, member]) => ({ name, value: typeof member === "string" ? member : JSON.stringify(member) }));
}

const pairsOf = (text: string): readonly LineField[] =>
  [...text.matchAll(PAIR)]
    .slice(0, READ_FIELDS)
    .map(([, name = "", value = ""]) => ({ name, value: value.replaceAll(/^"|"$/g, "") }));
