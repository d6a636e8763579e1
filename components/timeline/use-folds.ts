"use client";

import { useCallback, useState } from "react";
import { useKeys } from "../ui/use-keys.tsx";

interface Folds {
  /** All were opened with the key. */
  readonly isAll: boolean;
  readonly isOpen: (key: string) => boolean;
  readonly toggle: (key: string) => void;
  readonly open: (key: string) => void;
}

/** Which folded rows are open: each by itself, or all with one key. */
export function useFolds(hasFolds: boolean): Folds {
  const [isAll, setAll] = useState(false);
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const toggleAll = () => {
    setAll(!isAll);
    setTurned(new Set());
  };
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
    isAll,
    isOpen,
    toggle,
    open: (key) => {
      if (!isOpen(key)) toggle(key);
    },
  };
}
