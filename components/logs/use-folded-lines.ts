"use client";

import { useMemo } from "react";
import { useFolds } from "../timeline/use-folds.ts";
import { type FoldedLines, foldedLines, unfolded } from "./folded-lines.ts";
import type { LogRow } from "./log-row.ts";

/** The lines that are drawn: repeats are folded into one, or all open, with one key. */
export function useFoldedLines(rows: readonly LogRow[], isFolding: boolean): FoldedLines {
  const folded = useMemo(() => (isFolding ? foldedLines(rows) : unfolded(rows)), [rows, isFolding]);
  const { isAll } = useFolds(folded.repeats.size > 0);
  return useMemo(
    () => (isAll ? { ...folded, lines: rows, standIns: new Map() } : folded),
    [folded, rows, isAll],
  );
}
