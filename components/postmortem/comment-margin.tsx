"use client";

import type { EditorView } from "@codemirror/view";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { PostmortemComment } from "#lib/domain/postmortem/document.ts";
import type { OutlineSection } from "#lib/domain/postmortem/outline.ts";
import { Message } from "../ui/message.tsx";
import { useAct } from "../ui/use-act.ts";
import { placeOf, stacked } from "./comment-places.ts";
import { Comment } from "./comments.tsx";

interface CommentMarginProps {
  readonly incidentId: string;
  /** Those that are open. */
  readonly comments: readonly PostmortemComment[];
  readonly text: string;
  readonly sections: readonly OutlineSection[];
  readonly view: () => EditorView | undefined;
}

/** Open comments, each beside the passage it is about. */
export function CommentMargin(props: CommentMarginProps) {
  const { incidentId, comments, text, sections, view } = props;
  const act = useAct();
  const margin = useRef<HTMLElement>(null);
  const placed = useMemo(
    () =>
      comments
        .map((comment) => ({ comment, at: placeOf(comment, text, sections) }))
        .toSorted((a, b) => a.at - b.at || a.comment.at - b.comment.at),
    [comments, text, sections],
  );
  const arrange = useCallback(() => {
    const editor = view();
    const column = margin.current;
    if (editor === undefined || column === null) return;
    const above = editor.documentTop - column.getBoundingClientRect().top;
    const items = [...column.querySelectorAll<HTMLElement>("li")];
    const tops = stacked(
      items.map((item, index) => ({
        top: above + editor.lineBlockAt(Math.min(placed[index]?.at ?? 0, editor.state.doc.length)).top,
        height: item.offsetHeight,
      })),
    );
    for (const [index, item] of items.entries()) item.style.top = `${tops[index]}px`;
    // The pane is as high as its last comment.
    column.style.minHeight = `${(tops.at(-1) ?? 0) + (items.at(-1)?.offsetHeight ?? 0)}px`;
  }, [placed, view]);
  useLayoutEffect(arrange, [arrange]);
  useEffect(() => {
    const editor = view();
    const watched = new ResizeObserver(arrange);
    if (editor !== undefined) watched.observe(editor.dom);
    if (margin.current !== null) watched.observe(margin.current);
    return () => watched.disconnect();
  }, [arrange, view]);
  return (
    <aside ref={margin} className="mg" aria-label="Open comments">
      {act.failure !== undefined && <Message kind="failed">{act.failure}</Message>}
      <ul>
        {placed.map(({ comment }) => (
          <li key={comment.id}>
            <Comment incidentId={incidentId} comment={comment} act={act} />
          </li>
        ))}
      </ul>
    </aside>
  );
}

/** Whether an element is so wide. */
export function useHasRoom(of: RefObject<HTMLElement | null>, widthPx: number): boolean {
  const [hasRoom, setHasRoom] = useState(false);
  useEffect(() => {
    const element = of.current;
    if (element === null) return;
    const watched = new ResizeObserver(() => setHasRoom(element.clientWidth >= widthPx));
    watched.observe(element);
    return () => watched.disconnect();
  }, [of, widthPx]);
  return hasRoom;
}
