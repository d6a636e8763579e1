"use client";

import { useCallback, useRef, useState } from "react";
import { isLine, type LogRow } from "./log-row.ts";
import { lineBeside, step } from "./log-search.ts";

export interface LogCursor {
  readonly isFollowing: boolean;
  readonly cursor: string | undefined;
  readonly chosen: ReadonlySet<string>;
  /** Last row that was there when the reader stopped. */
  readonly pausedAtKey: string | undefined;
  readonly follow: (isFollowing: boolean) => void;
  readonly goTo: (rowKey: string | undefined) => void;
  readonly press: (rowKey: string, isExtending: boolean) => void;
  readonly letGo: () => void;
  /** One line more, or one less, from the cursor on. */
  readonly extend: (by: 1 | -1) => void;
  /** To the next row of which `isWanted` holds, around the end. */
  readonly find: (by: 1 | -1, isWanted: (row: LogRow) => boolean) => void;
}

/**
 * The line under the cursor, the lines that are chosen, and whether the end is followed. `newestKey` is the newest
 * line that came, which may be folded into one of `rows`.
 */
export function useLogCursor(rows: readonly LogRow[], newestKey: string | undefined): LogCursor {
  const [isFollowing, setFollowing] = useState(true);
  const [cursor, setCursor] = useState<string | undefined>(undefined);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [pausedAtKey, setPausedAtKey] = useState<string | undefined>(undefined);
  // Rows come many times a second; what is handed to each of them must not change with them.
  const latest = useRef({ rows, cursor, newestKey });
  latest.current = { rows, cursor, newestKey };

  const follow = useCallback((next: boolean) => {
    if (!next) setPausedAtKey(latest.current.newestKey);
    setFollowing(next);
  }, []);
  const end = useRef<string | undefined>(undefined);
  const letGo = useCallback(() => {
    end.current = undefined;
    setCursor(undefined);
    setChosen(new Set());
  }, []);
  const goTo = useCallback(
    (rowKey: string | undefined) => {
      if (rowKey === undefined) return;
      follow(false);
      end.current = undefined;
      setCursor(rowKey);
      setChosen(new Set([rowKey]));
    },
    [follow],
  );
  const press = useCallback(
    (rowKey: string, isExtending: boolean) => {
      const now = latest.current;
      if (isExtending && now.cursor !== undefined) setChosen(between(now.rows, now.cursor, rowKey));
      else if (rowKey === now.cursor) letGo();
      else goTo(rowKey);
    },
    [goTo, letGo],
  );
  const extend = useCallback((by: 1 | -1) => {
    const { rows: now, cursor: from } = latest.current;
    if (from === undefined) return;
    const next = lineBeside(now, end.current ?? from, by);
    if (next === undefined) return;
    end.current = next;
    setChosen(between(now, from, next));
  }, []);
  const find = useCallback(
    (by: 1 | -1, isWanted: (row: LogRow) => boolean) =>
      goTo(step(latest.current.rows, latest.current.cursor, by, isWanted)?.key),
    [goTo],
  );
  return { isFollowing, cursor, chosen, pausedAtKey, follow, goTo, press, letGo, extend, find };
}

function between(rows: readonly LogRow[], one: string, other: string): ReadonlySet<string> {
  const [from = 0, to = 0] = [one, other]
    .map((key) => rows.findIndex((row) => row.key === key))
    .toSorted((a, b) => a - b);
  const lines = rows.slice(Math.max(0, from), to + 1).filter(isLine);
  return new Set(lines.map((row) => row.key));
}
