import type { Milestone, Milestones } from "#lib/domain/incident.ts";
import { MILESTONE_WORDS } from "#lib/domain/incidents/state-words.ts";
import { lengthBetween } from "#lib/domain/length.ts";
import type { EpochMs } from "#lib/domain/time.ts";
import { formatDuration } from "../ui/format.ts";

/** A moment on the strip with its words, at a height where it covers no other. */
export interface Flag {
  readonly milestone: Milestone;
  readonly name: string;
  readonly at: EpochMs;
  /** "after 1 min 42 s" */
  readonly note: string;
  readonly x: number;
  /** Words stand left of the line where there is no room at its right. */
  readonly isLeft: boolean;
  /** 0 is the highest. */
  readonly row: number;
}

const ORDER = [
  "impact-started",
  "detected",
  "acknowledged",
  "mitigated",
  "resolved",
] as const satisfies readonly Milestone[];

/** Wide enough for the words at 12 px; a little too much only makes a flag higher. */
const PX_PER_LETTER = 6.6;
const CLOCK_LETTERS = 10;

function noteOf(milestone: Milestone, milestones: Milestones): string {
  const at = milestones[milestone];
  const impact = milestones["impact-started"];
  const since = (from: EpochMs | undefined): string =>
    from === undefined || at === undefined || at < from ? "" : formatDuration(lengthBetween(from, at));
  switch (milestone) {
    case "impact-started":
      return "";
    case "detected":
      return since(impact) === "" ? "" : `after ${since(impact)}`;
    case "acknowledged":
      return since(milestones.detected) === "" ? "" : `${since(milestones.detected)} later`;
    case "mitigated":
      return since(impact) === "" ? "" : `${since(impact)} of impact`;
    case "resolved":
      return since(impact) === "" ? "" : `${since(impact)} in all`;
  }
}

/** Flags of what is known, on a linear scale of `width` pixels that ends at the last of them or at `until`. */
export function flagsOf(milestones: Milestones, until: EpochMs | undefined, width: number): readonly Flag[] {
  const known = ORDER.flatMap((milestone) => {
    const at = milestones[milestone];
    return at === undefined ? [] : [{ milestone, at }];
  });
  const from = Math.min(...known.map(({ at }) => at));
  const to = Math.max(until ?? 0, ...known.map(({ at }) => at));
  const flags = known.map(({ milestone, at }) => {
    const x = to === from ? 0 : ((at - from) / (to - from)) * width;
    const name = MILESTONE_WORDS[milestone];
    const note = noteOf(milestone, milestones);
    const length = (name.length + CLOCK_LETTERS + note.length + 1) * PX_PER_LETTER;
    const isLeft = x + length > width && x - length > 0;
    return {
      milestone,
      name,
      at,
      note,
      x,
      isLeft,
      start: isLeft ? x - length : x,
      end: isLeft ? x : x + length,
    };
  });
  const rows = rowsOf(flags);
  return flags.map(({ start: _start, end: _end, ...flag }, index) => ({ ...flag, row: rows[index] ?? 0 }));
}

interface Words {
  readonly x: number;
  readonly start: number;
  readonly end: number;
}

/** A line reaches from its row down to the bar: words it would cross must stand higher than it begins. */
function rowsOf(flags: readonly Words[]): readonly number[] {
  const rows = flags.map(() => 0);
  const crosses = (line: Words, words: Words) => line.x > words.start && line.x < words.end;
  for (let round = 0; round < flags.length; round += 1) {
    for (const [i, upper] of flags.entries()) {
      for (const [j, lower] of flags.entries()) {
        const [above = 0, below = 0] = [rows[i], rows[j]];
        if (i === j || below > above) continue;
        const isCrossed = crosses(lower, upper) && !crosses(upper, lower);
        const isCovered = i < j && above === below && lower.start < upper.end && lower.end > upper.start;
        if (isCrossed || (isCovered && !crosses(upper, lower))) rows[j] = above + 1;
        else if (isCovered) rows[i] = below + 1;
      }
    }
  }
  return rows;
}

/** Place of a moment on the same scale. */
export function xOf(at: EpochMs, flags: readonly Flag[], until: EpochMs | undefined, width: number): number {
  const from = Math.min(...flags.map((flag) => flag.at));
  const to = Math.max(until ?? 0, ...flags.map((flag) => flag.at));
  return to === from ? 0 : Math.min(width, Math.max(0, ((at - from) / (to - from)) * width));
}
