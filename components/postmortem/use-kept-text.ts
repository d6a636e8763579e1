"use client";

import { useCallback, useEffect, useState } from "react";

/** What somebody has begun to type, kept in this browser until it is sent. */
export function useKeptText(name: string): readonly [string, (text: string) => void] {
  const key = `foghorn.kept.${name}`;
  const [text, setText] = useState("");
  useEffect(() => {
    try {
      setText(window.localStorage.getItem(key) ?? "");
    } catch {
      // Kept as long as the tab.
    }
  }, [key]);
  const keep = useCallback(
    (next: string) => {
      setText(next);
      try {
        if (next === "") window.localStorage.removeItem(key);
        else window.localStorage.setItem(key, next);
      } catch {
        // Kept as long as the tab.
      }
    },
    [key],
  );
  return [text, keep];
}
