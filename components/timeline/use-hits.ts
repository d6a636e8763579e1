"use client";

import { type RefObject, useEffect } from "react";
import { splitHits } from "../logs/log-search.ts";

const HIGHLIGHT = "timeline-hit";

/** Places of a word in what is drawn of entries; letters that stand in two elements are no place. */
function hitsIn(element: HTMLElement, word: string): readonly Range[] {
  const hits: Range[] = [];
  for (const entry of element.querySelectorAll("article .bd")) {
    const walker = document.createTreeWalker(entry, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      for (const { offset, text, isHit } of splitHits(node.textContent ?? "", word)) {
        if (!isHit) continue;
        const range = document.createRange();
        range.setStart(node, offset);
        range.setEnd(node, offset + text.length);
        hits.push(range);
      }
    }
  }
  return hits;
}

/**
 * Marks a word wherever it is drawn within an element, whatever draws it: Markdown, machine text, buttons. Nothing is
 * added to the rows; a browser without custom highlights marks nothing.
 */
export function useHits(place: RefObject<HTMLElement | null>, word: string): void {
  useEffect(() => {
    const element = place.current;
    if (element === null || word === "" || !("highlights" in CSS)) return undefined;
    const mark = () => CSS.highlights.set(HIGHLIGHT, new Highlight(...hitsIn(element, word)));
    mark();
    // Rows come and go with every step of a scroll.
    const watch = new MutationObserver(mark);
    watch.observe(element, { childList: true, characterData: true, subtree: true });
    return () => {
      watch.disconnect();
      CSS.highlights.delete(HIGHLIGHT);
    };
  }, [place, word]);
}
