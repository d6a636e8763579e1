import { useCallback, useEffect, useRef, useState } from "react";
import { inBounds } from "../ui/in-bounds.ts";

export interface Cursor {
  /** Undefined where there is nothing. */
  readonly current: string | undefined;
  readonly select: (id: string) => void;
  /** Goes on from its place when what it stands on goes elsewhere. */
  readonly stay: () => void;
  /** To the row that is so many further; it has the focus then, so that Tab goes on from there. */
  readonly move: (by: number) => void;
  readonly focus: () => void;
}

/** The row of a list that keys act on. It stays with what it stands on; where that is gone, at its place. */
export function useCursor(ids: readonly string[], prefix: string): Cursor {
  const [selected, select] = useState<string | undefined>(undefined);
  const place = useRef(0);
  const wanted = useRef(false);
  const at = selected === undefined ? -1 : ids.indexOf(selected);
  const current = at >= 0 ? selected : ids[inBounds(place.current, ids.length)];
  useEffect(() => {
    const now = current === undefined ? -1 : ids.indexOf(current);
    if (now >= 0) place.current = now;
  }, [ids, current]);
  const focus = useCallback(() => {
    if (current === undefined) return;
    const row = document.getElementById(`${prefix}${current}`);
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
  }, [current, prefix]);
  useEffect(() => {
    if (!wanted.current) return;
    wanted.current = false;
    focus();
  }, [focus]);
  const stay = useCallback(() => select(undefined), []);
  const move = (by: number) => {
    const next = ids[inBounds(ids.indexOf(current ?? "") + by, ids.length)];
    if (next === current) {
      focus();
      return;
    }
    wanted.current = true;
    select(next);
  };
  return { current, select, stay, move, focus };
}
