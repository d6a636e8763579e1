"use client";

import { useCallback, useMemo, useState } from "react";
import { useKeys } from "../ui/use-keys.tsx";
import { isFolded, type StoryRow } from "./story.ts";

interface Folds {
  readonly isOpen: (key: string) => boolean;
  readonly toggle: (key: string) => void;
  readonly open: (key: string) => void;
}

/** Which folded rows are open: each by itself, or all with one key. */
export function useFolds(rows: readonly StoryRow[]): Folds {
  const [isAll, setAll] = useState(false);
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const toggleAll = () => {
    setAll(!isAll);
    setTurned(new Set());
  };
  const hasFolds = useMemo(() => rows.some(isFolded), [rows]);
  useKeys(hasFolds ? [{ keys: "o", does: "open or fold what stands behind a row", run: toggleAll }] : []);
  const toggle = useCallback((key: string) => {
    setTurned((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }, []);
  const isOpen = (key: string) => turned.has(key) !== isAll;
  return {
    isOpen,
    toggle,
    open: (key) => {
      if (!isOpen(key)) toggle(key);
    },
  };
}
