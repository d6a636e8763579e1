import { type EpochMs, MINUTE_MS } from "#lib/domain/time.ts";
import type { EngineLogRow } from "#lib/protocol/views.ts";

const BEFORE_MS = 2 * MINUTE_MS; // what led to it was said shortly before
const AFTER_MS = 2 * MINUTE_MS; // systemd's tries to start it again
const SHOWN = 9; // what to do next must stay in sight

export interface WhyRow {
  readonly row: EngineLogRow;
  /** systemd tries several times; the same line is said once. */
  readonly times: number;
}

/** The lines that tell why a daemon stopped: around the time it did, of systemd and the daemon, the marked ones for sure. */
export function whyRows(rows: readonly EngineLogRow[], sinceAt: EpochMs | undefined): readonly WhyRow[] {
  const around = rows.filter(
    (row) =>
      row.unit !== "container" &&
      (sinceAt === undefined || (row.at >= sinceAt - BEFORE_MS && row.at <= sinceAt + AFTER_MS)),
  );
  const chosen = once(around.length > 0 ? around : rows.filter((row) => row.severity !== undefined));
  if (chosen.length <= SHOWN) return chosen;
  const isMarked = ({ row }: WhyRow): boolean => row.severity !== undefined || row.gap !== undefined;
  const marked = chosen.filter(isMarked).slice(0, SHOWN);
  const room = SHOWN - marked.length;
  const rest = room === 0 ? [] : chosen.filter((one) => !isMarked(one)).slice(-room);
  const keep = new Set([...marked, ...rest]);
  return chosen.filter((one) => keep.has(one));
}

/** Lines that differ in numbers alone stand once, where they came first. */
function once(rows: readonly EngineLogRow[]): readonly WhyRow[] {
  const seen = new Map<string, { row: EngineLogRow; times: number }>();
  for (const row of rows) {
    const key = row.gap === undefined ? `${row.unit} ${row.text.replace(/\d+/g, "#")}` : row.id;
    const before = seen.get(key);
    if (before === undefined) seen.set(key, { row, times: 1 });
    else before.times += 1;
  }
  return [...seen.values()];
}
