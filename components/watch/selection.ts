import type { WatchItem } from "./watch-rows.ts";

/* Which row is open. It stays the same row, wherever others come to stand, for keys act on it. */

export interface Selection {
  readonly id: string | undefined;
  /** The row stands for many hosts, so a key does more. */
  readonly isGroup: boolean;
  /** Nobody chose it: it took the place of one that went away, or became more than it was. */
  readonly isSuccessor: boolean;
}

/** A hand that was on its way to the row before is not for the one that took its place. */
const SETTLE_MS = 1_500;

export const chosen = (id: string, rows: readonly WatchItem[]): Selection => ({
  id,
  isGroup: rows.find((row) => row.id === id)?.alike !== undefined,
  isSuccessor: false,
});

/** Until somebody chooses, the first row is open: what to do is read without a click. */
export const firstOf = (rows: readonly WatchItem[]): Selection =>
  rows[0] === undefined ? { id: undefined, isGroup: false, isSuccessor: false } : chosen(rows[0].id, rows);

/** The selection among the rows as they are now; the same value as long as nothing about it changed. */
export function follow(before: Selection, rows: readonly WatchItem[]): Selection {
  const row =
    rows.find(({ id }) => id === before.id) ??
    rows.find(({ alike }) => alike?.some(({ id }) => id === before.id)) ??
    rows[0];
  if (row === undefined) return before;
  const isGroup = row.alike !== undefined;
  if (row.id === before.id && isGroup === before.isGroup) return before;
  // Another of the group speaks for it: still the same row. One that lost its others does less than it did.
  const isSame = row.id === before.id ? !isGroup : before.isGroup && holds(row, before.id);
  return { id: row.id, isGroup, isSuccessor: isSame ? before.isSuccessor : true };
}

const holds = (row: WatchItem, id: string | undefined): boolean =>
  row.alike?.some((one) => one.id === id) ?? false;

/** Whether a key may change something: at once on what was chosen, a moment later on what took its place. */
export const mayChange = ({ isSuccessor }: Selection, shownAt: number, now: number): boolean =>
  !isSuccessor || now - shownAt >= SETTLE_MS;
