import type { Milestone, Milestones } from "#lib/domain/incident.ts";
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

const NAMES: Readonly<Record<Milestone, string>> = {
  "impact-started": "Impact",
  detected: "Detected",
  acknowledged: "Acknowledged",
  mitigated: "Mitigated",
  resolved: "Resolved",
};
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
    from === undefined || at === undefined || at < from ? "" : formatDuration(at - from);
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
  const rows: { readonly start: number; readonly end: number }[][] = [];
  return known.map(({ milestone, at }) => {
    const x = to === from ? 0 : ((at - from) / (to - from)) * width;
    const name = NAMES[milestone];
    const note = noteOf(milestone, milestones);
    const length = (name.length + CLOCK_LETTERS + note.length + 1) * PX_PER_LETTER;
    const isLeft = x + length > width && x - length > 0;
    const span = isLeft ? { start: x - length, end: x } : { start: x, end: x + length };
    let row = rows.findIndex((taken) =>
      taken.every(({ start, end }) => span.end <= start || span.start >= end),
    );
    if (row < 0) row = rows.push([]) - 1;
    rows[row]?.push(span);
    return { milestone, name, at, note, x, isLeft, row };
  });
}

/** Place of a moment on the same scale. */
export function xOf(at: EpochMs, flags: readonly Flag[], until: EpochMs | undefined, width: number): number {
  const from = Math.min(...flags.map((flag) => flag.at));
  const to = Math.max(until ?? 0, ...flags.map((flag) => flag.at));
  return to === from ? 0 : Math.min(width, Math.max(0, ((at - from) / (to - from)) * width));
}
