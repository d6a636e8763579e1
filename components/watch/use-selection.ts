"use client";

import { useCallback, useLayoutEffect, useRef, useState } from "react";
import { chosen, firstOf, follow, mayChange } from "./selection.ts";
import type { WatchItem } from "./watch-rows.ts";

/** The open row of a list that others join and leave. */
export function useSelection(rows: readonly WatchItem[]): {
  readonly selected: WatchItem | undefined;
  readonly select: (id: string) => void;
  /** Asked when a key is pressed. */
  readonly mayChangeNow: () => boolean;
} {
  const [selection, setSelection] = useState(() => firstOf(rows));
  const next = follow(selection, rows);
  if (next !== selection) setSelection(next);
  const shown = useRef({ selection: next, at: 0 });
  useLayoutEffect(() => {
    shown.current = { selection: next, at: performance.now() };
  }, [next]);
  const drawn = useRef(rows);
  useLayoutEffect(() => {
    drawn.current = rows;
  });
  return {
    selected: rows.find((row) => row.id === next.id),
    select: useCallback((id) => setSelection(chosen(id, drawn.current)), []),
    mayChangeNow: () => mayChange(next, shown.current.at, performance.now()),
  };
}
