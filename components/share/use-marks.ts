"use client";

import { type RefObject, useEffect, useRef } from "react";
import type { SharedTimeline } from "#lib/protocol/incident-views.ts";
import { aliasFinder } from "./aliases.ts";

/** A box that is drawn in place of a secret, or an alias in the middle of a text. */
type DrawnMark = HTMLElement | Range;

/* Names of the highlights in share-preview.css: letters of a text are set off without an element of their own. */
const ALIAS = "share-alias";
const HERE = "share-here";
const LIT = "data-here";

/** What is drawn in place of something else, in the order it stands. */
function marksIn(page: HTMLElement, find: ReturnType<typeof aliasFinder>): readonly DrawnMark[] {
  const marks = new Set<DrawnMark>();
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent === null || parent.closest("svg, .sr") !== null) continue;
    const box = parent.closest<HTMLElement>(".red");
    if (box !== null) {
      marks.add(box);
      continue;
    }
    for (const { from, to } of find(node.textContent ?? "")) {
      const range = new Range();
      range.setStart(node, from);
      range.setEnd(node, to);
      marks.add(range);
    }
  }
  return [...marks];
}

const isRange = (mark: DrawnMark): mark is Range => mark instanceof Range;
const canHighlight = (): boolean => "highlights" in CSS;
const elementOf = (mark: DrawnMark): HTMLElement | null =>
  isRange(mark) ? mark.startContainer.parentElement : mark;

/** Lights one; where a browser can light no letters, the text they stand in. */
function light(mark: DrawnMark): void {
  if (isRange(mark) && canHighlight()) CSS.highlights.set(HERE, new Highlight(mark));
  else elementOf(mark)?.setAttribute(LIT, "");
}

function unlight(mark: DrawnMark): void {
  if (canHighlight()) CSS.highlights.delete(HERE);
  elementOf(mark)?.removeAttribute(LIT);
}

/** Sets off every alias that is drawn, and walks through all marks: brings each into view and lights it. */
export function useMarks(
  page: RefObject<HTMLElement | null>,
  shared: SharedTimeline,
  isWhole: boolean,
): (by: 1 | -1) => void {
  const marks = useRef<readonly DrawnMark[]>([]);
  const here = useRef<number | undefined>(undefined);
  useEffect(() => {
    const scroller = page.current?.querySelector<HTMLElement>(isWhole ? ".scr.whole" : ".scr");
    const drawn = scroller == null ? [] : marksIn(scroller, aliasFinder(shared.redactions));
    marks.current = drawn;
    const aliases = canHighlight() ? new Highlight() : undefined;
    for (const mark of drawn) if (isRange(mark)) aliases?.add(mark);
    if (aliases !== undefined) CSS.highlights.set(ALIAS, aliases);
    return () => {
      const lit = marks.current[here.current ?? -1];
      if (lit !== undefined) unlight(lit);
      here.current = undefined;
      if (canHighlight()) CSS.highlights.delete(ALIAS);
    };
  }, [page, shared, isWhole]);
  return (by) => {
    const all = marks.current;
    const lit = all[here.current ?? -1];
    if (lit !== undefined) unlight(lit);
    if (all.length === 0) return;
    const at = here.current ?? (by === 1 ? -1 : all.length);
    here.current = (at + by + all.length) % all.length;
    const next = all[here.current];
    if (next === undefined) return;
    light(next);
    elementOf(next)?.scrollIntoView({ block: "center" });
  };
}
