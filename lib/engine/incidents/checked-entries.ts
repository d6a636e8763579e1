import { setImmediate as breathe } from "node:timers/promises";
import { type Redact, type Replaced, redactValue } from "../../domain/incidents/redact-value.ts";
import type { TimelineEntry } from "../../domain/timeline.ts";

/** Entries of a timeline as readers of a link get them. */
export interface CheckedEntries {
  readonly shown: readonly TimelineEntry[];
  /** For those who work on it alone. */
  readonly hiddenCount: number;
  /** Marked for sharing, and left out: nobody could look through them for secrets. */
  readonly uncheckedCount: number;
  readonly replacements: readonly Replaced[];
}

type Checked =
  | {
      readonly told: TimelineEntry;
      readonly entry: TimelineEntry;
      readonly replacements: readonly Replaced[];
    }
  | { readonly told: TimelineEntry; readonly entry?: undefined };

/** What is longer would keep everybody else waiting for half a second and more. */
const ENTRY_LIMIT_CHARS = 512 * 1_024;
/** About 10 ms of looking; in between the others have their turn. */
const PIECE_CHARS = 24 * 1_024;

/**
 * Redacts entries for unknown readers and remembers each as long as it is told the same: of a timeline that grows
 * only what is new is looked through, however many read it.
 */
export function createEntryChecks(redact: Redact) {
  const known = new Map<number, Checked>();

  function check(told: TimelineEntry, chars: number): Checked {
    if (chars > ENTRY_LIMIT_CHARS) return { told };
    try {
      const { value, replacements } = redactValue(told, redact);
      return { told, entry: value, replacements };
    } catch {
      return { told };
    }
  }

  /** `told`: the whole timeline as it reads now. */
  return async (told: readonly TimelineEntry[]): Promise<CheckedEntries> => {
    const marked = told.filter(({ visibility }) => visibility === "shared");
    const checked: Checked[] = [];
    let chars = 0;
    for (const entry of marked) {
      const held = known.get(entry.seq);
      if (held?.told === entry) {
        checked.push(held);
        continue;
      }
      const length = JSON.stringify(entry.body).length;
      const fresh = check(entry, length);
      known.set(entry.seq, fresh);
      checked.push(fresh);
      chars += length;
      if (chars < PIECE_CHARS) continue;
      chars = 0;
      await breathe();
    }
    const shown = checked.flatMap(({ entry }) => (entry === undefined ? [] : [entry]));
    return {
      shown,
      hiddenCount: told.length - marked.length,
      uncheckedCount: marked.length - shown.length,
      replacements: sumOf(checked.flatMap((one) => (one.entry === undefined ? [] : one.replacements))),
    };
  };
}

/** How many each rule took out, over all. */
export function sumOf(replacements: readonly Replaced[]): readonly Replaced[] {
  const counts = new Map<string, number>();
  for (const { rule, count } of replacements) counts.set(rule, (counts.get(rule) ?? 0) + count);
  return [...counts].map(([rule, count]) => ({ rule, count }));
}
