"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useRef } from "react";

interface FollowListProps {
  readonly label: string;
  readonly keys: readonly string[];
  readonly estimatePx: number;
  readonly isFollowing: boolean;
  readonly onFollowChange: (isFollowing: boolean) => void;
  readonly render: (index: number) => ReactNode;
  readonly className?: string;
  /** Brings this row into view when it changes. */
  readonly shownKey?: string | undefined;
  /** Rows at the top that stay there whatever comes: they are no place to hold on to. */
  readonly headRows?: number;
  readonly after?: ReactNode;
}

/** Nearer to the end than this is the end: half a row of rounding must not stop the following. */
const END_PX = 24;

/** A region that scrolls must be reachable by keyboard, although nothing in it can be pressed. */
const REACHABLE = { tabIndex: 0 };

/**
 * A list of any length of which only what is seen is drawn. It stays at its end while it follows; otherwise the
 * row at the top keeps its place, whatever comes before or after it.
 */
export function FollowList(props: FollowListProps) {
  const { keys, isFollowing, onFollowChange, shownKey, headRows = 0 } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const anchor = useRef<{ readonly key: string; readonly offset: number } | undefined>(undefined);
  const isProgrammatic = useRef(false);
  // Another function would make the list measure all its rows anew, with every step of a scroll.
  const getItemKey = useCallback((index: number) => keys[index] ?? index, [keys]);
  const list = useVirtualizer({
    count: keys.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => props.estimatePx,
    getItemKey,
    overscan: 12,
  });
  const totalPx = list.getTotalSize();

  const toEnd = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    isProgrammatic.current = true;
    element.scrollTop = element.scrollHeight;
  }, []);

  // Also when heights become known: an estimate that was too small would leave the end below the edge.
  useLayoutEffect(() => {
    if (isFollowing && keys.length > 0 && totalPx > 0) toEnd();
  }, [isFollowing, keys, totalPx, toEnd]);

  // A notice above takes room from the list: what was the end must stay in sight.
  useEffect(() => {
    const element = scroller.current;
    if (!isFollowing || element === null) return;
    const watch = new ResizeObserver(toEnd);
    watch.observe(element);
    return () => watch.disconnect();
  }, [isFollowing, toEnd]);

  useLayoutEffect(() => {
    const held = anchor.current;
    if (isFollowing || held === undefined) return;
    const index = keys.indexOf(held.key);
    const start = index < 0 ? undefined : list.getOffsetForIndex(index, "start")?.[0];
    const element = scroller.current;
    if (start === undefined || element === null) return;
    if (Math.abs(element.scrollTop - (start + held.offset)) > 1) {
      isProgrammatic.current = true;
      element.scrollTop = start + held.offset;
    }
  }, [keys, isFollowing, list]);

  // The rows change all the time; only a new choice may move the list.
  const latestKeys = useRef(keys);
  useEffect(() => {
    latestKeys.current = keys;
  });
  useEffect(() => {
    const index = shownKey === undefined ? -1 : latestKeys.current.indexOf(shownKey);
    if (index >= 0) list.scrollToIndex(index, { align: "center" });
  }, [shownKey, list]);

  function onScroll(): void {
    const element = scroller.current;
    if (element === null) return;
    const first = list
      .getVirtualItems()
      .find((item) => item.end > element.scrollTop && item.index >= headRows);
    const key = first === undefined ? undefined : keys[first.index];
    anchor.current =
      first === undefined || key === undefined ? undefined : { key, offset: element.scrollTop - first.start };
    if (isProgrammatic.current) {
      isProgrammatic.current = false;
      return;
    }
    const isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < END_PX;
    if (isAtEnd !== isFollowing) onFollowChange(isAtEnd);
  }

  return (
    <section
      ref={scroller}
      className={props.className}
      onScroll={onScroll}
      aria-label={props.label}
      {...REACHABLE}
    >
      <ol className="relative w-full" style={{ height: totalPx }}>
        {list.getVirtualItems().map((item) => (
          <li
            key={item.key}
            ref={list.measureElement}
            data-index={item.index}
            className="absolute left-0 top-0 w-full"
            style={{ transform: `translateY(${item.start}px)` }}
          >
            {props.render(item.index)}
          </li>
        ))}
      </ol>
      {props.after}
    </section>
  );
}
