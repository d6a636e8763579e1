import { isLine, type LogRow } from "./log-row.ts";
import { foldRepeats, type Repeat, repeatOf, sameText } from "./repeats.ts";

export interface FoldedLines {
  /** What is drawn: of a run its first line. */
  readonly lines: readonly LogRow[];
  /** By the key of the first line of a run. */
  readonly repeats: ReadonlyMap<string, Repeat>;
  /** For a line that is folded away, the key of the one that stands for it. */
  readonly standIns: ReadonlyMap<string, string>;
}

const forms = new WeakMap<LogRow, string>();

/** Rows come again with every message: the form of each is made once. */
function formOf(row: LogRow): string | undefined {
  if (!isLine(row)) return undefined;
  const form =
    forms.get(row) ?? `${row.lane} ${row.from} ${row.level} ${row.signature} ${sameText(row.text)}`;
  forms.set(row, form);
  return form;
}

/** Lines that are said again and again stand once. */
export function foldedLines(rows: readonly LogRow[]): FoldedLines {
  const lines: LogRow[] = [];
  const repeats = new Map<string, Repeat>();
  const standIns = new Map<string, string>();
  for (const run of foldRepeats(rows, formOf)) {
    const [first, ...rest] = run;
    const repeat = repeatOf(run);
    lines.push(first);
    if (repeat === undefined) continue;
    repeats.set(first.key, repeat);
    for (const { key } of rest) standIns.set(key, first.key);
  }
  return { lines, repeats, standIns };
}

/** Every line as it is. */
export const unfolded = (rows: readonly LogRow[]): FoldedLines => ({
  lines: rows,
  repeats: new Map(),
  standIns: new Map(),
});
