import { type EpochMs, MINUTE_MS } from "#lib/domain/time.ts";
import type { EngineLogRow } from "#lib/protocol/row-views.ts";
import { sameText } from "../logs/repeats.ts";

const BEFORE_MS = 2 * MINUTE_MS; // what led to it was said shortly before
const AFTER_MS = 2 * MINUTE_MS; // systemd's tries to start it again
const SHOWN = 9; // what to do next must stay in sight

export interface WhyRow {
  readonly row: EngineLogRow;
  /** systemd tries several times; the same line is said once. */
  readonly times: number;
}

/** A kernel line that has to do with a daemon that waits or was killed. */
const OF_THE_ENGINE = /\b(?:dockerd|containerd)\b|blocked for more than|not responding|Out of memory/;

/** Whether a line may say why: what containerd does every day and what the kernel says of others may not. */
function isRelevant(row: EngineLogRow, fault: "stop" | "hang"): boolean {
  // A container that died of its own is another story; one that holds a lock may be what the daemon waits for.
  if (row.mode?.startsWith("container-") && row.mode !== "container-lock-hung") return false;
  if (row.gap !== undefined || row.severity !== undefined) return true;
  switch (row.unit) {
    case "container":
      return false;
    case "containerd":
      return row.level === "error";
    case "kernel":
      return OF_THE_ENGINE.test(row.text);
    case "systemd":
      return /docker|containerd/i.test(row.text);
    case "dockerd":
      return fault === "stop" || (row.level !== "info" && row.level !== "debug");
  }
}

/**
 * The lines that tell why a daemon stopped: around the time it did, of systemd and the daemon, the marked ones for
 * sure, in the order of the story. A hang has no end: there what is newest comes first.
 */
export function whyRows(
  rows: readonly EngineLogRow[],
  sinceAt: EpochMs | undefined,
  fault: "stop" | "hang" = "stop",
): readonly WhyRow[] {
  const told = chosenRows(
    rows.filter((row) => isRelevant(row, fault)),
    sinceAt,
  );
  return fault === "stop" ? told : told.toSorted((a, b) => b.row.at - a.row.at);
}

function chosenRows(rows: readonly EngineLogRow[], sinceAt: EpochMs | undefined): readonly WhyRow[] {
  const around = rows.filter(
    (row) => sinceAt === undefined || (row.at >= sinceAt - BEFORE_MS && row.at <= sinceAt + AFTER_MS),
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

/** Lines that differ in ids and numbers alone stand once, where they came first. */
function once(rows: readonly EngineLogRow[]): readonly WhyRow[] {
  const seen = new Map<string, { row: EngineLogRow; times: number }>();
  for (const row of rows) {
    const key = row.gap === undefined ? `${row.unit} ${sameText(row.text)}` : row.id;
    const before = seen.get(key);
    if (before === undefined) seen.set(key, { row, times: 1 });
    else before.times += 1;
  }
  return [...seen.values()];
}
