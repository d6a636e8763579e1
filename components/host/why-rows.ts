import { type EpochMs, MINUTE_MS } from "#lib/domain/time.ts";
import type { EngineLogRow } from "#lib/protocol/views.ts";

const BEFORE_MS = 2 * MINUTE_MS; // what led to it was said shortly before
const AFTER_MS = 2 * MINUTE_MS; // systemd's tries to start it again
const SHOWN = 12;

/** The lines that tell why a daemon stopped: around the time it did, of systemd and the daemon, the marked ones for sure. */
export function whyRows(
  rows: readonly EngineLogRow[],
  sinceAt: EpochMs | undefined,
): readonly EngineLogRow[] {
  const around = rows.filter(
    (row) =>
      row.unit !== "container" &&
      (sinceAt === undefined || (row.at >= sinceAt - BEFORE_MS && row.at <= sinceAt + AFTER_MS)),
  );
  const chosen = around.length > 0 ? around : rows.filter((row) => row.severity !== undefined);
  if (chosen.length <= SHOWN) return chosen;
  const marked = chosen.filter((row) => row.severity !== undefined || row.gap !== undefined).slice(-SHOWN);
  const rest = chosen.filter((row) => !marked.includes(row)).slice(-(SHOWN - marked.length));
  const keep = new Set([...marked, ...(marked.length < SHOWN ? rest : [])]);
  return chosen.filter((row) => keep.has(row));
}
