"use client";

import { useEffect, useState } from "react";
import { rowOfSeq, seqOfHash } from "./entry-link.ts";
import type { StoryRow } from "./story.ts";

interface Linked {
  /** The address names an entry: nothing may hide it. */
  readonly onNamed: () => void;
  /** It is among the rows. */
  readonly onFound: (row: Extract<StoryRow, { kind: "entry" }>) => void;
}

/**
 * Leads to the entry that the page's address names, once for each time it names one, and as soon as that entry is
 * here: older ones are read after the page.
 */
export function useLinkedEntry(rows: readonly StoryRow[], { onNamed, onFound }: Linked): void {
  const [seq, setSeq] = useState<number | undefined>(undefined);
  useEffect(() => {
    const look = () => {
      const named = seqOfHash(window.location.hash);
      setSeq(named);
      if (named !== undefined) onNamed();
    };
    look();
    window.addEventListener("hashchange", look);
    return () => window.removeEventListener("hashchange", look);
  }, [onNamed]);
  useEffect(() => {
    const row = seq === undefined ? undefined : rowOfSeq(rows, seq);
    if (row === undefined) return;
    setSeq(undefined);
    onFound(row);
  }, [rows, seq, onFound]);
}
