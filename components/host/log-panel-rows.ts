import type { EngineLogRow } from "#lib/protocol/row-views.ts";
import { foldRepeats, type Run, sameText } from "../logs/repeats.ts";

const MARKED = 40;
const UNKNOWN = 10;
const NEWEST = 20;

/** An error or a warning that no signature knows. */
export const isUnrecognised = ({ level, unit, mark, severity, gap }: EngineLogRow): boolean =>
  (level === "error" || level === "warn") &&
  unit !== "container" &&
  mark === undefined &&
  severity === undefined &&
  gap === undefined;

const formOf = ({ gap, unit, level, mark, text }: EngineLogRow): string | undefined =>
  gap === undefined ? `${unit} ${level} ${mark} ${sameText(text)}` : undefined;

/** The same of lines that are said again and again: each run stands once. */
export function panelRuns(rows: readonly EngineLogRow[]): readonly Run<EngineLogRow>[] {
  const runs = foldRepeats(rows, formOf);
  const shown = new Set(panelRows(runs.map(([first]) => first)).map(({ id }) => id));
  return runs.filter(([first]) => shown.has(first.id));
}

/** What the panel shows: the marked lines, the newest that nothing knows, and the newest of all, in their order. The whole log has its own page. */
export function panelRows(rows: readonly EngineLogRow[]): readonly EngineLogRow[] {
  const marked = rows.filter((row) => row.severity !== undefined || row.gap !== undefined).slice(-MARKED);
  const unknown = rows.filter((row) => row.level === "error" && isUnrecognised(row)).slice(-UNKNOWN);
  const keep = new Set([...marked, ...unknown, ...rows.slice(-NEWEST)].map((row) => row.id));
  return rows.filter((row) => keep.has(row.id));
}
