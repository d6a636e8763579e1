import type { StoryRow } from "./story.ts";

/* An entry has an address: the room's with "#e12". */

export const entryHash = (seq: number): string => `#e${seq}`;

/** Number of the entry that an address names; undefined where it names none. */
export function seqOfHash(hash: string): number | undefined {
  const [, digits] = /^#e([1-9]\d{0,8})$/.exec(hash) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** The row an entry stands in: its own, or the one it is folded into. */
export const rowOfSeq = (
  rows: readonly StoryRow[],
  seq: number,
): Extract<StoryRow, { kind: "entry" }> | undefined =>
  rows
    .filter((row) => row.kind === "entry")
    .find(({ group }) => group.first.seq === seq || group.entries.some((entry) => entry.seq === seq));
