"use client";

import { useCallback, useEffect, useMemo, useState } from "react";
import type { TimelineEntry } from "../domain/timeline.ts";
import { olderEntries, olderImportedEntries } from "./api.ts";
import type { Answer } from "./ask.ts";
import { type FirstPage, useRows } from "./hooks.ts";

/** One answer of the server; more would make others wait for it. */
const PAGE = 2_000;
/** As many as a tab keeps of a timeline. */
const KEPT = 20_000;
const RETRY_MS = 5_000;
const NONE: readonly TimelineEntry[] = [];

export interface WholeTimeline {
  /** Oldest first, without holes. */
  readonly rows: readonly TimelineEntry[];
  readonly dropped: number;
  /** Entries before these are on their way. */
  readonly isReading: boolean;
}

/** What is before the rows that are held, where it still fits them: rows may have begun anew meanwhile. */
export const joinedTo = (
  older: readonly TimelineEntry[],
  rows: readonly TimelineEntry[],
): readonly TimelineEntry[] => (older.at(-1)?.seq === (rows[0]?.seq ?? 0) - 1 ? older : NONE);

/** A timeline from its first entry on: the page came with the newest ones, those before are read page by page. */
export function useWholeTimeline(incidentId: string, first: FirstPage<TimelineEntry>): WholeTimeline {
  const followed = useRows(`entries:${incidentId as `INC-${string}`}`, {
    tail: first.rows.length,
    initial: first,
  });
  const newest = followed.isLoaded ? followed.rows : first.rows;
  const read = useCallback((beforeSeq: number) => olderEntries(incidentId, beforeSeq, PAGE), [incidentId]);
  return { ...useEntriesBefore(newest, read), dropped: followed.dropped };
}

/** The timeline of an import: nothing is added to it, so what the page came with are the last ones. */
export function useImportedTimeline(
  importId: string,
  newest: readonly TimelineEntry[],
): Omit<WholeTimeline, "dropped"> {
  const read = useCallback(
    (beforeSeq: number) => olderImportedEntries(importId, beforeSeq, PAGE),
    [importId],
  );
  return useEntriesBefore(newest, read);
}

/** With what is before the newest entries, read page by page. */
function useEntriesBefore(
  newest: readonly TimelineEntry[],
  read: (beforeSeq: number) => Promise<Answer<readonly TimelineEntry[]>>,
): Omit<WholeTimeline, "dropped"> {
  const [older, setOlder] = useState(NONE);
  const [tries, setTries] = useState(0);
  const joined = joinedTo(older, newest);
  const beforeSeq = joined[0]?.seq ?? newest[0]?.seq ?? 1;
  const isReading = beforeSeq > 1 && joined.length + PAGE <= KEPT;
  useEffect(() => {
    if (!isReading) return undefined;
    let isOver = false;
    let again: ReturnType<typeof setTimeout> | undefined;
    void read(beforeSeq).then((answer) => {
      if (isOver) return;
      if (answer.kind === "done") setOlder([...answer.value, ...joined]);
      else again = setTimeout(() => setTries(tries + 1), RETRY_MS);
    });
    return () => {
      isOver = true;
      clearTimeout(again);
    };
  }, [read, beforeSeq, isReading, joined, tries]);
  const rows = useMemo(() => (joined.length === 0 ? newest : [...joined, ...newest]), [joined, newest]);
  return { rows, isReading };
}
