"use client";

import { useState } from "react";
import { type HeldRows, holdRows } from "./held-rows.ts";
import type { WatchItem } from "./watch-rows.ts";

/**
 * Rows as they may be drawn: the live order, or the order they had when the pointer or the keyboard came to rest on
 * the list. A list that was empty holds nothing, and what the reader groups anew is applied at once.
 */
export function useHeldRows(
  live: readonly WatchItem[],
  isHeld: boolean,
  grouping: unknown,
): { readonly held: HeldRows<WatchItem>; readonly apply: () => void } {
  const [kept, setKept] = useState<readonly WatchItem[]>(live);
  const [grouped, setGrouped] = useState(grouping);
  const isRegrouped = grouped !== grouping;
  if (isRegrouped) setGrouped(grouping);
  const follows = !isHeld || kept.length === 0 || isRegrouped;
  // What is kept is the newest value of each row, so that one that goes away is drawn as it was last.
  const next = follows ? live : holdRows(kept, live).rows.map(({ item }) => item);
  if (next !== kept && !sameItems(next, kept)) setKept(next);
  return { held: holdRows(follows ? live : next, live), apply: () => setKept(live) };
}

const sameItems = (a: readonly WatchItem[], b: readonly WatchItem[]): boolean =>
  a.length === b.length && a.every((item, index) => isSame(item, b[index]));

/** A group is made anew each time; it is the same as long as its members are. */
const isSame = (a: WatchItem, b: WatchItem | undefined): boolean =>
  a === b ||
  (a.alike !== undefined &&
    a.alike.length === b?.alike?.length &&
    a.alike.every((row, index) => row === b.alike?.[index]));
